<?xml version="1.0" encoding="UTF-8"?>
<!--
  What every part of the print theme uses: keys, ids, source positions, heading
  levels, links, dates, plain text.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:fo="http://www.w3.org/1999/XSL/Format"
    xmlns:p="urn:concordat:print:1"
    xmlns:c="urn:concordat:document:1"
    xmlns:cm="http://commonmark.org/xml/1.0"
    exclude-result-prefixes="c cm">

  <!-- Pages of one PDF may use the same ids; "page.id" is unique. A match below each
       page (c:page//*) would cost quadratic time. -->
  <xsl:key name="page" match="c:page" use="@id"/>
  <xsl:key name="target" match="*[@id][ancestor::c:page]" use="concat(ancestor::c:page/@id, '.', @id)"/>
  <xsl:key name="note" match="c:note" use="concat(ancestor::c:page/@id, '.', @id)"/>

  <!-- The organisation's logo file, handed over by the program; empty if it has none
       or may not show it: the brand guard decides, not the stylesheet. -->
  <xsl:param name="logo"/>

  <!-- Easy-read pages are a leaflet of their own; easy-read.xsl says true. -->
  <xsl:variable name="easy-read" select="false()"/>
  <xsl:variable name="publication" select="/c:publication"/>
  <xsl:variable name="site" select="/c:publication/c:site"/>
  <xsl:variable name="organisation" select="$site/c:organisation/@name"/>
  <xsl:variable name="pages"
      select="/c:publication/c:page[(@kind = 'easy-read') = $easy-read]"/>

  <!-- Built as a draft, or the publication says it is one, or its easy-read page. -->
  <xsl:variable name="draft" select="$publication/@draft or $publication/@status = 'draft'
                                     or ($easy-read and $pages/@status = 'draft')"/>

  <xsl:variable name="document-title" select="$publication/@title"/>

  <!-- ==== Attributes of blocks and inlines =============================== -->

  <!-- id, language and source position of the current element. -->
  <xsl:template name="attributes">
    <xsl:if test="@id">
      <xsl:attribute name="id">
        <xsl:value-of select="concat(ancestor-or-self::c:page/@id, '.', @id)"/>
      </xsl:attribute>
    </xsl:if>
    <xsl:call-template name="language"/>
    <xsl:call-template name="source"/>
  </xsl:template>

  <xsl:template name="language">
    <xsl:if test="@lang">
      <xsl:attribute name="xml:lang"><xsl:value-of select="@lang"/></xsl:attribute>
    </xsl:if>
  </xsl:template>

  <!-- path:line:column, so that a message of the formatter names the Markdown. -->
  <xsl:template name="source">
    <xsl:if test="@sourcepos">
      <xsl:attribute name="p:source">
        <xsl:value-of select="concat(ancestor-or-self::c:page/@path, ':',
                                     substring-before(concat(@sourcepos, '-'), '-'))"/>
      </xsl:attribute>
    </xsl:if>
  </xsl:template>

  <!-- ==== Structure of a page ============================================ -->

  <!-- The level of a section's heading. It follows the nesting of sections and
       not the number of "#" signs, so that no level is ever skipped: 1 is the
       title on the cover, other pages' titles are 2. -->
  <xsl:template name="section-level">
    <xsl:variable name="title-section"
        select="ancestor-or-self::c:section[parent::c:body[count(*) = 1]]
                [normalize-space(cm:heading) = ancestor::c:page/@title]"/>
    <xsl:variable name="depth" select="count(ancestor-or-self::c:section) - count($title-section)"/>
    <xsl:variable name="base">
      <xsl:call-template name="page-level"/>
    </xsl:variable>
    <xsl:variable name="level" select="$base + $depth"/>
    <xsl:choose>
      <xsl:when test="$level &gt; 6">6</xsl:when>
      <xsl:otherwise><xsl:value-of select="$level"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The level of a heading inside a quotation, an item or a box: one below its
       section's. -->
  <xsl:template name="inner-level">
    <xsl:variable name="level">
      <xsl:choose>
        <xsl:when test="ancestor::c:section">
          <xsl:for-each select="ancestor::c:section[1]"><xsl:call-template name="section-level"/></xsl:for-each>
        </xsl:when>
        <xsl:otherwise><xsl:call-template name="page-level"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:value-of select="$level + ($level &lt; 6)"/>
  </xsl:template>

  <!-- The level of the title of the page the current element stands on. -->
  <xsl:template name="page-level">
    <xsl:choose>
      <xsl:when test="ancestor-or-self::c:page/@id = $pages[1]/@id">1</xsl:when>
      <xsl:otherwise>2</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The number as shown before a section's heading: "2.1 ", "A.2.1 "; nothing
       where sections are not numbered. -->
  <xsl:template name="section-number">
    <xsl:if test="@number and ($publication/@numbered or ancestor::c:page/@numbered)">
      <xsl:if test="ancestor::c:page/@appendix">
        <xsl:value-of select="concat(ancestor::c:page/@appendix, '.')"/>
      </xsl:if>
      <xsl:value-of select="concat(@number, '&#160; ')"/>
    </xsl:if>
  </xsl:template>

  <!-- "Appendix A: Legal duties", or the page's title. -->
  <xsl:template name="page-title">
    <xsl:if test="@appendix">
      <xsl:call-template name="words"><xsl:with-param name="key">appendix</xsl:with-param></xsl:call-template>
      <xsl:value-of select="concat(' ', @appendix, ': ')"/>
    </xsl:if>
    <xsl:value-of select="@title"/>
  </xsl:template>

  <!-- ==== Text without markup, for bookmarks, contents and alternatives === -->

  <xsl:template match="*" mode="plain"><xsl:apply-templates mode="plain"/></xsl:template>
  <xsl:template match="text()" mode="plain"><xsl:value-of select="."/></xsl:template>
  <xsl:template match="cm:softbreak | cm:linebreak" mode="plain"><xsl:text> </xsl:text></xsl:template>
  <xsl:template match="c:note-ref | cm:html_inline" mode="plain"/>

  <!-- ==== Captions ======================================================= -->

  <!-- "Table 2: Who does what" -->
  <xsl:template name="caption">
    <xsl:call-template name="source"/>
    <xsl:if test="../@label">
      <fo:inline font-weight="bold" color="{$heading-colour}">
        <xsl:call-template name="fallback-language"/>
        <xsl:value-of select="concat(../@label, ':')"/>
      </fo:inline>
      <xsl:text> </xsl:text>
    </xsl:if>
    <xsl:apply-templates/>
  </xsl:template>

  <!-- ==== Links ========================================================== -->

  <!-- Where the current link or reference goes: "#id" for a place in this PDF,
       else a whole address, else nothing. -->
  <xsl:template name="link-target">
    <xsl:variable name="here" select="ancestor::c:page/@id"/>
    <xsl:variable name="page" select="key('page', @page)[(@kind = 'easy-read') = $easy-read]"/>
    <xsl:choose>
      <xsl:when test="starts-with(@destination, '#')">
        <xsl:if test="key('target', concat($here, '.', substring(@destination, 2)))">
          <xsl:value-of select="concat('#', $here, '.', substring(@destination, 2))"/>
        </xsl:if>
      </xsl:when>
      <xsl:when test="$page and @publication = $publication/@id">
        <xsl:value-of select="concat('#', @page)"/>
        <xsl:if test="key('target', concat(@page, '.', @anchor))">
          <xsl:value-of select="concat('.', @anchor)"/>
        </xsl:if>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="absolute">
          <xsl:with-param name="destination" select="@destination"/>
          <xsl:with-param name="base" select="ancestor::c:page/@href"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The whole address of a destination relative to the file `base` of the site;
       nothing if the site has no address. -->
  <xsl:template name="absolute">
    <xsl:param name="destination"/>
    <xsl:param name="base" select="''"/>
    <xsl:choose>
      <xsl:when test="contains($destination, '://') or starts-with($destination, 'mailto:')
                      or starts-with($destination, 'tel:') or starts-with($destination, 'sms:')">
        <xsl:value-of select="$destination"/>
      </xsl:when>
      <xsl:when test="not($site/@url)"/>
      <xsl:otherwise>
        <xsl:value-of select="$site/@url"/>
        <xsl:if test="substring($site/@url, string-length($site/@url)) != '/'">/</xsl:if>
        <xsl:call-template name="resolve">
          <xsl:with-param name="folder">
            <xsl:call-template name="folder"><xsl:with-param name="path" select="$base"/></xsl:call-template>
          </xsl:with-param>
          <xsl:with-param name="path" select="$destination"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A path without its last step: "strategy/" for "strategy/index.html". -->
  <xsl:template name="folder">
    <xsl:param name="path"/>
    <xsl:if test="contains($path, '/')">
      <xsl:value-of select="concat(substring-before($path, '/'), '/')"/>
      <xsl:call-template name="folder">
        <xsl:with-param name="path" select="substring-after($path, '/')"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template name="resolve">
    <xsl:param name="folder"/>
    <xsl:param name="path"/>
    <xsl:choose>
      <xsl:when test="starts-with($path, '../')">
        <xsl:call-template name="resolve">
          <xsl:with-param name="folder">
            <xsl:call-template name="folder">
              <xsl:with-param name="path"
                  select="substring($folder, 1, string-length($folder) - 1)"/>
            </xsl:call-template>
          </xsl:with-param>
          <xsl:with-param name="path" select="substring-after($path, '../')"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="starts-with($path, './')">
        <xsl:value-of select="concat($folder, substring-after($path, './'))"/>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="concat($folder, $path)"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A link in the theme's link style. `target` as link-target gives it. -->
  <xsl:template name="link">
    <xsl:param name="target"/>
    <xsl:param name="text"/>
    <xsl:param name="contents" select="$text"/>
    <fo:basic-link xsl:use-attribute-sets="link">
      <xsl:call-template name="link-destination">
        <xsl:with-param name="target" select="$target"/>
        <xsl:with-param name="contents" select="$contents"/>
      </xsl:call-template>
      <xsl:value-of select="$text"/>
    </fo:basic-link>
  </xsl:template>

  <xsl:template name="link-destination">
    <xsl:param name="target"/>
    <xsl:param name="contents"/>
    <xsl:choose>
      <xsl:when test="starts-with($target, '#')">
        <xsl:attribute name="internal-destination">
          <xsl:value-of select="substring($target, 2)"/>
        </xsl:attribute>
      </xsl:when>
      <xsl:otherwise>
        <xsl:attribute name="external-destination">
          <xsl:value-of select="concat('url(&quot;', $target, '&quot;)')"/>
        </xsl:attribute>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:attribute name="p:contents"><xsl:value-of select="$contents"/></xsl:attribute>
  </xsl:template>

  <xsl:attribute-set name="link">
    <xsl:attribute name="color"><xsl:value-of select="$link-colour"/></xsl:attribute>
    <xsl:attribute name="text-decoration">underline</xsl:attribute>
  </xsl:attribute-set>

  <!-- An address as a reader types it. -->
  <xsl:template name="shown-address">
    <xsl:param name="address"/>
    <xsl:variable name="bare">
      <xsl:choose>
        <xsl:when test="starts-with($address, 'https://')"><xsl:value-of select="substring($address, 9)"/></xsl:when>
        <xsl:when test="starts-with($address, 'mailto:')"><xsl:value-of select="substring($address, 8)"/></xsl:when>
        <xsl:when test="starts-with($address, 'tel:')"><xsl:value-of select="substring($address, 5)"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="$address"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="contains($bare, '/') and substring($bare, string-length($bare) - 9) = 'index.html'">
        <xsl:value-of select="substring($bare, 1, string-length($bare) - 11)"/>
      </xsl:when>
      <xsl:when test="substring($bare, string-length($bare)) = '/'">
        <xsl:value-of select="substring($bare, 1, string-length($bare) - 1)"/>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$bare"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- ==== Facts ========================================================== -->

  <xsl:template name="date">
    <xsl:param name="date"/>
    <xsl:variable name="lang"><xsl:call-template name="language-here"/></xsl:variable>
    <xsl:call-template name="date-in-words">
      <xsl:with-param name="date" select="$date"/>
      <xsl:with-param name="set" select="document(concat('../words/', $lang, '.xml'))/words"/>
      <xsl:with-param name="space" select="'&#160;'"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="status">
    <xsl:choose>
      <xsl:when test="$draft">
        <xsl:call-template name="words"><xsl:with-param name="key">draft</xsl:with-param></xsl:call-template>
      </xsl:when>
      <xsl:when test="$publication/@status = 'consultation'">
        <xsl:call-template name="words"><xsl:with-param name="key">consultation</xsl:with-param></xsl:call-template>
      </xsl:when>
      <xsl:otherwise><xsl:call-template name="words"><xsl:with-param name="key">final</xsl:with-param></xsl:call-template></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- "Strategy" for kind="strategy"; one that the theme has no word for is the
       author's own, with a capital. -->
  <xsl:template name="kind">
    <xsl:variable name="kind" select="translate($publication/@kind, '-', ' ')"/>
    <xsl:variable name="known"><xsl:call-template name="named-words">
      <xsl:with-param name="key">kind</xsl:with-param>
      <xsl:with-param name="name" select="$publication/@kind"/>
    </xsl:call-template></xsl:variable>
    <xsl:choose>
      <xsl:when test="$known != ''"><xsl:copy-of select="$known"/></xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="concat(translate(substring($kind, 1, 1),
            'abcdefghijklmnopqrstuvwxyz', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'), substring($kind, 2))"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- What fills the PDF's document information. -->
  <xsl:template name="declarations">
    <fo:declarations>
      <p:info title="{$document-title}">
        <xsl:attribute name="author">
          <xsl:choose>
            <xsl:when test="$publication/@author"><xsl:value-of select="$publication/@author"/></xsl:when>
            <xsl:otherwise><xsl:value-of select="$organisation"/></xsl:otherwise>
          </xsl:choose>
        </xsl:attribute>
        <xsl:if test="$publication/@description">
          <xsl:attribute name="subject"><xsl:value-of select="$publication/@description"/></xsl:attribute>
        </xsl:if>
        <xsl:if test="$publication/@edition">
          <xsl:attribute name="date"><xsl:value-of select="$publication/@edition"/></xsl:attribute>
        </xsl:if>
      </p:info>
    </fo:declarations>
  </xsl:template>

  <!-- ==== Contact ======================================================== -->

  <!-- The first tells of all, as a list. `here`: where it is printed, for the language of
       its words. -->
  <xsl:template match="c:contact">
    <xsl:param name="here" select="$publication"/>
    <xsl:if test="not(preceding-sibling::c:contact)">
      <fo:block role="L" p:list-numbering="None">
        <xsl:apply-templates select="../c:contact" mode="contact-item">
          <xsl:with-param name="here" select="$here"/>
        </xsl:apply-templates>
      </fo:block>
    </xsl:if>
  </xsl:template>

  <xsl:template match="c:contact" mode="contact-item">
    <xsl:param name="here"/>
    <fo:block role="LI" space-before="{$item-space}">
      <fo:inline role="Lbl" font-weight="bold">
        <xsl:variable name="type" select="@type"/>
        <xsl:for-each select="$here">
          <xsl:call-template name="words"><xsl:with-param name="key" select="$type"/></xsl:call-template>
        </xsl:for-each>
        <xsl:text>: </xsl:text>
      </fo:inline>
      <fo:inline role="LBody">
        <xsl:choose>
          <xsl:when test="@destination">
            <xsl:call-template name="link">
              <xsl:with-param name="target" select="@destination"/>
              <xsl:with-param name="text" select="normalize-space(.)"/>
            </xsl:call-template>
          </xsl:when>
          <xsl:otherwise><xsl:value-of select="normalize-space(.)"/></xsl:otherwise>
        </xsl:choose>
      </fo:inline>
    </fo:block>
  </xsl:template>
</xsl:stylesheet>
