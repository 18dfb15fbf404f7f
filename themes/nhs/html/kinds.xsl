<?xml version="1.0" encoding="UTF-8"?>
<!--
  What each kind of page is made of, in order. A kind without a template here is
  an ordinary page.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:c="urn:concordat:document:1" xmlns:cm="http://commonmark.org/xml/1.0"
                exclude-result-prefixes="c cm">

  <!-- ==== An ordinary page ============================================== -->

  <xsl:template match="c:page">
    <xsl:call-template name="title"/>
    <xsl:call-template name="draft-notice"/>
    <xsl:if test="$cover"><xsl:call-template name="publication-facts"/></xsl:if>
    <xsl:if test="not($loose or @kind = 'easy-read')"><xsl:call-template name="contents-list"/></xsl:if>
    <xsl:if test="@kind = 'easy-read'"><xsl:call-template name="leaflet"/></xsl:if>
    <xsl:call-template name="long-page-contents"/>
    <xsl:apply-templates select="$content"/>
    <xsl:apply-templates select="c:notes"/>
    <xsl:apply-templates select="c:sign-offs"/>
    <xsl:if test="not($loose)"><xsl:call-template name="pagination"/></xsl:if>
    <xsl:call-template name="review-dates"/>
  </xsl:template>

  <!-- The title, under what the page belongs to. -->
  <xsl:template name="title">
    <h1 class="nhsuk-heading-xl">
      <xsl:apply-templates select="$title-section/@id"/>
      <xsl:call-template name="title-caption"/>
      <xsl:call-template name="title-text"/>
    </h1>
    <xsl:if test="$cover and $publication/@subtitle">
      <p class="nhsuk-lede-text"><xsl:value-of select="$publication/@subtitle"/></p>
    </xsl:if>
  </xsl:template>
  <xsl:template name="title-text">
    <xsl:if test="$page/@appendix and not(starts-with($page/@title, $w/appendix))">
      <xsl:value-of select="concat($w/appendix, ' ', $page/@appendix, ': ')"/>
    </xsl:if>
    <xsl:choose>
      <xsl:when test="$title-section"><xsl:apply-templates select="$title-section/cm:heading/node()"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$page/@title"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template name="title-caption">
    <xsl:variable name="caption">
      <xsl:choose>
        <xsl:when test="$loose"/>
        <xsl:when test="$cover"><xsl:value-of select="$w/kind[@name = $publication/@kind]"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="$publication/@title"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:if test="$caption != '' and $caption != $page/@title">
      <span class="nhsuk-caption-xl"><xsl:value-of select="$caption"/></span>
      <xsl:text> </xsl:text>
    </xsl:if>
  </xsl:template>

  <!-- ==== Home ========================================================== -->

  <xsl:template match="c:page" mode="hero">
    <section class="nhsuk-hero">
      <div class="nhsuk-width-container">
        <div class="nhsuk-grid-row">
          <div class="nhsuk-grid-column-two-thirds">
            <div class="nhsuk-hero__content">
              <h1 class="nhsuk-heading-xl nhsuk-hero__heading"><xsl:call-template name="title-text"/></h1>
              <xsl:if test="@description">
                <p class="nhsuk-body-l"><xsl:value-of select="@description"/></p>
              </xsl:if>
            </div>
          </div>
        </div>
      </div>
    </section>
  </xsl:template>

  <xsl:template match="c:page[@kind = 'home']">
    <xsl:variable name="publications" select="$publication/c:contents/c:publication-entry[@id != 'site']"/>
    <xsl:if test="$content or $draft">
      <div class="nhsuk-grid-row">
        <div class="nhsuk-grid-column-two-thirds">
          <xsl:call-template name="draft-notice"/>
          <xsl:apply-templates select="$content"/>
          <xsl:apply-templates select="c:notes"/>
        </div>
      </div>
    </xsl:if>
    <xsl:if test="$publications">
      <h2 class="nhsuk-heading-l">
        <xsl:call-template name="words-language"/>
        <xsl:value-of select="$w/publications"/>
      </h2>
      <ul class="nhsuk-grid-row nhsuk-card-group" role="list">
        <xsl:apply-templates select="$publications" mode="card"/>
      </ul>
    </xsl:if>
    <xsl:call-template name="review-dates"/>
  </xsl:template>

  <xsl:template match="c:publication-entry" mode="card">
    <li class="nhsuk-grid-column-one-half nhsuk-card-group__item">
      <div class="nhsuk-card nhsuk-card--clickable">
        <div class="nhsuk-card__content">
          <h3 class="nhsuk-card__heading nhsuk-heading-m">
            <a class="nhsuk-card__link" href="{@destination}"><xsl:value-of select="@title"/></a>
          </h3>
          <xsl:if test="@description">
            <p class="nhsuk-card__description"><xsl:value-of select="@description"/></p>
          </xsl:if>
          <p class="nhsuk-body-s nhsuk-u-secondary-text-colour concordat-entry-facts">
            <xsl:call-template name="entry-facts"/>
          </p>
        </div>
      </div>
    </li>
  </xsl:template>

  <!-- "Strategy, published 15 March 2026", or what stands in the way of that. -->
  <xsl:template name="entry-facts">
    <xsl:variable name="kind" select="$w/kind[@name = current()/@kind]"/>
    <xsl:call-template name="words-language"/>
    <xsl:if test="@status != 'final'">
      <xsl:call-template name="status-tag"/>
      <xsl:text> </xsl:text>
    </xsl:if>
    <xsl:value-of select="$kind"/>
    <xsl:if test="@edition">
      <xsl:if test="$kind"><br/></xsl:if>
      <xsl:choose>
        <xsl:when test="@status = 'final'"><xsl:value-of select="concat($w/edition, ': ')"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="concat($w/edition-date, ': ')"/></xsl:otherwise>
      </xsl:choose>
      <xsl:call-template name="date"><xsl:with-param name="date" select="@edition"/></xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- ==== Page not found ================================================ -->

  <!-- The program makes this page where the author has not written 404.md; then
       it has no words of its own. -->
  <xsl:template match="c:page[@kind = 'not-found']">
    <h1 class="nhsuk-heading-xl">
      <xsl:call-template name="words-language"/>
      <xsl:value-of select="$w/not-found"/>
    </h1>
    <xsl:call-template name="draft-notice"/>
    <div>
      <xsl:call-template name="words-language"/>
      <p><xsl:value-of select="$w/not-found-typed"/></p>
      <p><xsl:value-of select="$w/not-found-pasted"/></p>
      <p><xsl:value-of select="$w/not-found-look"/></p>
      <a class="nhsuk-action-link" href="{$site/@home}">
        <xsl:call-template name="icon"><xsl:with-param name="name" select="'arrow-right-circle'"/></xsl:call-template>
        <span class="nhsuk-action-link__text"><xsl:value-of select="$w/not-found-home"/></span>
      </a>
    </div>
  </xsl:template>
</xsl:stylesheet>
