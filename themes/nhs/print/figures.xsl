<?xml version="1.0" encoding="UTF-8"?>
<!--
  Figures: pictures and drawings with their captions.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:fo="http://www.w3.org/1999/XSL/Format"
    xmlns:p="urn:concordat:print:1"
    xmlns:c="urn:concordat:document:1"
    xmlns:cm="http://commonmark.org/xml/1.0"
    xmlns:svg="http://www.w3.org/2000/svg"
    exclude-result-prefixes="c cm svg">

  <!-- ==== Figures ======================================================== -->

  <xsl:template match="c:figure">
    <xsl:variable name="in-text" select="parent::c:section or parent::c:body"/>
    <!-- One that is wider than running text may use the whole grid. -->
    <xsl:variable name="wide" select="$in-text and (contains(concat(' ', @class, ' '), ' wide ')
        or .//cm:image/@width * 25.4 div 96 &gt; $measure
        or c:diagram/svg:svg/@width * 25.4 div 96 &gt; $measure)"/>
    <fo:block role="Div" xsl:use-attribute-sets="block-spaces"
        keep-together.within-page="always">
      <!-- A picture that decorates leaves nothing to read. -->
      <xsl:if test="cm:image/@decorative and not(c:caption)"><xsl:attribute name="role">none</xsl:attribute></xsl:if>
      <xsl:if test="$wide"><xsl:attribute name="start-indent">0mm</xsl:attribute></xsl:if>
      <xsl:call-template name="attributes"/>
      <fo:block role="none">
        <xsl:if test="c:caption"><xsl:attribute name="keep-with-next.within-page">always</xsl:attribute></xsl:if>
        <xsl:apply-templates select="cm:image | cm:link | c:diagram[svg:svg]" mode="figure">
          <xsl:with-param name="max-width" select="$measure + $hang * $wide"/>
        </xsl:apply-templates>
      </fo:block>
      <xsl:apply-templates select="c:diagram[not(svg:svg)]/*"/>
      <xsl:apply-templates select="c:caption"/>
    </fo:block>
  </xsl:template>

  <xsl:template match="cm:image" mode="figure">
    <xsl:param name="max-width"/>
    <xsl:call-template name="picture">
      <xsl:with-param name="max-width" select="$max-width"/>
      <xsl:with-param name="max-height" select="$figure-max-height"/>
    </xsl:call-template>
  </xsl:template>

  <!-- Vectors, at their own size or as large as fits; what is said of them is the list
       or table they were drawn from. -->
  <xsl:template match="c:diagram" mode="figure">
    <xsl:param name="max-width"/>
    <xsl:variable name="own-width" select="svg:svg/@width * 25.4 div 96"/>
    <xsl:variable name="fit-width" select="$figure-max-height * svg:svg/@width div svg:svg/@height"/>
    <xsl:variable name="width">
      <xsl:choose>
        <xsl:when test="$own-width &lt;= $max-width and $own-width &lt;= $fit-width">
          <xsl:value-of select="$own-width"/>
        </xsl:when>
        <xsl:when test="$fit-width &lt; $max-width"><xsl:value-of select="$fit-width"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="$max-width"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:variable name="words"><xsl:call-template name="diagram-words"/></xsl:variable>
    <fo:instream-foreign-object role="Figure" scaling="uniform"
        content-width="{format-number($width, '0.##')}mm" p:alt="{normalize-space($words)}">
      <xsl:call-template name="source"/>
      <xsl:copy-of select="svg:svg"/>
    </fo:instream-foreign-object>
  </xsl:template>

  <!-- "Title. One; two (three; four)." Of a table "What is counted. Label: number; label:
       number", or "Label: this 3, that 4" for several columns of numbers. -->
  <xsl:template name="diagram-words">
    <xsl:if test="@title"><xsl:value-of select="concat(@title, '. ')"/></xsl:if>
    <xsl:for-each select="cm:table/cm:table_header[not(*[3])]/*[2][normalize-space(.) != '']">
      <xsl:apply-templates select="." mode="plain"/>
      <xsl:text>. </xsl:text>
    </xsl:for-each>
    <xsl:apply-templates select="cm:list/cm:item | cm:table/cm:table_row" mode="diagram-words"/>
    <xsl:text>.</xsl:text>
  </xsl:template>
  <xsl:template match="cm:item" mode="diagram-words">
    <xsl:if test="preceding-sibling::cm:item[1]">; </xsl:if>
    <xsl:apply-templates select="cm:paragraph" mode="plain"/>
    <xsl:if test="cm:list">
      <xsl:text> (</xsl:text>
      <xsl:apply-templates select="cm:list/cm:item" mode="diagram-words"/>
      <xsl:text>)</xsl:text>
    </xsl:if>
  </xsl:template>
  <xsl:template match="cm:table_row" mode="diagram-words">
    <xsl:if test="preceding-sibling::cm:table_row[1]">; </xsl:if>
    <xsl:apply-templates select="cm:table_cell[1]" mode="plain"/>
    <xsl:text>: </xsl:text>
    <xsl:variable name="head" select="../cm:table_header"/>
    <xsl:for-each select="cm:table_cell[position() &gt; 1]">
      <xsl:variable name="at" select="position() + 1"/>
      <xsl:if test="$at &gt; 2">, </xsl:if>
      <xsl:if test="$head/*[3]">
        <xsl:apply-templates select="$head/*[$at]" mode="plain"/>
        <xsl:text> </xsl:text>
      </xsl:if>
      <xsl:apply-templates select="." mode="plain"/>
      <xsl:if test="normalize-space(.) = ''">–</xsl:if>
    </xsl:for-each>
  </xsl:template>

  <!-- A picture that is a link: the link says what the picture shows. -->
  <xsl:template match="cm:link" mode="figure">
    <xsl:param name="max-width"/>
    <xsl:variable name="target"><xsl:call-template name="link-target"/></xsl:variable>
    <xsl:choose>
      <xsl:when test="$target = ''">
        <xsl:apply-templates select="cm:image" mode="figure">
          <xsl:with-param name="max-width" select="$max-width"/>
        </xsl:apply-templates>
      </xsl:when>
      <xsl:otherwise>
        <fo:basic-link>
          <xsl:call-template name="link-destination">
            <xsl:with-param name="target" select="$target"/>
            <xsl:with-param name="contents"><xsl:apply-templates mode="plain"/></xsl:with-param>
          </xsl:call-template>
          <xsl:apply-templates select="cm:image" mode="figure">
            <xsl:with-param name="max-width" select="$max-width"/>
          </xsl:apply-templates>
        </fo:basic-link>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="c:figure/c:caption">
    <fo:block role="Caption" space-before="6pt"><xsl:call-template name="caption"/></fo:block>
  </xsl:template>
</xsl:stylesheet>
