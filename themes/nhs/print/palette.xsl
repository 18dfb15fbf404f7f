<?xml version="1.0" encoding="UTF-8"?>
<!--
  The colours of the print theme, and no others: every stylesheet takes its
  colours from here by name.

  They are the NHS identity palette. The number behind each is its contrast with
  white paper (WCAG 2): 4.5 is needed for text, 3 for large text, lines and
  icons. Where a colour is used on another ground, that contrast stands beside
  it as well.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

  <!-- Text, or white text on them. -->
  <xsl:variable name="black">#231f20</xsl:variable>        <!-- 16.3; 13.7 on pale grey -->
  <xsl:variable name="dark-grey">#425563</xsl:variable>    <!-- 7.8; 6.6 on pale grey -->
  <xsl:variable name="dark-blue">#003087</xsl:variable>    <!-- 11.9; 10.0 on pale grey -->
  <xsl:variable name="blue">#005eb8</xsl:variable>         <!-- 6.4; 5.4 on pale grey -->
  <xsl:variable name="dark-green">#006747</xsl:variable>   <!-- 6.9; 5.8 on pale grey -->
  <xsl:variable name="dark-red">#8a1538</xsl:variable>     <!-- 9.4; 7.9 on pale grey -->
  <xsl:variable name="purple">#330072</xsl:variable>       <!-- 15.2; 12.8 on pale grey -->

  <!-- Lines and large text only. -->
  <xsl:variable name="mid-grey">#768692</xsl:variable>     <!-- 3.8; 3.2 on pale grey -->

  <!-- Fills, never text on white. -->
  <xsl:variable name="light-blue">#41b6e6</xsl:variable>   <!-- 2.3; 5.1 on dark blue -->
  <xsl:variable name="pale-grey">#e8edee</xsl:variable>    <!-- 1.2 -->
  <xsl:variable name="white">#ffffff</xsl:variable>        <!-- 11.9 on dark blue, 9.4 on dark red -->

  <!-- ==== What is in which colour ======================================== -->

  <xsl:variable name="text-colour" select="$black"/>
  <xsl:variable name="heading-colour" select="$dark-blue"/>
  <xsl:variable name="link-colour" select="$blue"/>
  <xsl:variable name="quiet-colour" select="$dark-grey"/>

  <xsl:variable name="cover-ground" select="$dark-blue"/>
  <xsl:variable name="cover-text" select="$white"/>
  <xsl:variable name="cover-band" select="$blue"/>
  <xsl:variable name="cover-edge" select="$light-blue"/>

  <xsl:variable name="section-rule" select="$blue"/>
  <xsl:variable name="page-rule" select="$mid-grey"/>
  <xsl:variable name="draft-ground" select="$dark-red"/>
  <xsl:variable name="draft-text" select="$white"/>
  <xsl:variable name="draft-behind-colour" select="$pale-grey"/>

  <xsl:variable name="table-head-ground" select="$dark-blue"/>
  <xsl:variable name="table-head-text" select="$white"/>
  <xsl:variable name="table-rule" select="$mid-grey"/>
  <xsl:variable name="table-stripe" select="$pale-grey"/>

  <xsl:variable name="box-ground" select="$pale-grey"/>
  <xsl:variable name="box-rule" select="$mid-grey"/>
  <xsl:variable name="quote-rule" select="$blue"/>
  <xsl:variable name="statistic-colour" select="$dark-blue"/>
</xsl:stylesheet>
