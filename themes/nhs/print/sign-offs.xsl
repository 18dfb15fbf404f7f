<?xml version="1.0" encoding="UTF-8"?>
<!--
  Who has signed off a page, or why nobody has to. The publication's own table
  stands behind the facts about the document, that of a further page at its end.
  Easy-read pages go without.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:fo="http://www.w3.org/1999/XSL/Format"
    xmlns:p="urn:concordat:print:1"
    xmlns:c="urn:concordat:document:1"
    exclude-result-prefixes="c">

  <xsl:template match="c:page[@kind = 'easy-read']/c:sign-offs"/>

  <xsl:template match="c:sign-offs">
    <fo:block role="Table" xsl:use-attribute-sets="block-spaces"
        keep-together.within-page="{$keep-if-possible}">
      <fo:block role="Caption" space-after="6pt" font-weight="bold" color="{$heading-colour}"
          keep-with-next.within-page="always">
        <xsl:call-template name="words"><xsl:with-param name="key">sign-offs</xsl:with-param></xsl:call-template>
      </fo:block>
      <fo:table role="none" table-layout="fixed" width="100%" border-collapse="separate"
          line-height="{$table-leading}">
        <fo:table-column column-width="proportional-column-width(2)"/>
        <fo:table-column column-width="proportional-column-width(5)"/>
        <fo:table-header start-indent="0mm" end-indent="0mm">
          <fo:table-row keep-together.within-page="{$keep-row}">
            <xsl:call-template name="sign-off-head">
              <xsl:with-param name="text"><xsl:call-template name="words"><xsl:with-param name="key">sign-off</xsl:with-param></xsl:call-template></xsl:with-param>
            </xsl:call-template>
            <xsl:call-template name="sign-off-head">
              <xsl:with-param name="text"><xsl:call-template name="words"><xsl:with-param name="key">given-by</xsl:with-param></xsl:call-template></xsl:with-param>
            </xsl:call-template>
          </fo:table-row>
        </fo:table-header>
        <fo:table-body start-indent="0mm" end-indent="0mm">
          <xsl:apply-templates select="c:sign-off"/>
        </fo:table-body>
      </fo:table>
    </fo:block>
  </xsl:template>

  <xsl:template name="sign-off-head">
    <xsl:param name="text"/>
    <fo:table-cell role="TH" p:scope="Column">
      <xsl:call-template name="head-look"/>
      <fo:block role="P"><xsl:copy-of select="$text"/></fo:block>
    </fo:table-cell>
  </xsl:template>

  <xsl:template match="c:sign-off">
    <fo:table-row keep-together.within-page="{$keep-row}">
      <xsl:call-template name="source"/>
      <fo:table-cell role="TH" p:scope="Row" font-weight="bold">
        <xsl:call-template name="cell-look"/>
        <fo:block role="P">
          <xsl:variable name="known"><xsl:call-template name="named-words">
            <xsl:with-param name="key">view</xsl:with-param>
            <xsl:with-param name="name" select="@view"/>
          </xsl:call-template></xsl:variable>
          <xsl:choose>
            <xsl:when test="$known != ''"><xsl:copy-of select="$known"/></xsl:when>
            <xsl:otherwise>
              <xsl:value-of select="concat(translate(substring(@view, 1, 1),
                  'abcdefghijklmnopqrstuvwxyz', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'), substring(@view, 2))"/>
            </xsl:otherwise>
          </xsl:choose>
        </fo:block>
      </fo:table-cell>
      <fo:table-cell role="TD">
        <xsl:call-template name="cell-look"/>
        <xsl:apply-templates select="." mode="outcome"/>
      </fo:table-cell>
    </fo:table-row>
  </xsl:template>

  <xsl:template match="c:sign-off[@state = 'signed']" mode="outcome">
    <fo:block role="P">
      <xsl:call-template name="signatory"/>
      <fo:block/>
      <xsl:call-template name="date"><xsl:with-param name="date" select="@date"/></xsl:call-template>
    </fo:block>
  </xsl:template>
  <xsl:template match="c:sign-off[@state = 'not-applicable']" mode="outcome">
    <fo:block role="P">
      <xsl:call-template name="words"><xsl:with-param name="key">not-applicable</xsl:with-param></xsl:call-template>
      <xsl:value-of select="concat(': ', @reason)"/>
    </fo:block>
  </xsl:template>
  <!-- Only in a draft: the rules let no other page through. -->
  <xsl:template match="c:sign-off[@state = 'open']" mode="outcome">
    <xsl:if test="@name"><fo:block role="P"><xsl:call-template name="signatory"/></fo:block></xsl:if>
    <fo:block role="P" font-weight="bold" color="{$draft-ground}">
      <xsl:call-template name="words"><xsl:with-param name="key">not-signed-off</xsl:with-param></xsl:call-template>
    </fo:block>
  </xsl:template>

  <xsl:template name="signatory">
    <xsl:value-of select="@name"/>
    <xsl:if test="@role"><xsl:value-of select="concat(', ', @role)"/></xsl:if>
  </xsl:template>
</xsl:stylesheet>
