<?xml version="1.0" encoding="UTF-8"?>
<!--
  Where the reader is and where to go: breadcrumb, contents of the publication,
  contents of the page, previous and next page.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:c="urn:concordat:document:1" xmlns:cm="http://commonmark.org/xml/1.0"
                exclude-result-prefixes="c cm">

  <!-- Pages of the publication in reading order. Easy read is another form of it,
       not a part, and is offered with the other formats. -->
  <xsl:variable name="parts" select="$entry/c:page-entry[@kind != 'easy-read']"/>

  <xsl:template name="breadcrumb">
    <nav class="nhsuk-breadcrumb" aria-label="{$s/breadcrumb}">
      <xsl:call-template name="site-language"/>
      <ol class="nhsuk-breadcrumb__list">
        <li class="nhsuk-breadcrumb__list-item">
          <a class="nhsuk-breadcrumb__link" href="{$site/@home}"><xsl:value-of select="$s/home"/></a>
        </li>
        <xsl:if test="not($loose or $cover)">
          <li class="nhsuk-breadcrumb__list-item">
            <a class="nhsuk-breadcrumb__link" href="{$entry/@destination}"><xsl:value-of select="$entry/@title"/></a>
          </li>
        </xsl:if>
      </ol>
      <xsl:choose>
        <xsl:when test="$loose or $cover">
          <a class="nhsuk-back-link" href="{$site/@home}">
            <span class="nhsuk-u-visually-hidden"><xsl:value-of select="concat($s/back-to, ' ')"/></span>
            <xsl:value-of select="$s/home"/>
          </a>
        </xsl:when>
        <xsl:otherwise>
          <a class="nhsuk-back-link" href="{$entry/@destination}">
            <span class="nhsuk-u-visually-hidden"><xsl:value-of select="concat($s/back-to, ' ')"/></span>
            <xsl:value-of select="$entry/@title"/>
          </a>
        </xsl:otherwise>
      </xsl:choose>
    </nav>
  </xsl:template>

  <!-- The publication's pages. One page alone needs no list; a long list is folded
       on all pages but the cover, so that a page begins with what it says. -->
  <xsl:template name="contents-list">
    <xsl:choose>
      <xsl:when test="count($parts) = 1"/>
      <xsl:when test="$cover or count($parts) &lt;= 6"><xsl:call-template name="contents-nav"/></xsl:when>
      <xsl:otherwise>
        <details class="nhsuk-details">
          <summary class="nhsuk-details__summary">
            <xsl:call-template name="words-language"/>
            <span class="nhsuk-details__summary-text"><xsl:value-of select="$w/contents-label"/></span>
          </summary>
          <div class="nhsuk-details__text"><xsl:call-template name="contents-nav"/></div>
        </details>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template name="contents-nav">
    <nav class="nhsuk-contents-list" role="navigation" aria-label="{$w/contents-label}">
      <xsl:call-template name="words-language"/>
      <!-- On the cover the list is what the reader came for, so its heading shows. -->
      <h2>
        <xsl:attribute name="class">
          <xsl:choose>
            <xsl:when test="$cover">nhsuk-heading-m</xsl:when>
            <xsl:otherwise>nhsuk-u-visually-hidden</xsl:otherwise>
          </xsl:choose>
        </xsl:attribute>
        <xsl:value-of select="$w/contents"/>
      </h2>
      <ol class="nhsuk-contents-list__list">
        <xsl:apply-templates select="$parts" mode="contents"/>
      </ol>
    </nav>
  </xsl:template>
  <xsl:template match="c:page-entry" mode="contents">
    <li class="nhsuk-contents-list__item">
      <xsl:call-template name="entry-language"/>
      <a class="nhsuk-contents-list__link" href="{@destination}">
        <xsl:call-template name="page-name"><xsl:with-param name="of" select="."/></xsl:call-template>
      </a>
    </li>
  </xsl:template>
  <xsl:template match="c:page-entry[@current]" mode="contents">
    <li class="nhsuk-contents-list__item" aria-current="page">
      <xsl:call-template name="entry-language"/>
      <span class="nhsuk-contents-list__current">
        <xsl:call-template name="page-name"><xsl:with-param name="of" select="."/></xsl:call-template>
      </span>
    </li>
  </xsl:template>
  <xsl:template name="entry-language">
    <xsl:variable name="lang" select="(@lang | $site[not(current()/@lang)]/@lang)[1]"/>
    <xsl:if test="$lang != $page/@lang">
      <xsl:attribute name="lang"><xsl:value-of select="$lang"/></xsl:attribute>
      <xsl:call-template name="direction"><xsl:with-param name="lang" select="$lang"/></xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- Contents of the page: where the author wrote [[toc]], else at the top of a
       page with many sections. -->
  <xsl:variable name="page-sections"
                select="$page/c:body/c:section[not($title-section)] | $title-section/c:section"/>
  <xsl:template name="long-page-contents">
    <xsl:if test="count($page-sections) &gt;= 5 and not($page//c:toc) and $page/@kind != 'easy-read'">
      <xsl:call-template name="page-contents"/>
    </xsl:if>
  </xsl:template>
  <xsl:template match="c:toc"><xsl:call-template name="page-contents"/></xsl:template>
  <xsl:template name="page-contents">
    <xsl:if test="$page-sections">
      <nav class="concordat-page-contents" aria-labelledby="on-this-page">
        <h2 class="nhsuk-heading-s" id="on-this-page">
          <xsl:call-template name="words-language"/>
          <xsl:value-of select="$w/on-this-page"/>
        </h2>
        <ol class="nhsuk-list concordat-page-contents__list" role="list">
          <xsl:apply-templates select="$page-sections" mode="contents"/>
        </ol>
      </nav>
    </xsl:if>
  </xsl:template>
  <xsl:template match="c:section" mode="contents">
    <li>
      <xsl:copy-of select="@lang"/>
      <a href="#{@id}">
        <xsl:call-template name="section-number"/>
        <xsl:apply-templates select="cm:heading/node()" mode="plain"/>
      </a>
    </li>
  </xsl:template>

  <xsl:template name="pagination">
    <xsl:variable name="own" select="$parts[@current]"/>
    <xsl:variable name="previous" select="$own/preceding-sibling::c:page-entry[@kind != 'easy-read'][1]"/>
    <xsl:variable name="next" select="$own/following-sibling::c:page-entry[@kind != 'easy-read'][1]"/>
    <xsl:if test="$previous or $next">
      <nav class="nhsuk-pagination" role="navigation" aria-label="{$w/pagination}">
        <xsl:call-template name="words-language"/>
        <ul class="nhsuk-list nhsuk-pagination__list">
          <xsl:apply-templates select="$previous" mode="pagination"/>
          <xsl:apply-templates select="$next" mode="pagination">
            <xsl:with-param name="word" select="$w/next"/>
            <xsl:with-param name="name" select="'next'"/>
            <xsl:with-param name="short" select="'next'"/>
            <xsl:with-param name="arrow" select="'arrow-right'"/>
          </xsl:apply-templates>
        </ul>
      </nav>
    </xsl:if>
  </xsl:template>
  <xsl:template match="c:page-entry" mode="pagination">
    <xsl:param name="word" select="$w/previous"/>
    <xsl:param name="name" select="'previous'"/>
    <xsl:param name="short" select="'prev'"/>
    <xsl:param name="arrow" select="'arrow-left'"/>
    <li class="nhsuk-pagination-item--{$name}">
      <a class="nhsuk-pagination__link nhsuk-pagination__link--{$short}" href="{@destination}" rel="{$short}">
        <span class="nhsuk-pagination__title">
          <xsl:value-of select="$word"/>
          <span class="nhsuk-u-visually-hidden"><xsl:value-of select="concat(' ', $w/page)"/></span>
        </span>
        <span class="nhsuk-u-visually-hidden">:</span>
        <span class="nhsuk-pagination__page">
          <xsl:call-template name="page-name"><xsl:with-param name="of" select="."/></xsl:call-template>
        </span>
        <xsl:call-template name="icon"><xsl:with-param name="name" select="$arrow"/></xsl:call-template>
      </a>
    </li>
  </xsl:template>
</xsl:stylesheet>
