<?xml version="1.0" encoding="UTF-8"?>
<!--
  Writing modes by language. A document runs as its own language does; a page or a
  block in a language that runs the other way stands in a container of that mode, so
  that its lists, tables and borders are mirrored with its text.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:fo="http://www.w3.org/1999/XSL/Format"
    xmlns:c="urn:concordat:document:1"
    xmlns:cm="http://commonmark.org/xml/1.0"
    exclude-result-prefixes="c cm">

  <!-- What blocks are like otherwise: xsl:apply-imports reaches these. -->
  <xsl:import href="blocks.xsl"/>
  <xsl:import href="tables.xsl"/>
  <xsl:import href="boxes.xsl"/>
  <xsl:import href="figures.xsl"/>

  <xsl:template name="writing-mode-of">
    <xsl:param name="lang"/>
    <xsl:choose>
      <xsl:when test="contains($right-to-left, concat(' ', substring-before(concat($lang, '-'), '-'), ' '))">rl-tb</xsl:when>
      <xsl:otherwise>lr-tb</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:variable name="document-mode">
    <xsl:call-template name="writing-mode-of">
      <xsl:with-param name="lang" select="$publication/@lang"/>
    </xsl:call-template>
  </xsl:variable>

  <!-- On fo:root; left to right goes without saying. -->
  <xsl:template name="document-writing-mode">
    <xsl:if test="$document-mode = 'rl-tb'">
      <xsl:attribute name="writing-mode">rl-tb</xsl:attribute>
    </xsl:if>
  </xsl:template>

  <xsl:template match="c:page">
    <xsl:param name="blocks" select="c:body"/>
    <xsl:param name="begins" select="true()"/>
    <xsl:param name="ends" select="true()"/>
    <xsl:variable name="mode">
      <xsl:call-template name="writing-mode-of">
        <xsl:with-param name="lang" select="@lang"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="string($mode) = string($document-mode)">
        <xsl:call-template name="page-content">
          <xsl:with-param name="blocks" select="$blocks"/>
          <xsl:with-param name="begins" select="$begins"/>
          <xsl:with-param name="ends" select="$ends"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <fo:block-container writing-mode="{$mode}" start-indent="0mm" end-indent="0mm"
            space-before="{$heading-2-before}">
          <fo:block role="none" start-indent="{$hang}mm">
            <xsl:call-template name="page-content">
              <xsl:with-param name="blocks" select="$blocks"/>
              <xsl:with-param name="begins" select="$begins"/>
              <xsl:with-param name="ends" select="$ends"/>
            </xsl:call-template>
          </fo:block>
        </fo:block-container>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A block that says its language. Its container stands where the block would. -->
  <xsl:template match="cm:paragraph[@lang] | cm:block_quote[@lang] | cm:list[@lang]
                       | c:container[@lang] | c:section[@lang]" priority="20">
    <xsl:variable name="mode">
      <xsl:call-template name="writing-mode-of">
        <xsl:with-param name="lang" select="@lang"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:variable name="mode-around">
      <xsl:call-template name="writing-mode-of">
        <xsl:with-param name="lang" select="ancestor::*[@lang][1]/@lang"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="string($mode) = string($mode-around)"><xsl:apply-imports/></xsl:when>
      <xsl:otherwise>
        <fo:block-container writing-mode="{$mode}" space-before="{$paragraph-space}"
            space-after="{$paragraph-space}">
          <fo:block role="none" start-indent="0mm" end-indent="0mm">
            <xsl:apply-imports/>
          </fo:block>
        </fo:block-container>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
