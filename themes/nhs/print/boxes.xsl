<?xml version="1.0" encoding="UTF-8"?>
<!--
  Callouts and containers, each with the parts of its web component (../html/components.xsl):
  what is a heading there is one here. A callout's title begins with the word for its
  kind, so that nothing is told by colour alone.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:fo="http://www.w3.org/1999/XSL/Format"
    xmlns:p="urn:concordat:print:1"
    xmlns:c="urn:concordat:document:1"
    xmlns:cm="http://commonmark.org/xml/1.0"
    xmlns:set="http://exslt.org/sets"
    exclude-result-prefixes="c cm set">

  <!-- ==== The box ======================================================== -->

  <!-- On a ground, with a thick start border; `title` above the `content`, a heading
       unless `heading` is false. -->
  <xsl:template name="box">
    <xsl:param name="rule"/>
    <xsl:param name="title" select="''"/>
    <xsl:param name="heading" select="true()"/>
    <xsl:param name="content" select="*"/>
    <fo:block role="Div" margin-left="0mm" margin-right="0mm"
        padding-left="{$box-padding}" padding-right="{$box-padding}"
        padding-top="{$box-padding-block}" padding-bottom="{$box-padding-block}"
        border-start-style="solid" border-start-width="{$box-border}" border-start-color="{$rule}"
        background-color="{$box-ground}" xsl:use-attribute-sets="block-spaces"
        keep-together.within-page="{$keep-if-possible}">
      <xsl:call-template name="attributes"/>
      <xsl:call-template name="box-title">
        <xsl:with-param name="title" select="$title"/>
        <xsl:with-param name="heading" select="$heading"/>
        <xsl:with-param name="colour" select="$rule"/>
      </xsl:call-template>
      <xsl:apply-templates select="$content">
        <xsl:with-param name="here" select="."/>
      </xsl:apply-templates>
    </fo:block>
  </xsl:template>

  <!-- A heading is one level below the section it stands in. -->
  <xsl:template name="box-title">
    <xsl:param name="title"/>
    <xsl:param name="heading" select="true()"/>
    <xsl:param name="colour" select="$heading-colour"/>
    <xsl:if test="$title != ''">
      <fo:block role="P" font-weight="bold" color="{$colour}" space-after="4pt"
          keep-with-next.within-page="always">
        <xsl:if test="$heading">
          <xsl:attribute name="role">H<xsl:call-template name="inner-level"/></xsl:attribute>
        </xsl:if>
        <xsl:copy-of select="$title"/>
      </fo:block>
    </xsl:if>
  </xsl:template>

  <!-- The author's title, or the theme's words. -->
  <xsl:template name="title-or-words">
    <xsl:param name="key"/>
    <xsl:value-of select="@title"/>
    <xsl:if test="not(@title)"><xsl:call-template name="words"><xsl:with-param name="key" select="$key"/></xsl:call-template></xsl:if>
  </xsl:template>

  <!-- ==== Callouts ======================================================= -->

  <xsl:template match="c:callout">
    <xsl:call-template name="box">
      <xsl:with-param name="title">
        <xsl:call-template name="words"><xsl:with-param name="key" select="@kind"/></xsl:call-template>
        <xsl:if test="@title != ''"><xsl:value-of select="concat(': ', @title)"/></xsl:if>
      </xsl:with-param>
      <!-- A note or a tip without a title is text set in, as on the web. -->
      <xsl:with-param name="heading" select="@title != '' or (@kind != 'note' and @kind != 'tip')"/>
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

  <!-- ==== Containers ===================================================== -->

  <!-- Inset text and whatever is boxed without more. -->
  <xsl:template match="c:container">
    <xsl:call-template name="box">
      <xsl:with-param name="rule" select="$blue"/>
      <xsl:with-param name="title" select="string(@title)"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="c:container[@name = 'warning-callout']">
    <xsl:call-template name="box">
      <xsl:with-param name="rule" select="$dark-red"/>
      <xsl:with-param name="title">
        <xsl:call-template name="words"><xsl:with-param name="key">important</xsl:with-param></xsl:call-template>
        <xsl:if test="@title != ''"><xsl:value-of select="concat(': ', @title)"/></xsl:if>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- A question to readers, with its number. -->
  <xsl:template match="c:container[@name = 'question']">
    <xsl:call-template name="box">
      <xsl:with-param name="rule" select="$dark-blue"/>
      <xsl:with-param name="title">
        <xsl:call-template name="in-its-language"><xsl:with-param name="text" select="@label"/></xsl:call-template>
        <xsl:if test="@title != ''"><xsl:value-of select="concat(': ', @title)"/></xsl:if>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- Without words of its own: the site's contacts. -->
  <xsl:template match="c:container[@name = 'contact']">
    <xsl:call-template name="box">
      <xsl:with-param name="rule" select="$blue"/>
      <xsl:with-param name="title">
        <xsl:call-template name="title-or-words"><xsl:with-param name="key" select="'contact'"/></xsl:call-template>
      </xsl:with-param>
      <xsl:with-param name="content" select="* | $site/c:contact[not(current()/*)]"/>
    </xsl:call-template>
  </xsl:template>

  <!-- The rows of its definition lists are drawn by c:definition-list. -->
  <xsl:template match="c:container[@name = 'summary-list']">
    <fo:block role="none" keep-together.within-page="{$keep-if-possible}">
      <xsl:call-template name="box-title"><xsl:with-param name="title" select="string(@title)"/></xsl:call-template>
      <xsl:apply-templates/>
    </fo:block>
  </xsl:template>

  <xsl:template match="c:container[@name = 'card']">
    <fo:block role="Div" margin-left="0mm" margin-right="0mm" padding="{$box-padding}"
        border="{$card-border} solid {$box-rule}" xsl:use-attribute-sets="block-spaces"
        keep-together.within-page="{$keep-if-possible}">
      <xsl:call-template name="attributes"/>
      <xsl:call-template name="box-title"><xsl:with-param name="title" select="string(@title)"/></xsl:call-template>
      <xsl:apply-templates/>
    </fo:block>
  </xsl:template>

  <!-- Nothing folds away on paper: what the web page hides is printed. -->
  <xsl:template match="c:container[@name = 'details' or @name = 'expander']">
    <fo:block role="Div" margin-left="0mm" margin-right="0mm" padding-start="{$box-padding}"
        border-start-style="solid" border-start-width="1mm" border-start-color="{$box-rule}"
        xsl:use-attribute-sets="block-spaces"
        keep-together.within-page="{$keep-if-possible}">
      <xsl:call-template name="attributes"/>
      <xsl:call-template name="box-title">
        <xsl:with-param name="title">
          <xsl:call-template name="title-or-words"><xsl:with-param name="key" select="'details'"/></xsl:call-template>
        </xsl:with-param>
        <xsl:with-param name="heading" select="false()"/>
      </xsl:call-template>
      <xsl:apply-templates/>
    </fo:block>
  </xsl:template>

  <!-- ==== What to do and what not ======================================== -->

  <xsl:template match="c:container[@name = 'do-list' or @name = 'dont-list']">
    <xsl:call-template name="box">
      <xsl:with-param name="rule">
        <xsl:choose>
          <xsl:when test="@name = 'do-list'"><xsl:value-of select="$dark-green"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="$dark-red"/></xsl:otherwise>
        </xsl:choose>
      </xsl:with-param>
      <xsl:with-param name="title">
        <xsl:call-template name="title-or-words"><xsl:with-param name="key" select="substring-before(@name, '-list')"/></xsl:call-template>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- A tick or a cross in place of the bullet: decoration, since the title says it. -->
  <xsl:template match="c:container[@name = 'do-list' or @name = 'dont-list']/cm:list/cm:item" mode="label">
    <fo:list-item-label role="none" end-indent="label-end()">
      <fo:block role="none" line-height-shift-adjustment="consider-shifts">
        <xsl:choose>
          <xsl:when test="../../@name = 'do-list'">
            <xsl:call-template name="icon">
              <xsl:with-param name="name" select="'tick'"/>
              <xsl:with-param name="colour" select="$dark-green"/>
            </xsl:call-template>
          </xsl:when>
          <xsl:otherwise>
            <xsl:call-template name="icon">
              <xsl:with-param name="name" select="'cross'"/>
              <xsl:with-param name="colour" select="$dark-red"/>
            </xsl:call-template>
          </xsl:otherwise>
        </xsl:choose>
      </fo:block>
    </fo:list-item-label>
  </xsl:template>

  <!-- ==== Statistics ===================================================== -->

  <!-- A figure in large type (the title, else the bold words it begins with) and what it
       means. Those that follow each other stand side by side. -->
  <xsl:template match="c:container[@name = 'statistic']">
    <xsl:choose>
      <xsl:when test="preceding-sibling::*[1]/self::c:container[@name = 'statistic']"/>
      <xsl:when test="following-sibling::*[1]/self::c:container[@name = 'statistic']">
        <xsl:call-template name="statistics"/>
      </xsl:when>
      <xsl:otherwise>
        <fo:block role="Div" margin-left="0mm" margin-right="0mm" padding-start="{$box-padding}"
            xsl:use-attribute-sets="block-spaces statistic-bar"
            keep-together.within-page="always">
          <xsl:call-template name="statistic"/>
        </fo:block>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:attribute-set name="statistic-bar">
    <xsl:attribute name="border-start-style">solid</xsl:attribute>
    <xsl:attribute name="border-start-width"><xsl:value-of select="$box-border"/></xsl:attribute>
    <xsl:attribute name="border-start-color"><xsl:value-of select="$statistic-colour"/></xsl:attribute>
  </xsl:attribute-set>

  <!-- The current one with those that follow it, two in a row; three or more in running
       text three in a row over the whole grid. -->
  <xsl:template name="statistics">
    <xsl:variable name="all" select=". | set:leading(following-sibling::*,
        following-sibling::*[not(self::c:container[@name = 'statistic'])][1])"/>
    <xsl:variable name="columns" select="2 + ($all[3] and (parent::c:section or parent::c:body) and not($all[4] and not($all[5])))"/>
    <!-- One size for all of them, smaller where one would not fit on its line. -->
    <xsl:variable name="size">
      <xsl:choose>
        <xsl:when test="($all/@title | $all[not(@title)]/cm:paragraph[1]/*[1]/self::cm:strong)
                        [string-length(.) &gt; $statistics-letters]">
          <xsl:value-of select="$long-statistics-size"/>
        </xsl:when>
        <xsl:otherwise><xsl:value-of select="$statistics-size"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:for-each select="$all[position() mod $columns = 1]">
      <xsl:variable name="row" select="position()"/>
      <fo:block role="none" xsl:use-attribute-sets="block-spaces">
        <xsl:if test="$columns = 3"><xsl:attribute name="start-indent">0mm</xsl:attribute></xsl:if>
        <fo:table role="none" table-layout="fixed" width="100%" border-collapse="separate">
          <fo:table-column column-width="proportional-column-width(1)" number-columns-repeated="{$columns}"/>
          <fo:table-body role="none" start-indent="0mm" end-indent="0mm">
            <fo:table-row role="none" keep-together.within-page="always">
              <xsl:for-each select="$all[ceiling(position() div $columns) = $row]">
                <!-- Its bar is as high as its row. -->
                <fo:table-cell role="none" padding-start="{$box-padding}" padding-end="4mm"
                    xsl:use-attribute-sets="statistic-bar">
                  <fo:block role="Div">
                    <xsl:call-template name="statistic">
                      <xsl:with-param name="size" select="string($size)"/>
                      <xsl:with-param name="leading" select="$statistics-leading"/>
                    </xsl:call-template>
                  </fo:block>
                </fo:table-cell>
              </xsl:for-each>
            </fo:table-row>
          </fo:table-body>
        </fo:table>
      </fo:block>
    </xsl:for-each>
  </xsl:template>

  <!-- What the current one's block holds; `size`: of the figure. -->
  <xsl:template name="statistic">
    <xsl:param name="size" select="$statistic-size"/>
    <xsl:param name="leading" select="$statistic-leading"/>
    <xsl:call-template name="attributes"/>
    <xsl:variable name="bold" select="cm:paragraph[not(current()/@title) and not(preceding-sibling::*[1])]/*[1]/self::cm:strong"/>
    <xsl:if test="@title or $bold">
      <fo:block role="P" font-size="{$size}" line-height="{$leading}" font-weight="bold"
          color="{$statistic-colour}" keep-with-next.within-page="always">
        <xsl:value-of select="@title"/>
        <xsl:apply-templates select="$bold/node()"/>
      </fo:block>
    </xsl:if>
    <xsl:if test="$bold/following-sibling::node()">
      <xsl:for-each select="$bold/..">
        <fo:block role="P">
          <xsl:call-template name="paragraph-attributes"/>
          <xsl:apply-templates select="$bold/following-sibling::node()"/>
        </fo:block>
      </xsl:for-each>
    </xsl:if>
    <xsl:apply-templates select="*[not($bold) or preceding-sibling::*[1]]"/>
  </xsl:template>
</xsl:stylesheet>
