<?xml version="1.0" encoding="UTF-8"?>
<!--
  The theme's own words on a web page (../words/), and how dates and file sizes are
  written.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:c="urn:concordat:document:1" exclude-result-prefixes="c">

  <xsl:include href="../languages.xsl"/>

  <!-- Words around the page are in the site's language, words in it in the page's. -->
  <xsl:variable name="site-language">
    <xsl:call-template name="language-of-words"><xsl:with-param name="lang" select="$site/@lang"/></xsl:call-template>
  </xsl:variable>
  <xsl:variable name="page-language">
    <xsl:call-template name="language-of-words"><xsl:with-param name="lang" select="$page/@lang"/></xsl:call-template>
  </xsl:variable>
  <!-- The words are in another language than the page. -->
  <xsl:variable name="fallback" select="substring-before(concat($page/@lang, '-'), '-')
      != substring-before(concat($page-language, '-'), '-')"/>
  <xsl:variable name="s" select="document(concat('../words/', $site-language, '.xml'))/words"/>
  <xsl:variable name="w" select="document(concat('../words/', $page-language, '.xml'))/words"/>

  <!-- lang on an element whose words are not in the language around it. -->
  <xsl:template name="site-language">
    <xsl:if test="$site/@lang != $page/@lang">
      <xsl:attribute name="lang"><xsl:value-of select="$site/@lang"/></xsl:attribute>
      <xsl:attribute name="dir"><xsl:call-template name="direction-of"><xsl:with-param name="lang" select="$site/@lang"/></xsl:call-template></xsl:attribute>
    </xsl:if>
  </xsl:template>
  <xsl:template name="words-language">
    <xsl:if test="$fallback">
      <xsl:attribute name="lang"><xsl:value-of select="$page-language"/></xsl:attribute>
    </xsl:if>
  </xsl:template>

  <xsl:template name="direction">
    <xsl:param name="lang"/>
    <xsl:variable name="dir">
      <xsl:call-template name="direction-of"><xsl:with-param name="lang" select="$lang"/></xsl:call-template>
    </xsl:variable>
    <xsl:if test="$dir = 'rtl'"><xsl:attribute name="dir">rtl</xsl:attribute></xsl:if>
  </xsl:template>
  <!-- dir on an element in a language that runs otherwise than what is around it. -->
  <xsl:template name="direction-of-its-own">
    <xsl:variable name="own">
      <xsl:call-template name="direction-of"><xsl:with-param name="lang" select="@lang"/></xsl:call-template>
    </xsl:variable>
    <xsl:variable name="around">
      <xsl:call-template name="direction-of"><xsl:with-param name="lang" select="ancestor::*[@lang][1]/@lang"/></xsl:call-template>
    </xsl:variable>
    <xsl:if test="string($own) != string($around)"><xsl:attribute name="dir"><xsl:value-of select="$own"/></xsl:attribute></xsl:if>
  </xsl:template>
  <xsl:template name="direction-of">
    <xsl:param name="lang"/>
    <xsl:choose>
      <xsl:when test="contains($right-to-left, concat(' ', substring-before(concat($lang, '-'), '-'), ' '))">rtl</xsl:when>
      <xsl:otherwise>ltr</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="date">
    <xsl:param name="date"/>
    <time datetime="{$date}">
      <xsl:call-template name="date-in-words">
        <xsl:with-param name="date" select="$date"/>
        <xsl:with-param name="set" select="$w"/>
        <xsl:with-param name="space" select="' '"/>
      </xsl:call-template>
    </time>
  </xsl:template>

  <!-- (PDF, 545KB, 24 pages): kilobytes rounded up, megabytes to 2 decimals. -->
  <xsl:template name="file-facts">
    <xsl:value-of select="concat(' (', @format)"/>
    <xsl:if test="@bytes">
      <xsl:text>, </xsl:text>
      <xsl:choose>
        <xsl:when test="@bytes &gt;= 1048576">
          <xsl:value-of select="concat(format-number(@bytes div 1048576, '0.00'), 'MB')"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:value-of select="concat(ceiling(@bytes div 1024), 'KB')"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:if>
    <xsl:if test="@pages">
      <xsl:text>, </xsl:text>
      <xsl:choose>
        <xsl:when test="@pages = 1"><xsl:value-of select="concat('1 ', $w/page)"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="concat(@pages, ' ', $w/pages)"/></xsl:otherwise>
      </xsl:choose>
    </xsl:if>
    <xsl:text>)</xsl:text>
  </xsl:template>

  <!-- "Appendix A: Legal duties", of a page or a page's entry. -->
  <xsl:template name="page-name">
    <xsl:param name="of" select="$page"/>
    <xsl:if test="$of/@appendix">
      <xsl:value-of select="concat($w/appendix, ' ', $of/@appendix, ': ')"/>
    </xsl:if>
    <xsl:value-of select="$of/@title"/>
  </xsl:template>
</xsl:stylesheet>
