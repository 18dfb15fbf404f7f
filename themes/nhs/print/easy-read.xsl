<?xml version="1.0" encoding="UTF-8"?>
<!--
  The easy-read pages of a publication as an A4 leaflet. Each idea is a picture
  on the left, about a third of the width, and its words on the right; it is never
  split. The parts it shares with publication.xsl look the same, only larger.

  An idea is laid out with a table, because a table centres the words beside the
  picture, but its elements are a Figure and paragraphs and no Table.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:fo="http://www.w3.org/1999/XSL/Format"
    xmlns:p="urn:concordat:print:1"
    xmlns:c="urn:concordat:document:1"
    xmlns:cm="http://commonmark.org/xml/1.0"
    exclude-result-prefixes="c cm">

  <xsl:import href="publication.xsl"/>

  <xsl:variable name="easy-read" select="true()"/>
  <xsl:variable name="document-title" select="$pages[1]/@title"/>

  <!-- ==== Sizes: instead of those in variables.xsl ======================= -->

  <xsl:variable name="margin-left" select="20"/>
  <xsl:variable name="margin-right" select="20"/>
  <xsl:variable name="margin-top" select="24"/>
  <xsl:variable name="margin-bottom" select="28"/>
  <xsl:variable name="header-top" select="12"/>
  <!-- A picture and the gap after it; words start here. -->
  <xsl:variable name="hang" select="60"/>
  <xsl:variable name="picture-width" select="52"/>
  <xsl:variable name="picture-height" select="46"/>
  <xsl:variable name="idea-space">8mm</xsl:variable>

  <xsl:variable name="text-size">16pt</xsl:variable>
  <xsl:variable name="text-leading">24pt</xsl:variable>
  <xsl:variable name="lead-size">16pt</xsl:variable>
  <xsl:variable name="lead-leading">24pt</xsl:variable>
  <xsl:variable name="note-leading">22pt</xsl:variable>
  <xsl:variable name="running-size">16pt</xsl:variable>
  <xsl:variable name="running-leading">20pt</xsl:variable>
  <xsl:variable name="paragraph-space">12pt</xsl:variable>
  <xsl:variable name="item-space">8pt</xsl:variable>
  <xsl:variable name="block-space">20pt</xsl:variable>
  <xsl:variable name="list-indent">9mm</xsl:variable>
  <xsl:variable name="contents-start" select="0"/>
  <xsl:variable name="contents-leading">24pt</xsl:variable>
  <xsl:variable name="contents-space">6pt</xsl:variable>
  <xsl:variable name="contents-indent" select="9"/>
  <xsl:variable name="contents-whole" select="18"/>
  <xsl:variable name="table-leading">22pt</xsl:variable>
  <xsl:variable name="letter-width" select="3.2"/>

  <xsl:variable name="heading-2-size">28pt</xsl:variable>
  <xsl:variable name="heading-2-leading">34pt</xsl:variable>
  <xsl:variable name="heading-2-before">34pt</xsl:variable>
  <xsl:variable name="heading-2-after">18pt</xsl:variable>
  <xsl:variable name="heading-3-start" select="0"/>
  <xsl:variable name="heading-3-size">22pt</xsl:variable>
  <xsl:variable name="heading-3-leading">28pt</xsl:variable>
  <xsl:variable name="heading-3-before">26pt</xsl:variable>
  <xsl:variable name="heading-3-after">14pt</xsl:variable>
  <xsl:variable name="heading-4-size">18pt</xsl:variable>
  <xsl:variable name="heading-4-leading">24pt</xsl:variable>
  <xsl:variable name="heading-5-size">16pt</xsl:variable>
  <xsl:variable name="heading-5-leading">24pt</xsl:variable>

  <xsl:variable name="cover-title-size">38pt</xsl:variable>
  <xsl:variable name="cover-title-leading">46pt</xsl:variable>
  <xsl:variable name="cover-title-width" select="165"/>
  <xsl:variable name="cover-picture-height" select="105"/>
  <xsl:variable name="contents-depth" select="2"/>
  <xsl:variable name="print-addresses" select="false()"/>
  <xsl:variable name="print-page-references" select="false()"/>

  <!-- ==== Leaflet ======================================================== -->

  <xsl:template match="/c:publication">
    <fo:root id="_document" xsl:use-attribute-sets="document">
      <xsl:call-template name="document-writing-mode"/>
      <xsl:call-template name="masters"/>
      <xsl:call-template name="declarations"/>
      <xsl:call-template name="bookmarks"/>
      <xsl:call-template name="leaflet-cover"/>
      <xsl:if test="$has-contents"><xsl:call-template name="leaflet-contents"/></xsl:if>
      <xsl:call-template name="text"/>
    </fo:root>
  </xsl:template>

  <!-- From top to bottom: who it is from, title, picture, "Easy read" on a band. -->
  <xsl:template name="leaflet-cover">
    <fo:page-sequence master-reference="cover" force-page-count="no-force">
      <fo:flow flow-name="xsl-region-body">
        <xsl:call-template name="cover-head"/>
        <fo:block-container height="76mm">
          <fo:block role="Title" p:balance="true" id="{$pages[1]/@id}" start-indent="{$margin-left}mm"
              end-indent="{$page-width - $margin-left - $cover-title-width}mm"
              font-size="{$cover-title-size}" line-height="{$cover-title-leading}"
              font-weight="bold" color="{$heading-colour}">
            <xsl:value-of select="$document-title"/>
          </fo:block>
        </fo:block-container>
        <fo:block-container height="{$cover-picture-height + 10}mm">
          <fo:block role="none" start-indent="{$margin-left}mm">
            <xsl:for-each select="($pages[1]/c:body/c:figure/cm:image | $pages[1]/descendant::c:idea/cm:image)[1]">
              <xsl:call-template name="picture">
                <xsl:with-param name="max-width" select="$grid-width"/>
                <xsl:with-param name="max-height" select="$cover-picture-height"/>
                <xsl:with-param name="grow" select="true()"/>
                <xsl:with-param name="id" select="false()"/>
              </xsl:call-template>
            </xsl:for-each>
          </fo:block>
        </fo:block-container>
        <fo:block-container background-color="{$cover-ground}" color="{$cover-text}"
            height="{$page-height - $cover-head-height - $cover-picture-height - 86}mm"
            display-align="center">
          <fo:block role="P" start-indent="{$margin-left}mm" font-size="30pt" line-height="40pt"
              font-weight="bold">
            <xsl:call-template name="words"><xsl:with-param name="key">easy-read</xsl:with-param></xsl:call-template>
          </fo:block>
          <xsl:call-template name="leaflet-edition"/>
        </fo:block-container>
      </fo:flow>
    </fo:page-sequence>
  </xsl:template>

  <xsl:template name="leaflet-edition">
    <xsl:if test="$draft">
      <fo:block role="P" start-indent="{$margin-left}mm" font-weight="bold">
        <xsl:call-template name="words"><xsl:with-param name="key">draft-warning</xsl:with-param></xsl:call-template>
      </fo:block>
    </xsl:if>
    <xsl:if test="$publication/@version or $publication/@edition">
      <fo:block role="P" start-indent="{$margin-left}mm"><xsl:call-template name="edition-line"/></fo:block>
    </xsl:if>
  </xsl:template>

  <xsl:template name="leaflet-contents">
    <fo:page-sequence master-reference="page" force-page-count="no-force">
      <xsl:call-template name="running-header"/>
      <xsl:call-template name="running-footer"/>
      <fo:flow flow-name="xsl-region-body" start-indent="{$hang}mm">
        <xsl:call-template name="contents"/>
      </fo:flow>
    </fo:page-sequence>
  </xsl:template>

  <xsl:template name="contents-of-back">
    <xsl:call-template name="contents-entry">
      <xsl:with-param name="id">_full-version</xsl:with-param>
      <xsl:with-param name="text"><xsl:call-template name="words"><xsl:with-param name="key">full-version</xsl:with-param></xsl:call-template></xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="bookmarks-of-back">
    <xsl:call-template name="bookmark">
      <xsl:with-param name="id">_full-version</xsl:with-param>
      <xsl:with-param name="text"><xsl:call-template name="words"><xsl:with-param name="key">full-version</xsl:with-param></xsl:call-template></xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- No running title: little stands beside the words. The number is as large
       as they are. -->
  <xsl:template name="running-header">
    <xsl:if test="$draft">
      <fo:static-content flow-name="xsl-region-before" p:artifact="Header"
          font-size="{$text-size}" line-height="{$running-leading}">
        <xsl:call-template name="draft-behind"/>
        <fo:block text-align="end" font-weight="bold" color="{$draft-ground}">
          <xsl:call-template name="words"><xsl:with-param name="key">draft-mark</xsl:with-param></xsl:call-template>
        </fo:block>
      </fo:static-content>
    </xsl:if>
  </xsl:template>

  <xsl:template name="running-footer">
    <fo:static-content flow-name="xsl-region-after" p:artifact="Footer"
        font-size="{$running-size}" line-height="{$running-leading}">
      <fo:block text-align="end"><xsl:call-template name="page-of-pages"/></fo:block>
    </fo:static-content>
  </xsl:template>

  <!-- ==== Ideas ========================================================== -->

  <xsl:template match="c:idea">
    <fo:block role="none" start-indent="0mm" space-after="{$idea-space}"
        keep-together.within-page="always">
      <xsl:call-template name="attributes"/>
      <fo:table role="none" table-layout="fixed" width="100%" border-collapse="separate">
        <fo:table-column column-width="proportional-column-width({$hang})"/>
        <fo:table-column column-width="proportional-column-width({$measure})"/>
        <fo:table-body role="none" start-indent="0mm" end-indent="0mm">
          <fo:table-row role="none" keep-together.within-page="always">
            <fo:table-cell role="none" display-align="center">
              <fo:block role="none" font-size="1pt" line-height="1pt">
                <xsl:for-each select="cm:image">
                  <xsl:call-template name="picture">
                    <xsl:with-param name="max-width" select="$picture-width"/>
                    <xsl:with-param name="max-height" select="$picture-height"/>
                    <xsl:with-param name="grow" select="true()"/>
                  </xsl:call-template>
                </xsl:for-each>
              </fo:block>
            </fo:table-cell>
            <fo:table-cell role="none" display-align="center">
              <xsl:apply-templates select="c:words/*"/>
            </fo:table-cell>
          </fo:table-row>
        </fo:table-body>
      </fo:table>
    </fo:block>
  </xsl:template>

  <xsl:template match="c:words/cm:paragraph[not(following-sibling::*[1])]">
    <fo:block role="P">
      <xsl:call-template name="paragraph-attributes"/>
      <xsl:apply-templates/>
    </fo:block>
  </xsl:template>

  <!-- Slanted letters are hard to read. -->
  <xsl:template match="cm:emph">
    <fo:inline font-weight="bold"><xsl:apply-templates/></fo:inline>
  </xsl:template>

  <!-- ==== The last page ================================================== -->

  <!-- Where the full version is, and how to reach us if the author's own pages
       have not said it. -->
  <xsl:template match="c:page[not(following-sibling::c:page[@kind = 'easy-read'])]/c:body">
    <xsl:apply-templates/>
    <xsl:if test="not(/c:publication/descendant::cm:link[ancestor::c:page/@kind = 'easy-read'][starts-with(@destination, 'tel:') or starts-with(@destination, 'mailto:')])">
      <fo:block role="none" keep-together.within-page="always">
        <xsl:call-template name="heading">
          <xsl:with-param name="level" select="2"/>
          <xsl:with-param name="text"><xsl:call-template name="words"><xsl:with-param name="key">contact</xsl:with-param></xsl:call-template></xsl:with-param>
        </xsl:call-template>
        <xsl:apply-templates select="$site/c:contact"/>
        <fo:block role="P" space-before="{$paragraph-space}">
          <xsl:call-template name="words"><xsl:with-param name="key">easy-formats-lead</xsl:with-param></xsl:call-template>
        </fo:block>
      </fo:block>
    </xsl:if>
    <xsl:call-template name="full-version"/>
  </xsl:template>

  <xsl:template name="full-version">
    <xsl:variable name="address">
      <xsl:call-template name="absolute">
        <xsl:with-param name="destination" select="$publication/@href"/>
      </xsl:call-template>
    </xsl:variable>
    <fo:block role="none" keep-together.within-page="always">
      <xsl:call-template name="heading">
        <xsl:with-param name="level" select="2"/>
        <xsl:with-param name="id">_full-version</xsl:with-param>
        <xsl:with-param name="text"><xsl:call-template name="words"><xsl:with-param name="key">full-version</xsl:with-param></xsl:call-template></xsl:with-param>
      </xsl:call-template>
      <fo:block role="P" space-after="{$paragraph-space}">
        <xsl:call-template name="words"><xsl:with-param name="key">full-version-lead</xsl:with-param></xsl:call-template>
      </fo:block>
      <fo:block role="P" font-weight="bold" space-after="{$item-space}">
        <xsl:value-of select="$publication/@title"/>
      </fo:block>
      <xsl:if test="$address != ''">
        <fo:block role="P" space-after="{$paragraph-space}">
          <xsl:call-template name="link">
            <xsl:with-param name="target" select="$address"/>
            <xsl:with-param name="text">
              <xsl:call-template name="shown-address"><xsl:with-param name="address" select="$address"/></xsl:call-template>
            </xsl:with-param>
            <xsl:with-param name="contents" select="$address"/>
          </xsl:call-template>
        </fo:block>
      </xsl:if>
    </fo:block>
  </xsl:template>
</xsl:stylesheet>
