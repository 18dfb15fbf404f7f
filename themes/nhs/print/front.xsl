<?xml version="1.0" encoding="UTF-8"?>
<!--
  What stands before the text: cover, facts about the document, contents list;
  and the bookmarks.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:fo="http://www.w3.org/1999/XSL/Format"
    xmlns:p="urn:concordat:print:1"
    xmlns:c="urn:concordat:document:1"
    xmlns:cm="http://commonmark.org/xml/1.0"
    exclude-result-prefixes="c cm">

  <!-- ==== Cover ========================================================== -->

  <!-- From top to bottom: name or logo on white, title on the dark block, two
       bands, facts on white. It is page 1 without saying so. -->
  <xsl:template name="cover">
    <fo:page-sequence master-reference="cover" force-page-count="no-force">
      <fo:flow flow-name="xsl-region-body">
        <xsl:call-template name="cover-head"/>
        <fo:block-container height="{$cover-block-height}mm" background-color="{$cover-ground}"
            display-align="after" color="{$cover-text}">
          <fo:block role="none" start-indent="{$margin-left}mm" end-indent="{$margin-right}mm"
              padding-after="14mm">
            <fo:block role="P" font-size="{$cover-kind-size}" space-after="5mm">
              <xsl:call-template name="kind"/>
            </fo:block>
            <fo:block role="Title" p:balance="true" id="{$pages[1]/@id}" font-size="{$cover-title-size}"
                line-height="{$cover-title-leading}" font-weight="bold"
                end-indent="{$page-width - $margin-left - $cover-title-width}mm">
              <xsl:value-of select="$document-title"/>
            </fo:block>
            <xsl:if test="$publication/@subtitle">
              <fo:block role="P" font-size="{$cover-subtitle-size}"
                  line-height="{$cover-subtitle-leading}" space-before="5mm">
                <xsl:value-of select="$publication/@subtitle"/>
              </fo:block>
            </xsl:if>
          </fo:block>
        </fo:block-container>
        <xsl:call-template name="cover-bands"/>
        <xsl:call-template name="cover-facts"/>
      </fo:flow>
    </fo:page-sequence>
  </xsl:template>

  <!-- The logo stands top right, where the NHS wants it, and its file carries the
       organisation's name. -->
  <xsl:template name="cover-head">
    <fo:block-container height="{$cover-head-height}mm" display-align="center">
      <xsl:choose>
        <xsl:when test="$logo != ''">
          <fo:block role="P" text-align="end" start-indent="{$margin-left}mm" end-indent="{$margin-right}mm">
            <xsl:call-template name="logo"/>
          </fo:block>
        </xsl:when>
        <xsl:otherwise>
          <fo:block role="P" start-indent="{$margin-left}mm" end-indent="{$margin-right}mm"
              font-size="{$cover-name-size}" line-height="22pt" font-weight="bold" color="{$heading-colour}">
            <xsl:value-of select="$organisation"/>
          </fo:block>
        </xsl:otherwise>
      </xsl:choose>
    </fo:block-container>
  </xsl:template>

  <xsl:template name="logo">
    <fo:external-graphic src="url(&quot;{$logo}&quot;)" role="Figure"
        p:alt="{$organisation}" content-width="{$logo-width}" scaling="uniform"/>
  </xsl:template>

  <xsl:template name="cover-bands">
    <fo:block-container role="artifact" height="{$cover-band-height}mm" background-color="{$cover-band}">
      <fo:block/>
    </fo:block-container>
    <fo:block-container role="artifact" height="{$cover-edge-height}mm" background-color="{$cover-edge}">
      <fo:block/>
    </fo:block-container>
  </xsl:template>

  <xsl:template name="cover-facts">
    <fo:block role="none" start-indent="{$margin-left}mm" end-indent="{$margin-right}mm"
        space-before="12mm" space-before.conditionality="retain">
      <xsl:if test="$draft">
        <fo:block role="P" font-weight="bold" color="{$draft-ground}" font-size="16pt"
            line-height="22pt" space-after="2mm">
          <xsl:call-template name="words"><xsl:with-param name="key">draft-warning</xsl:with-param></xsl:call-template>
        </fo:block>
      </xsl:if>
      <xsl:if test="$publication/@version or $publication/@edition">
        <fo:block role="P" font-weight="bold"><xsl:call-template name="edition-line"/></fo:block>
      </xsl:if>
      <fo:block role="P">
        <xsl:call-template name="words"><xsl:with-param name="key">status</xsl:with-param></xsl:call-template>
        <xsl:text>: </xsl:text>
        <xsl:call-template name="status"/>
      </fo:block>
      <xsl:call-template name="consultation-notice"/>
      <xsl:call-template name="read-online"/>
    </fo:block>
  </xsl:template>

  <xsl:template name="consultation-notice">
    <xsl:if test="$publication/@status = 'consultation' and not($draft)">
      <fo:block role="P" space-before="5mm">
        <xsl:call-template name="words"><xsl:with-param name="key">consultation-notice</xsl:with-param></xsl:call-template>
      </fo:block>
    </xsl:if>
  </xsl:template>

  <xsl:template name="read-online">
    <xsl:if test="$site/@url">
      <xsl:variable name="address">
        <xsl:call-template name="absolute">
          <xsl:with-param name="destination" select="$publication/@href"/>
        </xsl:call-template>
      </xsl:variable>
      <fo:block role="P" space-before="5mm">
        <xsl:call-template name="words"><xsl:with-param name="key">read-online</xsl:with-param></xsl:call-template>
        <xsl:text> </xsl:text>
        <xsl:call-template name="link">
          <xsl:with-param name="target" select="$address"/>
          <xsl:with-param name="text">
            <xsl:call-template name="shown-address"><xsl:with-param name="address" select="$address"/></xsl:call-template>
          </xsl:with-param>
          <xsl:with-param name="contents" select="$address"/>
        </xsl:call-template>
      </fo:block>
    </xsl:if>
  </xsl:template>

  <!-- ==== Contents and facts ============================================= -->

  <xsl:template name="front">
    <fo:page-sequence master-reference="page" force-page-count="no-force">
      <xsl:call-template name="running-header"/>
      <xsl:call-template name="running-footer"/>
      <fo:flow flow-name="xsl-region-body" start-indent="{$hang}mm">
        <xsl:call-template name="facts"/>
        <xsl:apply-templates select="$pages[1]/c:sign-offs"/>
        <xsl:if test="$has-contents">
          <fo:block role="none">
            <!-- What is left below a long table would hold the heading and a line or two. -->
            <xsl:if test="count($pages[1]/c:sign-offs/c:sign-off) &gt; $few-sign-offs">
              <xsl:attribute name="break-before">page</xsl:attribute>
            </xsl:if>
            <xsl:call-template name="contents"/>
          </fo:block>
        </xsl:if>
      </fo:flow>
    </fo:page-sequence>
  </xsl:template>

  <xsl:variable name="headings"
      select="$pages[position() &gt; 1] | $pages/c:body/c:section | $pages/c:body/c:section/c:section"/>
  <!-- Two headings are found without a list. -->
  <xsl:variable name="has-contents" select="not($brief) and count($headings) &gt; 2"/>

  <xsl:template name="contents">
    <xsl:call-template name="heading">
      <xsl:with-param name="level" select="2"/>
      <xsl:with-param name="id">_contents</xsl:with-param>
      <xsl:with-param name="text"><xsl:call-template name="words"><xsl:with-param name="key">contents</xsl:with-param></xsl:call-template></xsl:with-param>
    </xsl:call-template>
    <fo:block role="TOC" start-indent="{$contents-start}mm" line-height="{$contents-leading}">
      <xsl:if test="count($headings) &lt;= $contents-whole">
        <xsl:attribute name="keep-together.within-page"><xsl:value-of select="$keep-if-possible"/></xsl:attribute>
      </xsl:if>
      <xsl:apply-templates select="$pages" mode="contents"/>
      <xsl:call-template name="contents-of-back"/>
    </fo:block>
  </xsl:template>

  <xsl:template name="contents-of-back">
    <xsl:if test="$has-addresses">
      <xsl:call-template name="contents-entry">
        <xsl:with-param name="id">_web-addresses</xsl:with-param>
        <xsl:with-param name="text"><xsl:call-template name="words"><xsl:with-param name="key">addresses</xsl:with-param></xsl:call-template></xsl:with-param>
      </xsl:call-template>
    </xsl:if>
    <xsl:call-template name="contents-entry">
      <xsl:with-param name="id">_contact</xsl:with-param>
      <xsl:with-param name="text"><xsl:call-template name="words"><xsl:with-param name="key">contact</xsl:with-param></xsl:call-template></xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- The first page's own title is the cover's: its sections come right below.
       Of an appendix the title alone is listed. -->
  <xsl:template match="c:page" mode="contents">
    <xsl:choose>
      <xsl:when test="@id = $pages[1]/@id">
        <xsl:apply-templates select="c:body" mode="contents"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="contents-entry">
          <xsl:with-param name="id" select="@id"/>
          <xsl:with-param name="text">
            <xsl:call-template name="page-title"/>
            <xsl:if test="$mixed and @status = 'draft'">
              <xsl:text> (</xsl:text>
              <xsl:call-template name="words"><xsl:with-param name="key">draft</xsl:with-param></xsl:call-template>
              <xsl:text>)</xsl:text>
            </xsl:if>
          </xsl:with-param>
          <xsl:with-param name="below" select="c:body[c:section][$contents-depth &gt; 2][not(../@appendix)]"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="c:body" mode="contents">
    <xsl:param name="level" select="2"/>
    <xsl:apply-templates select="c:section" mode="contents">
      <xsl:with-param name="level" select="$level"/>
    </xsl:apply-templates>
  </xsl:template>

  <xsl:template match="c:section[parent::c:body[count(*) = 1]]
                       [normalize-space(cm:heading) = ancestor::c:page/@title]" mode="contents">
    <xsl:param name="level" select="2"/>
    <xsl:apply-templates select="c:section" mode="contents">
      <xsl:with-param name="level" select="$level"/>
    </xsl:apply-templates>
  </xsl:template>

  <xsl:template match="c:section" mode="contents">
    <xsl:param name="level" select="2"/>
    <xsl:call-template name="contents-entry">
      <xsl:with-param name="level" select="$level"/>
      <xsl:with-param name="id" select="concat(ancestor::c:page/@id, '.', @id)"/>
      <xsl:with-param name="text">
        <xsl:call-template name="section-number"/>
        <xsl:apply-templates select="cm:heading" mode="plain"/>
      </xsl:with-param>
      <xsl:with-param name="below" select="c:section[$level &lt; $contents-depth]"/>
    </xsl:call-template>
  </xsl:template>

  <!-- The whole line is the link; the dots are an artifact. -->
  <xsl:template name="contents-entry">
    <xsl:param name="level" select="2"/>
    <xsl:param name="id"/>
    <xsl:param name="text"/>
    <xsl:param name="below" select="/.."/>
    <fo:block role="TOCI">
      <!-- A page in a language of its own. -->
      <xsl:if test="ancestor-or-self::c:page/@lang != $publication/@lang">
        <xsl:attribute name="xml:lang"><xsl:value-of select="ancestor-or-self::c:page/@lang"/></xsl:attribute>
      </xsl:if>
      <fo:block role="none" text-align-last="justify" space-after="{$contents-space}">
        <xsl:choose>
          <xsl:when test="$level = 2">
            <xsl:attribute name="font-weight">bold</xsl:attribute>
            <xsl:attribute name="space-before"><xsl:value-of select="$contents-space-above"/></xsl:attribute>
            <xsl:attribute name="keep-with-next.within-page">
              <xsl:choose><xsl:when test="$below">always</xsl:when><xsl:otherwise>auto</xsl:otherwise></xsl:choose>
            </xsl:attribute>
          </xsl:when>
          <xsl:otherwise><xsl:attribute name="start-indent"><xsl:value-of select="$contents-start + $contents-indent"/>mm</xsl:attribute></xsl:otherwise>
        </xsl:choose>
        <fo:inline role="Reference">
          <fo:basic-link internal-destination="{$id}">
            <xsl:attribute name="p:contents">
              <xsl:call-template name="word"><xsl:with-param name="key">go-to</xsl:with-param></xsl:call-template>
              <xsl:value-of select="concat(' ', normalize-space(translate($text, '&#160;', ' ')))"/>
            </xsl:attribute>
            <xsl:copy-of select="$text"/>
            <xsl:text> </xsl:text>
            <fo:leader leader-pattern="dots" leader-pattern-width="4pt" leader-length.minimum="6mm"
                leader-length.optimum="6mm" leader-length.maximum="100%" color="{$quiet-colour}"
                font-weight="normal"/>
            <xsl:text> </xsl:text>
            <fo:page-number-citation ref-id="{$id}"/>
          </fo:basic-link>
        </fo:inline>
      </fo:block>
      <xsl:if test="$below">
        <fo:block role="TOC">
          <xsl:apply-templates select="$below" mode="contents">
            <xsl:with-param name="level" select="$level + 1"/>
          </xsl:apply-templates>
        </fo:block>
      </xsl:if>
    </fo:block>
  </xsl:template>

  <!-- ==== Facts about the document ======================================= -->

  <xsl:template name="facts">
    <fo:block role="none" keep-together.within-page="always">
      <xsl:call-template name="heading">
        <xsl:with-param name="level" select="2"/>
        <xsl:with-param name="id">_about-this-document</xsl:with-param>
        <xsl:with-param name="text"><xsl:call-template name="words"><xsl:with-param name="key">about</xsl:with-param></xsl:call-template></xsl:with-param>
      </xsl:call-template>
      <fo:table table-layout="fixed" width="100%" border-collapse="separate" line-height="{$table-leading}">
        <fo:table-column column-width="proportional-column-width(2)"/>
        <fo:table-column column-width="proportional-column-width(5)"/>
        <fo:table-body start-indent="0mm" end-indent="0mm">
          <xsl:call-template name="fact">
            <xsl:with-param name="name"><xsl:call-template name="words"><xsl:with-param name="key">title</xsl:with-param></xsl:call-template></xsl:with-param>
            <xsl:with-param name="value" select="string($publication/@title)"/>
          </xsl:call-template>
          <xsl:call-template name="fact">
            <xsl:with-param name="name"><xsl:call-template name="words"><xsl:with-param name="key">organisation</xsl:with-param></xsl:call-template></xsl:with-param>
            <xsl:with-param name="value" select="string($organisation)"/>
          </xsl:call-template>
          <xsl:call-template name="fact">
            <xsl:with-param name="name"><xsl:call-template name="words"><xsl:with-param name="key">version</xsl:with-param></xsl:call-template></xsl:with-param>
            <xsl:with-param name="value" select="string($publication/@version)"/>
          </xsl:call-template>
          <xsl:call-template name="fact">
            <xsl:with-param name="name"><xsl:call-template name="words"><xsl:with-param name="key">status</xsl:with-param></xsl:call-template></xsl:with-param>
            <xsl:with-param name="value"><xsl:call-template name="status"/></xsl:with-param>
          </xsl:call-template>
          <xsl:call-template name="fact-date">
            <xsl:with-param name="name"><xsl:call-template name="words"><xsl:with-param name="key">edition</xsl:with-param></xsl:call-template></xsl:with-param>
            <xsl:with-param name="date" select="$publication/@edition"/>
          </xsl:call-template>
          <xsl:call-template name="fact">
            <xsl:with-param name="name"><xsl:call-template name="words"><xsl:with-param name="key">owner</xsl:with-param></xsl:call-template></xsl:with-param>
            <xsl:with-param name="value" select="string($publication/@owner)"/>
          </xsl:call-template>
          <xsl:call-template name="fact">
            <xsl:with-param name="name"><xsl:call-template name="words"><xsl:with-param name="key">author</xsl:with-param></xsl:call-template></xsl:with-param>
            <xsl:with-param name="value" select="string($publication/@author)"/>
          </xsl:call-template>
          <xsl:call-template name="fact">
            <xsl:with-param name="name"><xsl:call-template name="words"><xsl:with-param name="key">approved-by</xsl:with-param></xsl:call-template></xsl:with-param>
            <xsl:with-param name="value" select="string($publication/@approved-by)"/>
          </xsl:call-template>
          <xsl:call-template name="fact-date">
            <xsl:with-param name="name"><xsl:call-template name="words"><xsl:with-param name="key">last-reviewed</xsl:with-param></xsl:call-template></xsl:with-param>
            <xsl:with-param name="date" select="$publication/@reviewed"/>
          </xsl:call-template>
          <xsl:call-template name="fact-date">
            <xsl:with-param name="name"><xsl:call-template name="words"><xsl:with-param name="key">review</xsl:with-param></xsl:call-template></xsl:with-param>
            <xsl:with-param name="date" select="$publication/@review"/>
          </xsl:call-template>
        </fo:table-body>
      </fo:table>
    </fo:block>
  </xsl:template>

  <xsl:template name="fact">
    <xsl:param name="name"/>
    <xsl:param name="value"/>
    <xsl:if test="string($value) != ''">
      <fo:table-row keep-together.within-page="{$keep-row}">
        <fo:table-cell role="TH" p:scope="Row" font-weight="bold">
          <xsl:call-template name="cell-look"/>
          <fo:block role="P"><xsl:copy-of select="$name"/></fo:block>
        </fo:table-cell>
        <fo:table-cell>
          <xsl:call-template name="cell-look"/>
          <fo:block role="P"><xsl:copy-of select="$value"/></fo:block>
        </fo:table-cell>
      </fo:table-row>
    </xsl:if>
  </xsl:template>

  <xsl:template name="fact-date">
    <xsl:param name="name"/>
    <xsl:param name="date"/>
    <xsl:if test="$date">
      <xsl:call-template name="fact">
        <xsl:with-param name="name" select="$name"/>
        <xsl:with-param name="value"><xsl:call-template name="date"><xsl:with-param name="date" select="$date"/></xsl:call-template></xsl:with-param>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- ==== Bookmarks: the headings, as they nest ========================== -->

  <xsl:template name="bookmarks">
    <fo:bookmark-tree>
      <fo:bookmark internal-destination="{$pages[1]/@id}" starting-state="show">
        <fo:bookmark-title><xsl:value-of select="$document-title"/></fo:bookmark-title>
        <xsl:if test="not($easy-read or $brief)">
          <xsl:call-template name="bookmark">
            <xsl:with-param name="id">_about-this-document</xsl:with-param>
            <xsl:with-param name="text"><xsl:call-template name="words"><xsl:with-param name="key">about</xsl:with-param></xsl:call-template></xsl:with-param>
          </xsl:call-template>
        </xsl:if>
        <xsl:if test="$has-contents">
          <xsl:call-template name="bookmark">
            <xsl:with-param name="id">_contents</xsl:with-param>
            <xsl:with-param name="text"><xsl:call-template name="words"><xsl:with-param name="key">contents</xsl:with-param></xsl:call-template></xsl:with-param>
          </xsl:call-template>
        </xsl:if>
        <xsl:apply-templates select="$pages" mode="bookmark"/>
        <xsl:call-template name="bookmarks-of-back"/>
      </fo:bookmark>
    </fo:bookmark-tree>
  </xsl:template>

  <xsl:template name="bookmarks-of-back">
    <xsl:if test="$has-addresses">
      <xsl:call-template name="bookmark">
        <xsl:with-param name="id">_web-addresses</xsl:with-param>
        <xsl:with-param name="text"><xsl:call-template name="words"><xsl:with-param name="key">addresses</xsl:with-param></xsl:call-template></xsl:with-param>
      </xsl:call-template>
    </xsl:if>
    <xsl:call-template name="bookmark">
      <xsl:with-param name="id">_contact</xsl:with-param>
      <xsl:with-param name="text"><xsl:call-template name="words"><xsl:with-param name="key">contact</xsl:with-param></xsl:call-template></xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="c:page" mode="bookmark">
    <xsl:choose>
      <xsl:when test="@id = $pages[1]/@id">
        <xsl:apply-templates select="c:body/c:section" mode="bookmark"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="bookmark">
          <xsl:with-param name="id" select="@id"/>
          <xsl:with-param name="text"><xsl:call-template name="page-title"/></xsl:with-param>
          <xsl:with-param name="below" select="c:body/c:section"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="c:section[parent::c:body[count(*) = 1]]
                       [normalize-space(cm:heading) = ancestor::c:page/@title]" mode="bookmark">
    <xsl:apply-templates select="c:section" mode="bookmark"/>
  </xsl:template>

  <xsl:template match="c:section" mode="bookmark">
    <xsl:call-template name="bookmark">
      <xsl:with-param name="id" select="concat(ancestor::c:page/@id, '.', @id)"/>
      <xsl:with-param name="text">
        <xsl:call-template name="section-number"/>
        <xsl:apply-templates select="cm:heading" mode="plain"/>
      </xsl:with-param>
      <xsl:with-param name="below" select="c:section"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="bookmark">
    <xsl:param name="id"/>
    <xsl:param name="text"/>
    <xsl:param name="below" select="/.."/>
    <fo:bookmark internal-destination="{$id}" starting-state="hide">
      <fo:bookmark-title>
        <xsl:value-of select="normalize-space(translate($text, '&#160;', ' '))"/>
      </fo:bookmark-title>
      <xsl:apply-templates select="$below" mode="bookmark"/>
    </fo:bookmark>
  </xsl:template>
</xsl:stylesheet>
