<?xml version="1.0" encoding="UTF-8"?>
<!--
  A publication as a PDF: c:publication (themes/document.rng) to XSL-FO.

  Cover, contents and facts, each page of the publication, back page. Meaning is
  in `role` and the print namespace (HACKING.md), looks in variables.xsl and
  palette.xsl.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:fo="http://www.w3.org/1999/XSL/Format"
    xmlns:p="urn:concordat:print:1"
    xmlns:c="urn:concordat:document:1"
    xmlns:set="http://exslt.org/sets"
    exclude-result-prefixes="c set">

  <xsl:import href="palette.xsl"/>
  <xsl:import href="variables.xsl"/>
  <xsl:import href="words.xsl"/>
  <xsl:import href="common.xsl"/>
  <xsl:import href="pages.xsl"/>
  <xsl:import href="draft.xsl"/>
  <xsl:import href="direction.xsl"/>
  <xsl:import href="landscape.xsl"/>
  <xsl:import href="glossary.xsl"/>
  <xsl:import href="inlines.xsl"/>
  <xsl:import href="icons.xsl"/>
  <xsl:import href="front.xsl"/>
  <xsl:import href="sign-offs.xsl"/>
  <xsl:import href="back.xsl"/>
  <xsl:import href="brief.xsl"/>

  <xsl:output method="xml" encoding="UTF-8" indent="no"/>
  <!-- The tree's own indentation is not text; the author's is in these. -->
  <xsl:strip-space elements="*"/>
  <xsl:preserve-space xmlns:cm="http://commonmark.org/xml/1.0"
      elements="cm:text cm:code cm:code_block"/>

  <xsl:template match="/c:publication">
    <fo:root id="_document" xsl:use-attribute-sets="document">
      <xsl:call-template name="document-writing-mode"/>
      <xsl:call-template name="masters"/>
      <xsl:call-template name="declarations"/>
      <xsl:call-template name="bookmarks"/>
      <xsl:choose>
        <xsl:when test="$brief"><xsl:call-template name="brief"/></xsl:when>
        <xsl:otherwise>
          <xsl:call-template name="cover"/>
          <xsl:call-template name="front"/>
          <xsl:call-template name="text"/>
          <xsl:call-template name="back"/>
        </xsl:otherwise>
      </xsl:choose>
    </fo:root>
  </xsl:template>

  <!-- Some pages of the publication are drafts, and others not. -->
  <xsl:variable name="mixed" select="not($draft) and $pages/@status = 'draft'"/>

  <!-- The pages run on from one to the next; each appendix begins on a sheet of its
       own, and so does a glossary, and every page where only some are drafts. -->
  <xsl:variable name="alone" select="$pages[@appendix or $mixed or contains($glossaries, concat(' ', @id, ' '))]"/>

  <xsl:template name="text">
    <xsl:for-each select="$pages">
      <xsl:variable name="after" select="set:trailing($pages, .)"/>
      <xsl:choose>
        <xsl:when test="contains($glossaries, concat(' ', @id, ' '))"><xsl:call-template name="glossary"/></xsl:when>
        <xsl:when test="count(. | $alone) = count($alone)">
          <xsl:call-template name="text-sequences"><xsl:with-param name="text" select="."/></xsl:call-template>
        </xsl:when>
        <xsl:when test="position() = 1 or count(set:leading($pages, .)[last()] | $alone) = count($alone)">
          <xsl:call-template name="text-sequences">
            <xsl:with-param name="text" select=". | set:leading($after, $after[count(. | $alone) = count($alone)][1])"/>
          </xsl:call-template>
        </xsl:when>
      </xsl:choose>
    </xsl:for-each>
  </xsl:template>

  <!-- One page-sequence: the end of the page `tail`, the whole pages of `text`, the
       beginning of the page `head`; each may be missing. `begins` and `ends` are said
       of what is printed of `head`. -->
  <xsl:template name="text-sequence">
    <xsl:param name="master" select="'page'"/>
    <xsl:param name="tail" select="/.."/>
    <xsl:param name="tail-blocks" select="/.."/>
    <xsl:param name="text" select="/.."/>
    <xsl:param name="head" select="/.."/>
    <xsl:param name="head-blocks" select="/.."/>
    <xsl:param name="begins" select="true()"/>
    <xsl:param name="ends" select="false()"/>
    <fo:page-sequence master-reference="{$master}" force-page-count="no-force">
      <xsl:call-template name="running-header">
        <xsl:with-param name="draft" select="$draft or ($tail | $text | $head)/@status = 'draft'"/>
        <xsl:with-param name="master" select="$master"/>
      </xsl:call-template>
      <xsl:call-template name="running-footer"/>
      <xsl:call-template name="footnote-separator"/>
      <fo:flow flow-name="xsl-region-body" start-indent="{$hang}mm">
        <xsl:if test="$master = 'landscape'">
          <xsl:attribute name="end-indent"><xsl:value-of select="$landscape-grid-width - $grid-width"/>mm</xsl:attribute>
        </xsl:if>
        <xsl:apply-templates select="$tail">
          <xsl:with-param name="blocks" select="$tail-blocks"/>
          <xsl:with-param name="begins" select="false()"/>
        </xsl:apply-templates>
        <xsl:apply-templates select="$text"/>
        <xsl:apply-templates select="$head">
          <xsl:with-param name="blocks" select="$head-blocks"/>
          <xsl:with-param name="begins" select="$begins"/>
          <xsl:with-param name="ends" select="$ends"/>
        </xsl:apply-templates>
        <xsl:if test="not($tail or $head or $text/c:body/*)"><fo:block role="none"/></xsl:if>
      </fo:flow>
    </fo:page-sequence>
  </xsl:template>

  <!-- The first page's title is the cover's. `blocks`: what of the page is wanted here,
       where it stands in several page-sequences; `begins` and `ends`: whether that is its
       begin and its end. -->
  <xsl:template name="page-content">
    <xsl:param name="blocks" select="c:body"/>
    <xsl:param name="begins" select="true()"/>
    <xsl:param name="ends" select="true()"/>
    <xsl:choose>
      <xsl:when test="@id = $pages[1]/@id">
        <fo:block role="none">
          <xsl:call-template name="page-language"/>
          <xsl:apply-templates select="$blocks"/>
        </fo:block>
      </xsl:when>
      <xsl:otherwise>
        <fo:block role="Part">
          <xsl:if test="$begins and not($ends)"><xsl:attribute name="id"><xsl:value-of select="concat(@id, '._part')"/></xsl:attribute></xsl:if>
          <xsl:if test="not($begins)"><xsl:attribute name="p:continues"><xsl:value-of select="concat(@id, '._part')"/></xsl:attribute></xsl:if>
          <xsl:call-template name="page-language"/>
          <xsl:if test="$begins">
            <xsl:call-template name="heading">
              <xsl:with-param name="level" select="2"/>
              <xsl:with-param name="id" select="@id"/>
              <xsl:with-param name="text"><xsl:call-template name="page-title"/></xsl:with-param>
            </xsl:call-template>
            <xsl:if test="$mixed and @status = 'draft'"><xsl:call-template name="draft-warning"/></xsl:if>
          </xsl:if>
          <xsl:apply-templates select="$blocks"/>
          <xsl:if test="$ends"><xsl:apply-templates select="c:sign-offs"/></xsl:if>
        </fo:block>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="page-language">
    <xsl:if test="@lang != $publication/@lang">
      <xsl:attribute name="xml:lang"><xsl:value-of select="@lang"/></xsl:attribute>
    </xsl:if>
  </xsl:template>

  <xsl:template match="c:body"><xsl:apply-templates/></xsl:template>
</xsl:stylesheet>
