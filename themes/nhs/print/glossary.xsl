<?xml version="1.0" encoding="UTF-8"?>
<!--
  A page that is a glossary, in two columns below its title and introduction. It begins
  on a page of its own.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:fo="http://www.w3.org/1999/XSL/Format"
    xmlns:p="urn:concordat:print:1"
    xmlns:c="urn:concordat:document:1"
    xmlns:cm="http://commonmark.org/xml/1.0"
    exclude-result-prefixes="c cm">

  <!-- " id id ": pages of definitions and nothing else but paragraphs before them. -->
  <xsl:variable name="glossaries">
    <xsl:text> </xsl:text>
    <xsl:for-each select="$pages[position() &gt; 1][not($easy-read)][not(c:sign-offs)]
        [count(c:body/c:definition-list/c:term) &gt;= $glossary-terms]
        [not(c:body/*[not(self::c:definition-list or self::cm:paragraph)])]
        [not(c:body/c:definition-list/following-sibling::cm:paragraph)]">
      <xsl:variable name="mode"><xsl:call-template name="writing-mode-of"><xsl:with-param name="lang" select="@lang"/></xsl:call-template></xsl:variable>
      <xsl:if test="string($mode) = string($document-mode)"><xsl:value-of select="concat(@id, ' ')"/></xsl:if>
    </xsl:for-each>
  </xsl:variable>

  <xsl:template name="glossary-master">
    <xsl:if test="$glossaries != ' '">
      <xsl:call-template name="page-master">
        <xsl:with-param name="name" select="'glossary'"/>
        <xsl:with-param name="columns" select="2"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- The empty block at the end evens the columns. -->
  <xsl:template name="glossary">
    <fo:page-sequence master-reference="glossary" force-page-count="no-force">
      <xsl:call-template name="running-header">
        <xsl:with-param name="draft" select="$draft or @status = 'draft'"/>
      </xsl:call-template>
      <xsl:call-template name="running-footer"/>
      <xsl:call-template name="footnote-separator"/>
      <fo:flow flow-name="xsl-region-body">
        <fo:block role="none" span="all" start-indent="{$hang}mm" space-after="{$block-space}"
            space-after.conditionality="retain">
          <xsl:call-template name="page-content">
            <xsl:with-param name="blocks" select="c:body/cm:paragraph"/>
            <xsl:with-param name="ends" select="false()"/>
          </xsl:call-template>
        </fo:block>
        <xsl:call-template name="page-content">
          <xsl:with-param name="blocks" select="c:body/c:definition-list"/>
          <xsl:with-param name="begins" select="false()"/>
        </xsl:call-template>
        <fo:block role="none" span="all"/>
      </fo:flow>
    </fo:page-sequence>
  </xsl:template>
</xsl:stylesheet>
