<?xml version="1.0" encoding="UTF-8"?>
<!--
  Callouts and containers: what an author writes as "> [!NOTE]" or "::: name",
  drawn with the design system's components.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:c="urn:concordat:document:1" xmlns:cm="http://commonmark.org/xml/1.0"
                exclude-result-prefixes="c cm">

  <!-- ==== Callouts ====================================================== -->

  <!-- The hidden word tells who hears the page what the blue or yellow edge tells
       who sees it. -->
  <xsl:template match="c:callout[@kind = 'note' or @kind = 'tip'] | c:container[@name = 'inset-text']">
    <div>
      <xsl:call-template name="attributes"><xsl:with-param name="class" select="'nhsuk-inset-text'"/></xsl:call-template>
      <xsl:variable name="kind" select="$w/*[local-name() = current()/@kind] | $w/information[not(current()/@kind)]"/>
      <xsl:if test="not(@title)"><xsl:call-template name="hidden-kind"><xsl:with-param name="kind" select="$kind"/></xsl:call-template></xsl:if>
      <xsl:call-template name="component-heading">
        <xsl:with-param name="class" select="'nhsuk-heading-s'"/>
        <xsl:with-param name="kind" select="$kind"/>
      </xsl:call-template>
      <xsl:apply-templates/>
    </div>
  </xsl:template>

  <xsl:template match="c:callout | c:container[@name = 'warning-callout']">
    <xsl:variable name="kind">
      <xsl:choose>
        <xsl:when test="@kind"><xsl:value-of select="$w/*[local-name() = current()/@kind]"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="$w/important"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <div>
      <xsl:call-template name="attributes"><xsl:with-param name="class" select="'nhsuk-card nhsuk-card--warning'"/></xsl:call-template>
      <div class="nhsuk-card__content">
        <xsl:variable name="level"><xsl:call-template name="inner-level"/></xsl:variable>
        <xsl:element name="h{$level}">
          <xsl:attribute name="class">nhsuk-card__heading</xsl:attribute>
          <xsl:choose>
            <xsl:when test="@title">
              <xsl:call-template name="hidden-kind"><xsl:with-param name="kind" select="$kind"/></xsl:call-template>
              <xsl:value-of select="@title"/>
            </xsl:when>
            <xsl:otherwise><xsl:call-template name="words-language"/><xsl:value-of select="$kind"/></xsl:otherwise>
          </xsl:choose>
        </xsl:element>
        <xsl:apply-templates/>
      </div>
    </div>
  </xsl:template>

  <xsl:template name="hidden-kind">
    <xsl:param name="kind"/>
    <span class="nhsuk-u-visually-hidden">
      <xsl:call-template name="words-language"/>
      <xsl:value-of select="concat($kind, ': ')"/>
    </span>
  </xsl:template>

  <!-- A heading one level below the section the component stands in. `kind`: a word
       before the author's. -->
  <xsl:template name="component-heading">
    <xsl:param name="class"/>
    <xsl:param name="text" select="@title"/>
    <xsl:param name="kind" select="/.."/>
    <xsl:if test="$text">
      <xsl:variable name="level"><xsl:call-template name="inner-level"/></xsl:variable>
      <xsl:element name="h{$level}">
        <xsl:attribute name="class"><xsl:value-of select="$class"/></xsl:attribute>
        <xsl:if test="not(@title)"><xsl:call-template name="words-language"/></xsl:if>
        <xsl:if test="$kind"><xsl:call-template name="hidden-kind"><xsl:with-param name="kind" select="$kind"/></xsl:call-template></xsl:if>
        <xsl:value-of select="$text"/>
      </xsl:element>
    </xsl:if>
  </xsl:template>

  <!-- ==== Details and expander ========================================== -->

  <xsl:template match="c:container[@name = 'details' or @name = 'expander']">
    <details>
      <xsl:call-template name="attributes">
        <xsl:with-param name="class">
          <xsl:text>nhsuk-details</xsl:text>
          <xsl:if test="@name = 'expander'"> nhsuk-expander</xsl:if>
        </xsl:with-param>
      </xsl:call-template>
      <summary class="nhsuk-details__summary">
        <span class="nhsuk-details__summary-text">
          <xsl:if test="not(@title)"><xsl:call-template name="words-language"/></xsl:if>
          <xsl:value-of select="@title | $w/details[not(current()/@title)]"/>
        </span>
      </summary>
      <div class="nhsuk-details__text"><xsl:apply-templates/></div>
    </details>
  </xsl:template>

  <!-- ==== Cards ========================================================= -->

  <xsl:template match="c:container[@name = 'card']">
    <div>
      <xsl:call-template name="attributes"><xsl:with-param name="class" select="'nhsuk-card'"/></xsl:call-template>
      <div class="nhsuk-card__content">
        <xsl:call-template name="component-heading"><xsl:with-param name="class" select="'nhsuk-card__heading nhsuk-heading-m'"/></xsl:call-template>
        <xsl:apply-templates/>
      </div>
    </div>
  </xsl:template>

  <!-- A question to readers, with its number. -->
  <xsl:template match="c:container[@name = 'question']">
    <div>
      <xsl:call-template name="attributes"><xsl:with-param name="class" select="'nhsuk-card concordat-question'"/></xsl:call-template>
      <div class="nhsuk-card__content">
        <xsl:variable name="level"><xsl:call-template name="inner-level"/></xsl:variable>
        <xsl:element name="h{$level}">
          <xsl:attribute name="class">nhsuk-card__heading nhsuk-heading-m</xsl:attribute>
          <span>
            <xsl:call-template name="words-language"/>
            <xsl:value-of select="@label"/>
          </span>
          <xsl:if test="@title"><xsl:value-of select="concat(': ', @title)"/></xsl:if>
        </xsl:element>
        <xsl:apply-templates/>
      </div>
    </div>
  </xsl:template>

  <xsl:template match="c:container[@name = 'do-list' or @name = 'dont-list']">
    <xsl:variable name="icon">
      <xsl:choose>
        <xsl:when test="@name = 'do-list'">tick</xsl:when>
        <xsl:otherwise>cross</xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <div>
      <xsl:call-template name="attributes"><xsl:with-param name="class" select="'nhsuk-card nhsuk-card--feature'"/></xsl:call-template>
      <div class="nhsuk-card__content">
        <xsl:call-template name="component-heading">
          <xsl:with-param name="class" select="'nhsuk-card__heading'"/>
          <xsl:with-param name="text" select="(@title | $w/do[current()[not(@title)]/@name = 'do-list'] | $w/dont[current()[not(@title)]/@name = 'dont-list'])[1]"/>
        </xsl:call-template>
        <xsl:apply-templates mode="do-dont"><xsl:with-param name="icon" select="string($icon)"/></xsl:apply-templates>
      </div>
    </div>
  </xsl:template>
  <xsl:template match="*" mode="do-dont"><xsl:apply-templates select="."/></xsl:template>
  <xsl:template match="cm:list" mode="do-dont">
    <xsl:param name="icon"/>
    <ul class="nhsuk-list nhsuk-list--{$icon}" role="list">
      <xsl:for-each select="cm:item">
        <li>
          <xsl:call-template name="attributes"/>
          <xsl:call-template name="icon"><xsl:with-param name="name" select="$icon"/></xsl:call-template>
          <xsl:call-template name="one-paragraph"/>
        </li>
      </xsl:for-each>
    </ul>
  </xsl:template>

  <!-- Without words of its own: the site's contacts. -->
  <xsl:template match="c:container[@name = 'contact']">
    <div>
      <xsl:call-template name="attributes"><xsl:with-param name="class" select="'nhsuk-card concordat-contact'"/></xsl:call-template>
      <div class="nhsuk-card__content">
        <xsl:call-template name="component-heading">
          <xsl:with-param name="class" select="'nhsuk-card__heading nhsuk-heading-m'"/>
          <xsl:with-param name="text" select="(@title | $w/contact[not(current()/@title)])[1]"/>
        </xsl:call-template>
        <xsl:apply-templates/>
        <xsl:if test="not(*)"><xsl:call-template name="contact-list"/></xsl:if>
      </div>
    </div>
  </xsl:template>
  <xsl:template name="contact-list">
    <dl class="concordat-contact__list">
      <xsl:for-each select="$site/c:contact">
        <div>
          <dt><xsl:call-template name="words-language"/><xsl:value-of select="$w/*[local-name() = current()/@type]"/></dt>
          <dd><xsl:call-template name="contact-value"/></dd>
        </div>
      </xsl:for-each>
    </dl>
  </xsl:template>

  <!-- ==== Figures in words ============================================== -->

  <!-- ::: statistic {title="1 in 5"}: the number large, what it counts below. Those that
       follow each other stand side by side. -->
  <xsl:template match="c:container[@name = 'statistic']">
    <xsl:variable name="more" select="following-sibling::*[1]/self::c:container[@name = 'statistic']"/>
    <xsl:choose>
      <xsl:when test="preceding-sibling::*[1]/self::c:container[@name = 'statistic']"/>
      <xsl:when test="$more">
        <div class="concordat-statistics">
          <xsl:apply-templates select="." mode="statistic"/>
        </div>
      </xsl:when>
      <xsl:otherwise><xsl:apply-templates select="." mode="statistic"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="c:container" mode="statistic">
    <div>
      <xsl:call-template name="attributes"><xsl:with-param name="class" select="'concordat-statistic'"/></xsl:call-template>
      <!-- Without a title: the bold words it begins with. -->
      <xsl:variable name="bold" select="cm:paragraph[not(current()/@title) and not(preceding-sibling::*[1])]/*[1]/self::cm:strong"/>
      <xsl:if test="@title or $bold">
        <p class="concordat-statistic__number">
          <xsl:value-of select="@title"/>
          <xsl:apply-templates select="$bold/node()"/>
        </p>
      </xsl:if>
      <xsl:if test="$bold/following-sibling::node()">
        <p><xsl:apply-templates select="$bold/following-sibling::node()"/></p>
      </xsl:if>
      <xsl:apply-templates select="*[not($bold) or preceding-sibling::*[1]]"/>
    </div>
    <xsl:apply-templates select="following-sibling::*[1]/self::c:container[@name = 'statistic']" mode="statistic"/>
  </xsl:template>

  <!-- Definition lists become rows of a summary list; other blocks stay. -->
  <xsl:template match="c:container[@name = 'summary-list']">
    <xsl:choose>
      <xsl:when test="@id or @class or @lang or @title">
        <div>
          <xsl:call-template name="attributes"/>
          <xsl:call-template name="component-heading"><xsl:with-param name="class" select="'nhsuk-heading-m'"/></xsl:call-template>
          <xsl:apply-templates mode="summary-list"/>
        </div>
      </xsl:when>
      <xsl:otherwise><xsl:apply-templates mode="summary-list"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="*" mode="summary-list"><xsl:apply-templates select="."/></xsl:template>
  <xsl:template match="c:definition-list" mode="summary-list">
    <dl>
      <xsl:call-template name="attributes"><xsl:with-param name="class" select="'nhsuk-summary-list'"/></xsl:call-template>
      <xsl:for-each select="c:term[not(preceding-sibling::*[1]/self::c:term)]">
        <div class="nhsuk-summary-list__row">
          <dt class="nhsuk-summary-list__key"><xsl:apply-templates select="." mode="summary-key"/></dt>
          <dd class="nhsuk-summary-list__value">
            <xsl:apply-templates select="following-sibling::c:definition[1]" mode="summary-value"/>
          </dd>
        </div>
      </xsl:for-each>
    </dl>
  </xsl:template>

  <!-- A row has one key and one value: terms that share definitions stand in it
       line by line, and so do their definitions. -->
  <xsl:template match="c:term" mode="summary-key">
    <xsl:choose>
      <xsl:when test="@id or @class or @lang">
        <span>
          <xsl:call-template name="attributes"/>
          <xsl:apply-templates/>
        </span>
      </xsl:when>
      <xsl:otherwise><xsl:apply-templates/></xsl:otherwise>
    </xsl:choose>
    <xsl:if test="following-sibling::*[1]/self::c:term">
      <br/>
      <xsl:apply-templates select="following-sibling::*[1]" mode="summary-key"/>
    </xsl:if>
  </xsl:template>
  <xsl:template match="c:definition" mode="summary-value">
    <xsl:variable name="alone" select="preceding-sibling::*[1]/self::c:term and not(following-sibling::*[1]/self::c:definition)"/>
    <xsl:choose>
      <xsl:when test="$alone"><xsl:call-template name="one-paragraph"/></xsl:when>
      <xsl:otherwise><xsl:apply-templates/></xsl:otherwise>
    </xsl:choose>
    <xsl:apply-templates select="following-sibling::*[1]/self::c:definition" mode="summary-value"/>
  </xsl:template>
</xsl:stylesheet>
