<?xml version="1.0" encoding="UTF-8"?>
<!--
  A web page of the NHS design system: nhsuk-frontend's page template, filled
  from a c:publication tree (../../document.rng). Start here; each file below
  says what it draws. A theme of its own imports this file and redefines the
  templates and variables it wants different (see ../../plain).

  What the program hands over, beyond the tree:
    assets      where the site keeps styles, scripts and pictures, from its root
    stylesheet  the theme's own style sheet in there
    fonts       the style sheet of the organisation's own fonts; '' if it has none
    logo        the organisation's logo file in there; '' if it has none, or is
                not entitled to it: the brand guard decides, not the stylesheet
    icons       'nhs' if the NHS icons may be shown
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:c="urn:concordat:document:1" xmlns:cm="http://commonmark.org/xml/1.0"
                exclude-result-prefixes="c cm">

  <xsl:include href="words.xsl"/>
  <xsl:include href="icons.xsl"/>
  <xsl:include href="header.xsl"/>
  <xsl:include href="footer.xsl"/>
  <xsl:include href="navigation.xsl"/>
  <xsl:include href="kinds.xsl"/>
  <xsl:include href="statement.xsl"/>
  <xsl:include href="facts.xsl"/>
  <xsl:include href="sign-offs.xsl"/>
  <xsl:include href="blocks.xsl"/>
  <xsl:include href="tables.xsl"/>
  <xsl:include href="components.xsl"/>
  <xsl:include href="inlines.xsl"/>
  <xsl:include href="easy-read.xsl"/>
  <xsl:include href="findings.xsl"/>

  <xsl:output method="xml" indent="no" encoding="UTF-8"/>
  <!-- The tree's own indentation is not text; the author's is in these. -->
  <xsl:strip-space elements="*"/>
  <xsl:preserve-space elements="cm:text cm:code cm:code_block cm:html_block cm:html_inline c:field c:contact"/>

  <xsl:param name="assets" select="'assets/'"/>
  <xsl:param name="stylesheet" select="'nhs.css'"/>
  <xsl:param name="fonts"/>
  <xsl:param name="logo"/>
  <xsl:param name="icons"/>

  <!-- The colour of the browser's own frame around the page. -->
  <xsl:variable name="theme-colour" select="'#005eb8'"/>

  <xsl:variable name="publication" select="/c:publication"/>
  <xsl:variable name="page" select="$publication/c:page[1]"/>
  <xsl:variable name="site" select="$publication/c:site"/>
  <xsl:variable name="organisation" select="$site/c:organisation/@name"/>

  <!-- The publication's own line in the list of all, and the page's. -->
  <xsl:variable name="entry" select="$publication/c:contents/c:publication-entry[@current]"/>
  <xsl:variable name="page-entry" select="$entry/c:page-entry[@current]"/>

  <!-- Pages at the root of the site make no publication of their own. -->
  <xsl:variable name="loose" select="$publication/@id = 'site'"/>
  <xsl:variable name="cover" select="not($loose) and $page-entry/@destination = $entry/@destination"/>

  <!-- Shown in place of any missing page. -->
  <xsl:variable name="not-found" select="$page/@href = '404.html'"/>

  <!-- Built as a draft, or the page or its publication says it is one. -->
  <xsl:variable name="draft" select="$publication/@draft or $page/@status = 'draft'
                                     or ($publication/@status = 'draft' and not($page/@status))"/>

  <!-- A page that is one level 1 section has its title in that heading; any other
       has it in the front matter. -->
  <xsl:variable name="title-section"
                select="$page/c:body[count(*) = 1]/c:section[@level = 1]"/>
  <!-- What is drawn between title and notes. -->
  <xsl:variable name="content"
                select="$page/c:body[not($title-section)]/* | $title-section/*[not(self::cm:heading and position() = 1)]"/>

  <!-- "../" for each folder between the page and the root of the site. -->
  <xsl:variable name="root">
    <xsl:call-template name="climb"><xsl:with-param name="path" select="$page/@href"/></xsl:call-template>
  </xsl:variable>
  <xsl:template name="climb">
    <xsl:param name="path"/>
    <xsl:if test="contains($path, '/')">
      <xsl:text>../</xsl:text>
      <xsl:call-template name="climb">
        <xsl:with-param name="path" select="substring-after($path, '/')"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- ==== The page ====================================================== -->

  <xsl:template match="/">
    <html lang="{$page/@lang}">
      <xsl:call-template name="direction"><xsl:with-param name="lang" select="$page/@lang"/></xsl:call-template>
      <xsl:call-template name="head"/>
      <body>
        <!-- Tells the style sheet that scripts run, before anything is drawn. Its
             bytes are nhsuk-frontend's own, so that its published hash allows it
             under a content security policy. -->
        <script>document.body.className += ' js-enabled' + ('noModule' in HTMLScriptElement.prototype ? ' nhsuk-frontend-supported' : '');</script>
        <xsl:call-template name="skip-link"/>
        <xsl:call-template name="header"/>
        <xsl:call-template name="main"/>
        <xsl:call-template name="footer"/>
      </body>
    </html>
  </xsl:template>

  <xsl:template name="head">
    <head>
      <meta charset="utf-8"/>
      <title><xsl:call-template name="head-title"/></title>
      <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover"/>
      <meta name="theme-color" content="{$theme-colour}"/>
      <xsl:if test="$page/@description">
        <meta name="description" content="{$page/@description}"/>
      </xsl:if>
      <xsl:if test="$draft or $not-found or $page/@kind = 'template'">
        <meta name="robots" content="noindex"/>
      </xsl:if>
      <xsl:if test="$site/@url and not($not-found)">
        <link rel="canonical">
          <xsl:attribute name="href"><xsl:call-template name="address"/></xsl:attribute>
        </link>
      </xsl:if>
      <xsl:call-template name="icon-links"/>
      <xsl:if test="$fonts != ''">
        <link rel="stylesheet" href="{$root}{$assets}{$fonts}"/>
      </xsl:if>
      <link rel="stylesheet" href="{$root}{$assets}{$stylesheet}"/>
      <script type="module" src="{$root}{$assets}start.js"></script>
    </head>
  </xsl:template>

  <!-- Page, publication, site: what tells tabs and search results apart. -->
  <xsl:template name="head-title">
    <xsl:if test="$draft"><xsl:value-of select="concat($w/draft, ': ')"/></xsl:if>
    <xsl:if test="$page/@kind != 'home'">
      <xsl:call-template name="page-name"/>
      <xsl:text> – </xsl:text>
      <xsl:if test="not($loose or $cover)">
        <xsl:value-of select="concat($publication/@title, ' – ')"/>
      </xsl:if>
    </xsl:if>
    <xsl:value-of select="$site/@title"/>
  </xsl:template>

  <!-- The page's address on the web: an index page is its folder. -->
  <xsl:template name="address">
    <xsl:value-of select="$site/@url"/>
    <xsl:if test="substring($site/@url, string-length($site/@url)) != '/'">/</xsl:if>
    <xsl:choose>
      <xsl:when test="$page/@href = 'index.html'"/>
      <xsl:when test="substring($page/@href, string-length($page/@href) - 10) = '/index.html'">
        <xsl:value-of select="substring($page/@href, 1, string-length($page/@href) - 10)"/>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$page/@href"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="icon-links">
    <xsl:choose>
      <xsl:when test="$icons = 'nhs'">
        <link rel="icon" href="{$root}{$assets}images/favicon.ico" sizes="48x48"/>
        <link rel="icon" href="{$root}{$assets}images/favicon.svg" sizes="any" type="image/svg+xml"/>
        <link rel="apple-touch-icon" href="{$root}{$assets}images/nhsuk-icon-180.png"/>
      </xsl:when>
      <xsl:otherwise>
        <link rel="icon" href="{$root}{$assets}icon.svg" sizes="any" type="image/svg+xml"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The home page opens with a band over the whole width, so it lays out its
       own; every other page is one column of comfortable lines. -->
  <xsl:template name="main">
    <xsl:choose>
      <xsl:when test="$page/@kind = 'home'">
        <main id="maincontent">
          <xsl:apply-templates select="$page" mode="hero"/>
          <div class="nhsuk-width-container">
            <div class="nhsuk-main-wrapper">
              <xsl:apply-templates select="$page"/>
            </div>
          </div>
        </main>
      </xsl:when>
      <xsl:otherwise>
        <div class="nhsuk-width-container">
          <xsl:call-template name="breadcrumb"/>
          <main class="nhsuk-main-wrapper" id="maincontent">
            <div class="nhsuk-grid-row">
              <div class="nhsuk-grid-column-two-thirds">
                <xsl:apply-templates select="$page"/>
              </div>
            </div>
          </main>
        </div>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
