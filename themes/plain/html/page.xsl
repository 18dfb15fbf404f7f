<?xml version="1.0" encoding="UTF-8"?>
<!-- The NHS theme's pages; what is different is written here and in plain.scss. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:import href="../../nhs/html/page.xsl"/>

  <xsl:variable name="theme-colour" select="'#2b4c5f'"/>
</xsl:stylesheet>
