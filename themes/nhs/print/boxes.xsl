<?xml version="1.0" encoding="UTF-8"?>
<!--
  Figures, callouts and containers. A callout's title is a paragraph of its box
  and not a heading, and begins with the word for its kind, so that nothing is
  told by colour alone.
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
    <fo:block role="Div" space-before="{$block-space}" space-after="{$block-space}"
        keep-together.within-page="always">
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

  <!-- "Title. One; two (three; four)." Rows: "label: number". -->
  <xsl:template name="diagram-words">
    <xsl:if test="@title"><xsl:value-of select="concat(@title, '. ')"/></xsl:if>
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
    <xsl:apply-templates select="cm:table_cell[2]" mode="plain"/>
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

  <!-- ==== Boxes ========================================================== -->

  <!-- A box with a thick start border; `title` in bold above the `content`. -->
  <xsl:template name="box">
    <xsl:param name="rule"/>
    <xsl:param name="ground" select="$box-ground"/>
    <xsl:param name="title" select="''"/>
    <xsl:param name="content" select="*"/>
    <fo:block role="Div" margin-left="0mm" margin-right="0mm"
        padding-left="{$box-padding}" padding-right="{$box-padding}"
        padding-top="{$box-padding-block}" padding-bottom="{$box-padding-block}"
        border-start-style="solid" border-start-width="{$box-border}" border-start-color="{$rule}"
        background-color="{$ground}" space-before="{$block-space}" space-after="{$block-space}"
        keep-together.within-page="{$keep-if-possible}">
      <xsl:call-template name="attributes"/>
      <xsl:if test="$title != ''">
        <fo:block role="P" font-weight="bold" color="{$rule}" space-after="4pt"
            keep-with-next.within-page="always">
          <xsl:value-of select="$title"/>
        </fo:block>
      </xsl:if>
      <xsl:apply-templates select="$content"/>
    </fo:block>
  </xsl:template>

  <xsl:template match="c:callout">
    <xsl:variable name="word">
      <xsl:choose>
        <xsl:when test="@kind = 'tip'"><xsl:value-of select="$word-tip"/></xsl:when>
        <xsl:when test="@kind = 'important'"><xsl:value-of select="$word-important"/></xsl:when>
        <xsl:when test="@kind = 'warning'"><xsl:value-of select="$word-warning"/></xsl:when>
        <xsl:when test="@kind = 'caution'"><xsl:value-of select="$word-caution"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="$word-note"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:call-template name="box">
      <xsl:with-param name="title">
        <xsl:value-of select="$word"/>
        <xsl:if test="@title != ''"><xsl:value-of select="concat(': ', @title)"/></xsl:if>
      </xsl:with-param>
      <xsl:with-param name="rule">
        <xsl:choose>
          <xsl:when test="@kind = 'tip'"><xsl:value-of select="$dark-green"/></xsl:when>
          <xsl:when test="@kind = 'important'"><xsl:value-of select="$purple"/></xsl:when>
          <xsl:when test="@kind = 'warning' or @kind = 'caution'"><xsl:value-of select="$dark-red"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="$blue"/></xsl:otherwise>
        </xsl:choose>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- Inset text and whatever is boxed without more. -->
  <xsl:template match="c:container">
    <xsl:call-template name="box">
      <xsl:with-param name="rule" select="$blue"/>
      <xsl:with-param name="title" select="@title"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="c:container[@name = 'warning-callout']">
    <xsl:call-template name="box">
      <xsl:with-param name="rule" select="$dark-red"/>
      <xsl:with-param name="title">
        <xsl:value-of select="$word-important"/>
        <xsl:if test="@title != ''"><xsl:value-of select="concat(': ', @title)"/></xsl:if>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- Without words of its own: the site's contacts. -->
  <xsl:template match="c:container[@name = 'contact']">
    <xsl:call-template name="box">
      <xsl:with-param name="rule" select="$blue"/>
      <xsl:with-param name="title">
        <xsl:value-of select="@title"/>
        <xsl:if test="not(@title)"><xsl:value-of select="$word-contact"/></xsl:if>
      </xsl:with-param>
      <xsl:with-param name="content" select="* | $site/c:contact[not(current()/*)]"/>
    </xsl:call-template>
  </xsl:template>

  <!-- The rows of its definition lists are drawn by c:definition-list. -->
  <xsl:template match="c:container[@name = 'summary-list']">
    <xsl:if test="@title">
      <fo:block role="P" font-weight="bold" color="{$heading-colour}"
          keep-with-next.within-page="always">
        <xsl:value-of select="@title"/>
      </fo:block>
    </xsl:if>
    <xsl:apply-templates/>
  </xsl:template>

  <!-- Nothing folds away on paper: what the web page hides is printed. -->
  <xsl:template match="c:container[@name = 'details' or @name = 'expander' or @name = 'card']">
    <xsl:call-template name="box">
      <xsl:with-param name="rule" select="$dark-grey"/>
      <xsl:with-param name="ground" select="$white"/>
      <xsl:with-param name="title" select="@title"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="c:container[@name = 'do-list']">
    <xsl:call-template name="box">
      <xsl:with-param name="rule" select="$dark-green"/>
      <xsl:with-param name="title">
        <xsl:value-of select="@title"/>
        <xsl:if test="not(@title)"><xsl:value-of select="$word-do"/></xsl:if>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="c:container[@name = 'dont-list']">
    <xsl:call-template name="box">
      <xsl:with-param name="rule" select="$dark-red"/>
      <xsl:with-param name="title">
        <xsl:value-of select="@title"/>
        <xsl:if test="not(@title)"><xsl:value-of select="$word-dont"/></xsl:if>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- A figure in large type (the title, else the bold words) and what it means. -->
  <xsl:template match="c:container[@name = 'statistic']">
    <fo:block role="Div" margin-left="0mm" margin-right="0mm" padding-start="{$box-padding}"
        border-start-style="solid" border-start-width="{$box-border}"
        border-start-color="{$statistic-colour}" space-before="{$block-space}"
        space-after="{$block-space}" keep-together.within-page="always">
      <xsl:call-template name="attributes"/>
      <xsl:choose>
        <xsl:when test="@title != ''">
          <fo:block role="P" xsl:use-attribute-sets="statistic"><xsl:value-of select="@title"/></fo:block>
          <xsl:apply-templates/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:apply-templates select="*[1]" mode="statistic"/>
          <xsl:apply-templates select="*[position() &gt; 1]"/>
        </xsl:otherwise>
      </xsl:choose>
    </fo:block>
  </xsl:template>

  <xsl:attribute-set name="statistic">
    <xsl:attribute name="font-size"><xsl:value-of select="$statistic-size"/></xsl:attribute>
    <xsl:attribute name="line-height"><xsl:value-of select="$statistic-leading"/></xsl:attribute>
    <xsl:attribute name="font-weight">bold</xsl:attribute>
    <xsl:attribute name="color"><xsl:value-of select="$statistic-colour"/></xsl:attribute>
    <xsl:attribute name="keep-with-next.within-page">always</xsl:attribute>
  </xsl:attribute-set>

  <xsl:template match="*" mode="statistic"><xsl:apply-templates select="."/></xsl:template>

  <xsl:template match="cm:paragraph[cm:strong]" mode="statistic">
    <fo:block role="P">
      <xsl:call-template name="paragraph-attributes"/>
      <xsl:for-each select="node()">
        <xsl:choose>
          <xsl:when test="self::cm:strong and not(preceding-sibling::cm:strong)">
            <fo:inline font-size="{$statistic-size}" font-weight="bold" color="{$statistic-colour}">
              <xsl:apply-templates/>
            </fo:inline>
          </xsl:when>
          <xsl:otherwise><xsl:apply-templates select="."/></xsl:otherwise>
        </xsl:choose>
      </xsl:for-each>
    </fo:block>
  </xsl:template>
</xsl:stylesheet>
