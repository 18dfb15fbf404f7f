<?xml version="1.0" encoding="UTF-8"?>
<!--
  The neutral brand's colours in print, in place of the NHS identity's. The number
  behind each is its contrast with white paper.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:variable name="black">#1d2b36</xsl:variable>        <!-- 14.5 -->
  <xsl:variable name="dark-grey">#4a5a66</xsl:variable>    <!-- 7.1 -->
  <xsl:variable name="dark-blue">#2b4c5f</xsl:variable>    <!-- 9.1 -->
  <xsl:variable name="blue">#0b5f71</xsl:variable>         <!-- 7.3 -->
  <xsl:variable name="light-blue">#7fc4cf</xsl:variable>   <!-- a fill -->
</xsl:stylesheet>
