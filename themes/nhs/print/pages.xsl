<?xml version="1.0" encoding="UTF-8"?>
<!--
  Page masters, the running header and footer, and what every page-sequence says.
  Header and footer are artifacts; each fact in them also stands in the text.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:fo="http://www.w3.org/1999/XSL/Format"
    xmlns:p="urn:concordat:print:1"
    xmlns:c="urn:concordat:document:1"
    exclude-result-prefixes="c">

  <!-- Inherited by everything: ragged right, no hyphenation. -->
  <xsl:attribute-set name="document">
    <xsl:attribute name="xml:lang"><xsl:value-of select="$publication/@lang"/></xsl:attribute>
    <xsl:attribute name="font-family"><xsl:value-of select="$font"/></xsl:attribute>
    <xsl:attribute name="font-size"><xsl:value-of select="$text-size"/></xsl:attribute>
    <xsl:attribute name="line-height"><xsl:value-of select="$text-leading"/></xsl:attribute>
    <xsl:attribute name="color"><xsl:value-of select="$text-colour"/></xsl:attribute>
    <xsl:attribute name="text-align">start</xsl:attribute>
    <xsl:attribute name="hyphenate">false</xsl:attribute>
    <!-- A raised mark of a note does not push its line down. -->
    <xsl:attribute name="line-height-shift-adjustment">disregard-shifts</xsl:attribute>
    <xsl:attribute name="widows"><xsl:value-of select="$widows"/></xsl:attribute>
    <xsl:attribute name="orphans"><xsl:value-of select="$orphans"/></xsl:attribute>
  </xsl:attribute-set>

  <xsl:template name="masters">
    <fo:layout-master-set>
      <fo:simple-page-master master-name="cover"
          page-width="{$page-width}mm" page-height="{$page-height}mm">
        <fo:region-body/>
      </fo:simple-page-master>
      <xsl:call-template name="page-master"/>
      <xsl:if test="$landscape-tables">
        <xsl:call-template name="page-master">
          <xsl:with-param name="name" select="'landscape'"/>
          <xsl:with-param name="width" select="$page-height"/>
          <xsl:with-param name="height" select="$page-width"/>
        </xsl:call-template>
      </xsl:if>
      <xsl:call-template name="glossary-master"/>
      <xsl:call-template name="brief-master"/>
    </fo:layout-master-set>
  </xsl:template>

  <!-- `header`: what its running header is called. -->
  <xsl:template name="page-master">
    <xsl:param name="name" select="'page'"/>
    <xsl:param name="width" select="$page-width"/>
    <xsl:param name="height" select="$page-height"/>
    <xsl:param name="columns" select="1"/>
    <xsl:param name="header"/>
    <fo:simple-page-master master-name="{$name}" page-width="{$width}mm" page-height="{$height}mm"
        margin-left="{$margin-left}mm" margin-right="{$margin-right}mm"
        margin-top="{$header-top}mm" margin-bottom="{$footer-bottom}mm">
      <fo:region-body margin-top="{$margin-top - $header-top}mm"
          margin-bottom="{$margin-bottom - $footer-bottom}mm">
        <xsl:if test="$columns &gt; 1">
          <xsl:attribute name="column-count"><xsl:value-of select="$columns"/></xsl:attribute>
          <xsl:attribute name="column-gap"><xsl:value-of select="$column-gap"/></xsl:attribute>
        </xsl:if>
      </fo:region-body>
      <fo:region-before extent="{$margin-top - $header-top}mm">
        <xsl:if test="$header != ''"><xsl:attribute name="region-name"><xsl:value-of select="$header"/></xsl:attribute></xsl:if>
      </fo:region-before>
      <fo:region-after extent="{$margin-bottom - $footer-bottom}mm" display-align="after"/>
    </fo:simple-page-master>
  </xsl:template>

  <!-- `draft`: whether the pages of the sequence are; `master` says how they lie. -->
  <xsl:template name="running-header">
    <xsl:param name="draft" select="$draft"/>
    <xsl:param name="master" select="'page'"/>
    <fo:static-content flow-name="xsl-region-before" p:artifact="Header"
        font-size="{$running-size}" line-height="{$running-leading}" color="{$quiet-colour}">
      <xsl:if test="$draft">
        <xsl:call-template name="draft-behind"><xsl:with-param name="master" select="$master"/></xsl:call-template>
      </xsl:if>
      <fo:block text-align-last="justify">
        <xsl:value-of select="$document-title"/>
        <fo:leader leader-pattern="space"/>
        <xsl:choose>
          <xsl:when test="$draft">
            <xsl:call-template name="draft-tag"/>
          </xsl:when>
          <xsl:when test="string-length($document-title) + string-length($organisation) &lt; $running-length">
            <xsl:value-of select="$organisation"/>
          </xsl:when>
        </xsl:choose>
      </fo:block>
    </fo:static-content>
  </xsl:template>

  <xsl:template name="running-footer">
    <fo:static-content flow-name="xsl-region-after" p:artifact="Footer"
        font-size="{$running-size}" line-height="{$running-leading}" color="{$quiet-colour}">
      <fo:block text-align-last="justify" border-before-style="solid" border-before-width="0.5pt"
          border-before-color="{$page-rule}" padding-before="2mm">
        <xsl:call-template name="edition-line"/>
        <fo:leader leader-pattern="space"/>
        <xsl:call-template name="page-of-pages"/>
      </fo:block>
    </fo:static-content>
  </xsl:template>

  <!-- "Version 1.2, 6 April 2026" -->
  <xsl:template name="edition-line">
    <xsl:if test="$publication/@version">
      <xsl:call-template name="words"><xsl:with-param name="key">version</xsl:with-param></xsl:call-template>
      <xsl:value-of select="concat(' ', $publication/@version)"/>
    </xsl:if>
    <xsl:if test="$publication/@version and $publication/@edition">, </xsl:if>
    <xsl:if test="$publication/@edition">
      <xsl:call-template name="date"><xsl:with-param name="date" select="$publication/@edition"/></xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template name="page-of-pages">
    <xsl:variable name="words"><xsl:call-template name="word"><xsl:with-param name="key">page-of</xsl:with-param></xsl:call-template></xsl:variable>
    <xsl:value-of select="substring-before($words, '@')"/>
    <fo:page-number/>
    <xsl:value-of select="substring-before(substring-after($words, '@'), '@')"/>
    <fo:page-number-citation-last ref-id="_document"/>
    <xsl:value-of select="substring-after(substring-after($words, '@'), '@')"/>
  </xsl:template>

  <xsl:template name="footnote-separator">
    <fo:static-content flow-name="xsl-footnote-separator">
      <fo:block start-indent="{$hang}mm" line-height="12pt">
        <fo:leader leader-pattern="rule" leader-length="40mm" rule-thickness="0.5pt"
            color="{$page-rule}"/>
      </fo:block>
    </fo:static-content>
  </xsl:template>
</xsl:stylesheet>
