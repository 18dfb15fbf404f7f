<?xml version="1.0" encoding="UTF-8"?>
<!--
  What marks a draft: the word across each page, behind the text, and in its header, both
  artifacts; and a line of text that everybody reads, on the cover or below the title of
  the page that is one.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:fo="http://www.w3.org/1999/XSL/Format"
    xmlns:c="urn:concordat:document:1"
    xmlns:svg="http://www.w3.org/2000/svg"
    exclude-result-prefixes="c">

  <!-- From corner to corner, in a colour on which all text can be read. -->
  <xsl:template name="draft-behind">
    <xsl:param name="master" select="'page'"/>
    <xsl:variable name="word"><xsl:call-template name="word"><xsl:with-param name="key">draft-mark</xsl:with-param></xsl:call-template></xsl:variable>
    <xsl:variable name="lies" select="$master = 'landscape'"/>
    <xsl:variable name="width" select="$page-width * not($lies) + $page-height * $lies"/>
    <xsl:variable name="height" select="$page-height * not($lies) + $page-width * $lies"/>
    <xsl:variable name="fitting" select="350 div (string-length($word) + 1)"/>
    <xsl:variable name="size" select="$fitting * ($fitting &lt; 60) + 60 * ($fitting &gt;= 60)"/>
    <fo:block-container absolute-position="fixed" left="0mm" top="0mm" width="{$width}mm" height="{$height + 1}mm">
      <fo:block line-height="1pt" font-size="1pt">
        <fo:instream-foreign-object role="artifact" content-width="{$width}mm" content-height="{$height}mm">
          <svg:svg viewBox="0 0 {$width} {$height}" width="{$width}mm" height="{$height}mm">
            <svg:text x="{$width div 2}" y="{$height div 2}" text-anchor="middle" font-weight="bold"
                font-family="{$font}" fill="{$draft-behind-colour}"
                font-size="{format-number($size, '0.#')}"
                transform="rotate({-55 + 20 * $lies} {$width div 2} {$height div 2}) translate(0 {format-number(0.35 * $size, '0.#')})">
              <xsl:value-of select="$word"/>
            </svg:text>
          </svg:svg>
        </fo:instream-foreign-object>
      </fo:block>
    </fo:block-container>
  </xsl:template>

  <xsl:template name="draft-tag">
    <fo:inline font-weight="bold" color="{$draft-text}" background-color="{$draft-ground}"
        padding="1mm" padding-left="2mm" padding-right="2mm">
      <xsl:call-template name="words"><xsl:with-param name="key">draft-mark</xsl:with-param></xsl:call-template>
    </fo:inline>
  </xsl:template>

  <xsl:template name="draft-warning">
    <fo:block role="P" font-weight="bold" color="{$draft-ground}" space-after="{$paragraph-space}">
      <xsl:call-template name="words"><xsl:with-param name="key">draft-warning</xsl:with-param></xsl:call-template>
    </fo:block>
  </xsl:template>
</xsl:stylesheet>
