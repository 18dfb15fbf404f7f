<?xml version="1.0" encoding="UTF-8"?>
<!--
  What is still to be put right in a draft (`concordat build` with the option draft): a list at
  the top of the page, and a mark at each place. Only those who write see it, so it is in English.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:c="urn:concordat:document:1" exclude-result-prefixes="c">

  <xsl:template match="c:findings">
    <section class="concordat-findings" aria-labelledby="concordat-findings" lang="en" dir="ltr">
      <h2 class="nhsuk-heading-m" id="concordat-findings">
        <xsl:text>Still to be put right on this page: </xsl:text>
        <xsl:value-of select="@count"/>
      </h2>
      <ol class="nhsuk-list nhsuk-list--number">
        <xsl:apply-templates select="c:finding"/>
      </ol>
      <xsl:if test="@count &gt; count(c:finding)">
        <p>The others are in the report of the check.</p>
      </xsl:if>
    </section>
  </xsl:template>

  <xsl:template match="c:finding">
    <xsl:variable name="number" select="position()"/>
    <li id="concordat-finding-{$number}">
      <strong><xsl:value-of select="concat(translate(substring(@level, 1, 1), 'ew', 'EW'), substring(@level, 2))"/></strong>
      <xsl:if test="@line">
        <xsl:text> in </xsl:text>
        <xsl:choose>
          <xsl:when test="@marked"><a href="#concordat-place-{$number}">line <xsl:value-of select="@line"/></a></xsl:when>
          <xsl:otherwise>line <xsl:value-of select="@line"/></xsl:otherwise>
        </xsl:choose>
      </xsl:if>
      <xsl:text>: </xsl:text>
      <xsl:value-of select="@message"/>
      <xsl:text>. </xsl:text>
      <xsl:value-of select="@advice"/>
      <xsl:text> </xsl:text>
      <span class="concordat-findings__rule">[<xsl:value-of select="@rule"/>]</span>
    </li>
  </xsl:template>

  <!-- Its number leads to what is said of it; inside a link there can be no other. -->
  <xsl:template match="c:mark">
    <xsl:variable name="number" select="@finding"/>
    <mark class="concordat-mark concordat-mark--{@level}">
      <xsl:if test="@first">
        <xsl:attribute name="id"><xsl:value-of select="concat('concordat-place-', $number)"/></xsl:attribute>
      </xsl:if>
      <xsl:apply-templates/>
      <xsl:if test="@first and not(ancestor::*[local-name() = 'link' or local-name() = 'ref'])">
        <a class="concordat-mark__number" href="#concordat-finding-{$number}" lang="en"
           aria-label="{@level} {$number}: {/c:publication/c:page/c:findings/c:finding[position() = $number]/@message}">
          <xsl:value-of select="$number"/>
        </a>
      </xsl:if>
    </mark>
  </xsl:template>

</xsl:stylesheet>
