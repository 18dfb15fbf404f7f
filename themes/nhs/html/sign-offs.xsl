<?xml version="1.0" encoding="UTF-8"?>
<!--
  Who has signed off a page, or why nobody has to: a table of two columns, which
  wraps on any screen. Easy-read pages go without.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:c="urn:concordat:document:1" exclude-result-prefixes="c">

  <xsl:template match="c:page[@kind = 'easy-read']/c:sign-offs" priority="2"/>

  <xsl:template match="c:sign-offs">
    <table class="nhsuk-table concordat-sign-offs">
      <caption class="nhsuk-table__caption nhsuk-table__caption--m">
        <xsl:call-template name="words-language"/>
        <xsl:value-of select="$w/sign-offs"/>
      </caption>
      <thead class="nhsuk-table__head">
        <tr class="nhsuk-table__row">
          <xsl:call-template name="words-language"/>
          <th class="nhsuk-table__header" scope="col"><xsl:value-of select="$w/sign-off"/></th>
          <th class="nhsuk-table__header" scope="col"><xsl:value-of select="$w/given-by"/></th>
        </tr>
      </thead>
      <tbody class="nhsuk-table__body">
        <xsl:apply-templates/>
      </tbody>
    </table>
  </xsl:template>

  <xsl:template match="c:sign-off">
    <tr class="nhsuk-table__row">
      <th class="nhsuk-table__header" scope="row"><xsl:call-template name="view-name"/></th>
      <td class="nhsuk-table__cell"><xsl:apply-templates select="." mode="outcome"/></td>
    </tr>
  </xsl:template>

  <!-- The theme's word for a view that it knows, else the author's, with a capital. -->
  <xsl:template name="view-name">
    <xsl:variable name="known" select="$w/view[@name = current()/@view]"/>
    <xsl:choose>
      <xsl:when test="$known">
        <xsl:call-template name="words-language"/>
        <xsl:value-of select="$known"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="concat(translate(substring(@view, 1, 1), 'abcdefghijklmnopqrstuvwxyz',
                                               'ABCDEFGHIJKLMNOPQRSTUVWXYZ'), substring(@view, 2))"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="c:sign-off[@state = 'signed']" mode="outcome">
    <xsl:call-template name="signatory"/>
    <br/>
    <xsl:call-template name="date"><xsl:with-param name="date" select="@date"/></xsl:call-template>
  </xsl:template>
  <xsl:template match="c:sign-off[@state = 'not-applicable']" mode="outcome">
    <span>
      <xsl:call-template name="words-language"/>
      <xsl:value-of select="concat($w/not-applicable, ':')"/>
    </span>
    <xsl:value-of select="concat(' ', @reason)"/>
  </xsl:template>
  <!-- Only in a draft: the rules let no other page through. -->
  <xsl:template match="c:sign-off[@state = 'open']" mode="outcome">
    <xsl:if test="@name">
      <xsl:call-template name="signatory"/>
      <br/>
    </xsl:if>
    <strong class="nhsuk-tag nhsuk-tag--yellow">
      <xsl:call-template name="words-language"/>
      <xsl:value-of select="$w/not-signed-off"/>
    </strong>
  </xsl:template>

  <xsl:template name="signatory">
    <xsl:value-of select="@name"/>
    <xsl:if test="@role"><xsl:value-of select="concat(', ', @role)"/></xsl:if>
  </xsl:template>
</xsl:stylesheet>
