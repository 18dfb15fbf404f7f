<?xml version="1.0" encoding="UTF-8"?>
<!--
  What stands after the text: the addresses behind the links, for readers of
  paper, and the back page with contact and other formats.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:fo="http://www.w3.org/1999/XSL/Format"
    xmlns:p="urn:concordat:print:1"
    xmlns:c="urn:concordat:document:1"
    xmlns:cm="http://commonmark.org/xml/1.0"
    exclude-result-prefixes="c cm">

  <!-- Links to the web whose text is not the address itself, each address once. -->
  <xsl:key name="web-link" match="cm:link[starts-with(@destination, 'https://')
      or starts-with(@destination, 'http://')]
      [not(contains(@destination, normalize-space(.)))]" use="@destination"/>
  <xsl:variable name="web-links" select="/c:publication/descendant::cm:link
      [generate-id() = generate-id(key('web-link', @destination)
          [(ancestor::c:page/@kind = 'easy-read') = $easy-read][1])]"/>
  <xsl:variable name="has-addresses" select="$print-addresses and boolean($web-links)"/>

  <xsl:template name="addresses">
    <xsl:if test="$has-addresses">
      <xsl:call-template name="heading">
        <xsl:with-param name="level" select="2"/>
        <xsl:with-param name="id">_web-addresses</xsl:with-param>
        <xsl:with-param name="text"><xsl:call-template name="words"><xsl:with-param name="key">addresses</xsl:with-param></xsl:call-template></xsl:with-param>
      </xsl:call-template>
      <fo:block role="P" space-after="{$paragraph-space}" keep-with-next.within-page="always">
        <xsl:call-template name="words"><xsl:with-param name="key">addresses-lead</xsl:with-param></xsl:call-template>
      </fo:block>
      <fo:block role="L" p:list-numbering="None" space-after="{$block-space}">
        <xsl:for-each select="$web-links">
          <fo:block role="LI" space-after="{$paragraph-space}" keep-together.within-page="always">
            <fo:block role="Lbl"><xsl:apply-templates mode="plain"/></fo:block>
            <fo:block role="LBody">
              <fo:block role="P">
                <xsl:call-template name="link">
                  <xsl:with-param name="target" select="@destination"/>
                  <xsl:with-param name="text">
                    <xsl:call-template name="shown-address">
                      <xsl:with-param name="address" select="@destination"/>
                    </xsl:call-template>
                  </xsl:with-param>
                  <xsl:with-param name="contents" select="@destination"/>
                </xsl:call-template>
              </fo:block>
            </fo:block>
          </fo:block>
        </xsl:for-each>
      </fo:block>
    </xsl:if>
  </xsl:template>

  <xsl:template name="contact">
    <fo:block role="none" keep-together.within-page="always">
      <xsl:call-template name="heading">
        <xsl:with-param name="level" select="2"/>
        <xsl:with-param name="id">_contact</xsl:with-param>
        <xsl:with-param name="text"><xsl:call-template name="words"><xsl:with-param name="key">contact</xsl:with-param></xsl:call-template></xsl:with-param>
      </xsl:call-template>
      <fo:block role="P" font-weight="bold" space-after="{$paragraph-space}">
        <xsl:value-of select="$organisation"/>
      </fo:block>
      <xsl:apply-templates select="$site/c:contact"/>
      <xsl:call-template name="heading">
        <xsl:with-param name="level" select="3"/>
        <xsl:with-param name="text"><xsl:call-template name="words"><xsl:with-param name="key">other-formats</xsl:with-param></xsl:call-template></xsl:with-param>
      </xsl:call-template>
      <fo:block role="P" space-after="{$paragraph-space}">
        <xsl:call-template name="words"><xsl:with-param name="key">formats-lead</xsl:with-param></xsl:call-template>
      </fo:block>
      <fo:block role="P">
        <xsl:value-of select="$publication/@title"/>
        <xsl:if test="not(contains('.!?…؟۔。！？', substring($publication/@title, string-length($publication/@title))))">.</xsl:if>
        <xsl:if test="$publication/@version or $publication/@edition">
          <xsl:text> </xsl:text>
          <xsl:call-template name="edition-line"/>
          <xsl:text>.</xsl:text>
        </xsl:if>
      </fo:block>
    </fo:block>
  </xsl:template>

  <xsl:template name="back">
    <fo:page-sequence master-reference="page" force-page-count="no-force">
      <xsl:call-template name="running-header"/>
      <xsl:call-template name="running-footer"/>
      <fo:flow flow-name="xsl-region-body" start-indent="{$hang}mm">
        <xsl:call-template name="addresses"/>
        <xsl:call-template name="contact"/>
      </fo:flow>
    </fo:page-sequence>
  </xsl:template>
</xsl:stylesheet>
