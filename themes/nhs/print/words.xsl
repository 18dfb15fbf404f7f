<?xml version="1.0" encoding="UTF-8"?>
<!--
  The theme's own words in print (../words/), in the language of the place they stand
  at. Where that language has no words they are English, and say so.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:fo="http://www.w3.org/1999/XSL/Format"
    xmlns:c="urn:concordat:document:1"
    exclude-result-prefixes="c">

  <xsl:import href="../languages.xsl"/>

  <!-- The language whose words stand where the current element does. -->
  <xsl:template name="language-here">
    <xsl:call-template name="language-of-words">
      <xsl:with-param name="lang" select="ancestor-or-self::*[@lang][not(self::c:site)][1]/@lang"/>
    </xsl:call-template>
  </xsl:template>

  <!-- As text, for attributes. -->
  <xsl:template name="word">
    <xsl:param name="key"/>
    <xsl:variable name="lang"><xsl:call-template name="language-here"/></xsl:variable>
    <xsl:value-of select="document(concat('../words/', $lang, '.xml'))/words/*[local-name() = $key]"/>
  </xsl:template>

  <!-- For readers. -->
  <xsl:template name="words">
    <xsl:param name="key"/>
    <xsl:call-template name="in-its-language">
      <xsl:with-param name="text"><xsl:call-template name="word"><xsl:with-param name="key" select="$key"/></xsl:call-template></xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- The word for the kind or view `name`; nothing if there is none. -->
  <xsl:template name="named-words">
    <xsl:param name="key"/>
    <xsl:param name="name"/>
    <xsl:variable name="lang"><xsl:call-template name="language-here"/></xsl:variable>
    <xsl:call-template name="in-its-language">
      <xsl:with-param name="text" select="document(concat('../words/', $lang, '.xml'))/words
          /*[local-name() = $key][@name = $name]"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="in-its-language">
    <xsl:param name="text"/>
    <xsl:variable name="language"><xsl:call-template name="fallback"/></xsl:variable>
    <xsl:choose>
      <xsl:when test="$language != '' and $text != ''">
        <fo:inline xml:lang="{$language}"><xsl:value-of select="$text"/></fo:inline>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$text"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Their language ("en") where the words that stand here are in another language than the text. -->
  <xsl:template name="fallback">
    <xsl:variable name="lang" select="ancestor-or-self::*[@lang][not(self::c:site)][1]/@lang"/>
    <xsl:variable name="words"><xsl:call-template name="language-here"/></xsl:variable>
    <xsl:if test="substring-before(concat($lang, '-'), '-') != substring-before(concat($words, '-'), '-')">
      <xsl:value-of select="$words"/>
    </xsl:if>
  </xsl:template>

  <xsl:template name="fallback-language">
    <xsl:variable name="language"><xsl:call-template name="fallback"/></xsl:variable>
    <xsl:if test="$language != ''"><xsl:attribute name="xml:lang"><xsl:value-of select="$language"/></xsl:attribute></xsl:if>
  </xsl:template>
</xsl:stylesheet>
