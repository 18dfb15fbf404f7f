<?xml version="1.0" encoding="UTF-8"?>
<!--
  What a reader must know about a document: its state, edition and owner, in what
  other forms it comes, and when its page was reviewed.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:c="urn:concordat:document:1" xmlns:cm="http://commonmark.org/xml/1.0"
                exclude-result-prefixes="c cm">

  <xsl:template name="publication-facts">
    <xsl:call-template name="consultation-notice"/>
    <xsl:call-template name="facts-list"/>
    <xsl:call-template name="other-formats"/>
  </xsl:template>

  <xsl:template name="facts-list">
    <xsl:variable name="facts" select="$publication/@edition | $publication/@version | $publication/@owner
                                       | $publication/@author | $publication/@approved-by"/>
    <xsl:if test="$facts">
      <dl class="nhsuk-summary-list concordat-facts">
        <xsl:call-template name="words-language"/>
        <xsl:if test="$publication/@status != 'final'">
          <div class="nhsuk-summary-list__row">
            <dt class="nhsuk-summary-list__key"><xsl:value-of select="$w/status"/></dt>
            <dd class="nhsuk-summary-list__value">
              <xsl:for-each select="$publication"><xsl:call-template name="status-tag"/></xsl:for-each>
            </dd>
          </div>
        </xsl:if>
        <xsl:apply-templates select="$publication/@edition" mode="fact"/>
        <xsl:apply-templates select="$publication/@version" mode="fact"/>
        <xsl:apply-templates select="$publication/@owner" mode="fact"/>
        <xsl:apply-templates select="$publication/@author" mode="fact"/>
        <xsl:apply-templates select="$publication/@approved-by" mode="fact"/>
      </dl>
    </xsl:if>
  </xsl:template>
  <xsl:template match="@*" mode="fact">
    <div class="nhsuk-summary-list__row">
      <dt class="nhsuk-summary-list__key"><xsl:value-of select="$w/*[local-name() = name(current())]"/></dt>
      <dd class="nhsuk-summary-list__value"><xsl:value-of select="."/></dd>
    </div>
  </xsl:template>
  <xsl:template match="@edition" mode="fact">
    <div class="nhsuk-summary-list__row">
      <dt class="nhsuk-summary-list__key">
        <xsl:choose>
          <xsl:when test="$publication/@status = 'final'"><xsl:value-of select="$w/edition"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="$w/edition-date"/></xsl:otherwise>
        </xsl:choose>
      </dt>
      <dd class="nhsuk-summary-list__value">
        <xsl:call-template name="date"><xsl:with-param name="date" select="."/></xsl:call-template>
      </dd>
    </div>
  </xsl:template>

  <!-- Of a publication or its entry. -->
  <xsl:template name="status-tag">
    <strong>
      <xsl:attribute name="class">
        <xsl:text>nhsuk-tag</xsl:text>
        <xsl:if test="@status = 'draft'"> nhsuk-tag--red</xsl:if>
        <xsl:if test="@status = 'consultation'"> nhsuk-tag--yellow</xsl:if>
        <xsl:if test="@status = 'final'"> nhsuk-tag--green</xsl:if>
      </xsl:attribute>
      <xsl:value-of select="$w/*[local-name() = current()/@status]"/>
    </strong>
  </xsl:template>

  <!-- On every page of a draft: nobody must take it for the real thing. -->
  <xsl:template name="draft-notice">
    <xsl:if test="$draft">
      <p class="concordat-draft">
        <xsl:call-template name="words-language"/>
        <strong class="nhsuk-tag nhsuk-tag--red"><xsl:value-of select="$w/draft"/></strong>
        <xsl:text> </xsl:text>
        <xsl:value-of select="$w/draft-notice"/>
      </p>
      <xsl:apply-templates select="$page/c:findings"/>
    </xsl:if>
  </xsl:template>
  <xsl:template name="consultation-notice">
    <xsl:if test="$publication/@status = 'consultation'">
      <div class="nhsuk-inset-text">
        <xsl:call-template name="words-language"/>
        <span class="nhsuk-u-visually-hidden"><xsl:value-of select="concat($w/information, ': ')"/></span>
        <p><xsl:value-of select="$w/consultation-notice"/></p>
      </div>
    </xsl:if>
  </xsl:template>

  <!-- Easy read first: who needs it should not have to look for it. -->
  <xsl:template name="other-formats">
    <xsl:variable name="easy" select="$entry/c:page-entry[@kind = 'easy-read']"/>
    <xsl:variable name="files" select="$entry/c:download"/>
    <xsl:if test="$easy or $files">
      <div class="nhsuk-card concordat-formats">
        <div class="nhsuk-card__content">
          <h2 class="nhsuk-card__heading nhsuk-heading-m">
            <xsl:call-template name="words-language"/>
            <xsl:value-of select="$w/other-formats"/>
          </h2>
          <ul class="nhsuk-list" role="list">
            <xsl:for-each select="$easy">
              <li>
                <xsl:call-template name="entry-language"/>
                <a class="nhsuk-link" href="{@destination}">
                  <xsl:value-of select="@title"/>
                  <xsl:call-template name="easy-read-mark"/>
                </a>
              </li>
            </xsl:for-each>
            <xsl:apply-templates select="$files[@variant = 'easy-read']" mode="item"/>
            <xsl:apply-templates select="$files[@variant != 'easy-read']" mode="item"/>
          </ul>
        </div>
      </div>
    </xsl:if>
  </xsl:template>
  <xsl:template match="c:download" mode="item">
    <li>
      <xsl:call-template name="entry-language"/>
      <xsl:apply-templates select="." mode="link"/>
    </li>
  </xsl:template>
  <xsl:template match="c:download" mode="link">
    <a class="nhsuk-link" href="{@destination}">
      <xsl:value-of select="@title"/>
      <xsl:if test="@variant = 'easy-read'"><xsl:call-template name="easy-read-mark"/></xsl:if>
      <xsl:call-template name="file-facts"/>
    </a>
  </xsl:template>
  <!-- Unless the title says so itself. -->
  <xsl:template name="easy-read-mark">
    <xsl:if test="not(contains(translate(@title, 'ER', 'er'), translate($w/easy-read, 'ER', 'er')))">
      <xsl:value-of select="concat(': ', $w/easy-read)"/>
    </xsl:if>
  </xsl:template>

  <!-- An easy-read page offers itself as a leaflet. -->
  <xsl:template name="leaflet">
    <xsl:for-each select="$entry/c:download[@variant = 'easy-read' and @title = $page/@title]">
      <p>
        <xsl:call-template name="entry-language"/>
        <xsl:apply-templates select="." mode="link"/>
      </p>
    </xsl:for-each>
  </xsl:template>

  <xsl:template name="review-dates">
    <xsl:variable name="reviewed" select="($page/@reviewed | $publication[not($page/@reviewed)]/@reviewed)[1]"/>
    <xsl:variable name="review" select="($page/@review | $publication[not($page/@review)]/@review)[1]"/>
    <xsl:if test="$reviewed or $review">
      <p class="nhsuk-body-s nhsuk-u-secondary-text-colour concordat-review">
        <xsl:call-template name="words-language"/>
        <xsl:if test="$reviewed">
          <xsl:value-of select="concat($w/reviewed, ': ')"/>
          <xsl:call-template name="date"><xsl:with-param name="date" select="$reviewed"/></xsl:call-template>
        </xsl:if>
        <xsl:if test="$reviewed and $review"><br/></xsl:if>
        <xsl:if test="$review">
          <xsl:value-of select="concat($w/review, ': ')"/>
          <xsl:call-template name="date"><xsl:with-param name="date" select="$review"/></xsl:call-template>
        </xsl:if>
      </p>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
