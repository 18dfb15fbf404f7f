<?xml version="1.0" encoding="UTF-8"?>
<!--
  A document of two pages or fewer: its title stands above its text, and what the others
  say before it comes after.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:fo="http://www.w3.org/1999/XSL/Format"
    xmlns:p="urn:concordat:print:1"
    xmlns:c="urn:concordat:document:1"
    exclude-result-prefixes="c">

  <!-- What has parts that begin on pages of their own is longer. -->
  <xsl:variable name="brief" select="$publication/@brief and not($landscape-tables or $alone)"/>

  <!-- The first page has no running title: the title stands below. -->
  <xsl:template name="brief-master">
    <xsl:if test="$brief">
      <xsl:call-template name="page-master">
        <xsl:with-param name="name" select="'first'"/>
        <xsl:with-param name="header" select="'first-before'"/>
      </xsl:call-template>
      <fo:page-sequence-master master-name="brief">
        <fo:repeatable-page-master-alternatives>
          <fo:conditional-page-master-reference master-reference="first" page-position="first"/>
          <fo:conditional-page-master-reference master-reference="page" page-position="rest"/>
        </fo:repeatable-page-master-alternatives>
      </fo:page-sequence-master>
    </xsl:if>
  </xsl:template>

  <xsl:template name="brief">
    <fo:page-sequence master-reference="brief" force-page-count="no-force">
      <xsl:call-template name="running-header"/>
      <xsl:if test="$draft">
        <fo:static-content flow-name="first-before" p:artifact="Header"
            font-size="{$running-size}" line-height="{$running-leading}">
          <xsl:call-template name="draft-behind"/>
          <fo:block text-align="end"><xsl:call-template name="draft-tag"/></fo:block>
        </fo:static-content>
      </xsl:if>
      <xsl:call-template name="running-footer"/>
      <xsl:call-template name="footnote-separator"/>
      <fo:flow flow-name="xsl-region-body" start-indent="{$hang}mm">
        <xsl:call-template name="masthead"/>
        <xsl:apply-templates select="$pages"/>
        <xsl:apply-templates select="$pages[1]/c:sign-offs"/>
        <xsl:if test="$publication/@owner or $publication/@author or $publication/@approved-by
                      or $publication/@reviewed or $publication/@review">
          <xsl:call-template name="facts"/>
        </xsl:if>
        <xsl:call-template name="addresses"/>
        <xsl:call-template name="contact"/>
      </fo:flow>
    </fo:page-sequence>
  </xsl:template>

  <!-- Who it is from, the title on a dark ground, its edition and state. -->
  <xsl:template name="masthead">
    <fo:block role="none" start-indent="0mm" space-after="{$heading-2-before}">
      <xsl:choose>
        <xsl:when test="$logo != ''">
          <fo:block role="P" text-align="end" space-after="6mm">
            <xsl:call-template name="logo"/>
          </fo:block>
        </xsl:when>
        <xsl:otherwise>
          <fo:block role="P" font-size="{$lead-size}" line-height="{$lead-leading}" font-weight="bold"
              color="{$heading-colour}" space-after="4mm">
            <xsl:value-of select="$organisation"/>
          </fo:block>
        </xsl:otherwise>
      </xsl:choose>
      <fo:block role="none" margin-left="0mm" margin-right="0mm" padding="7mm" padding-top="6mm"
          background-color="{$cover-ground}" color="{$cover-text}" border-after-style="solid"
          border-after-width="2mm" border-after-color="{$cover-band}">
        <fo:block role="P" space-after="2mm"><xsl:call-template name="kind"/></fo:block>
        <fo:block role="Title" p:balance="true" id="{$pages[1]/@id}" font-size="{$brief-title-size}"
            line-height="{$brief-title-leading}" font-weight="bold">
          <xsl:value-of select="$document-title"/>
        </fo:block>
        <xsl:if test="$publication/@subtitle">
          <fo:block role="P" font-size="{$lead-size}" line-height="{$lead-leading}" space-before="2mm">
            <xsl:value-of select="$publication/@subtitle"/>
          </fo:block>
        </xsl:if>
      </fo:block>
      <xsl:if test="$draft">
        <fo:block role="none" space-before="4mm"><xsl:call-template name="draft-warning"/></fo:block>
      </xsl:if>
      <fo:block role="P" space-before="4mm">
        <xsl:if test="$publication/@version or $publication/@edition">
          <fo:inline font-weight="bold"><xsl:call-template name="edition-line"/></fo:inline>
          <xsl:text>. </xsl:text>
        </xsl:if>
        <xsl:call-template name="words"><xsl:with-param name="key">status</xsl:with-param></xsl:call-template>
        <xsl:text>: </xsl:text>
        <xsl:call-template name="status"/>
      </fo:block>
      <xsl:call-template name="consultation-notice"/>
      <xsl:call-template name="read-online"/>
    </fo:block>
  </xsl:template>
</xsl:stylesheet>
