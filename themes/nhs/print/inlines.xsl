<?xml version="1.0" encoding="UTF-8"?>
<!--
  Inlines: text, emphasis, code, links, references, abbreviations, spans and
  images inside a line.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:fo="http://www.w3.org/1999/XSL/Format"
    xmlns:p="urn:concordat:print:1"
    xmlns:c="urn:concordat:document:1"
    xmlns:cm="http://commonmark.org/xml/1.0"
    exclude-result-prefixes="c cm">

  <xsl:template match="cm:text"><xsl:value-of select="."/></xsl:template>
  <xsl:template match="cm:softbreak"><xsl:text> </xsl:text></xsl:template>
  <!-- paragraph-attributes lets the linefeed stand. -->
  <xsl:template match="cm:linebreak"><xsl:text>&#10;</xsl:text></xsl:template>

  <xsl:template match="cm:strong">
    <fo:inline font-weight="bold"><xsl:apply-templates/></fo:inline>
  </xsl:template>

  <xsl:template match="cm:emph">
    <fo:inline font-style="italic"><xsl:apply-templates/></fo:inline>
  </xsl:template>

  <xsl:template match="cm:strikethrough">
    <fo:inline text-decoration="line-through"><xsl:apply-templates/></fo:inline>
  </xsl:template>

  <xsl:template match="cm:code">
    <fo:inline role="Code" font-family="{$code-font}" font-size="{$inline-code-size}">
      <xsl:value-of select="."/>
    </fo:inline>
  </xsl:template>

  <!-- ==== Links and references =========================================== -->

  <xsl:template match="cm:link | c:ref" name="linked">
    <xsl:variable name="target"><xsl:call-template name="link-target"/></xsl:variable>
    <xsl:variable name="text"><xsl:apply-templates select="." mode="plain"/></xsl:variable>
    <xsl:choose>
      <xsl:when test="$target = ''"><xsl:apply-templates/></xsl:when>
      <xsl:otherwise>
        <fo:basic-link xsl:use-attribute-sets="link">
          <xsl:call-template name="attributes"/>
          <xsl:call-template name="link-destination">
            <xsl:with-param name="target" select="$target"/>
            <xsl:with-param name="contents">
              <xsl:choose>
                <xsl:when test="starts-with($target, '#')">
                  <xsl:call-template name="word"><xsl:with-param name="key">go-to</xsl:with-param></xsl:call-template>
                  <xsl:value-of select="concat(' ', normalize-space($text))"/>
                </xsl:when>
                <xsl:when test="contains($target, normalize-space($text))">
                  <xsl:value-of select="$target"/>
                </xsl:when>
                <xsl:otherwise>
                  <xsl:value-of select="concat(normalize-space($text), ' (', $target, ')')"/>
                </xsl:otherwise>
              </xsl:choose>
            </xsl:with-param>
          </xsl:call-template>
          <xsl:choose>
            <xsl:when test="self::c:ref[@kind != 'section' and @kind != 'page']">
              <!-- "Appendix A" stays on a line. -->
              <xsl:call-template name="in-its-language">
                <xsl:with-param name="text" select="translate($text, ' ', '&#160;')"/>
              </xsl:call-template>
            </xsl:when>
            <xsl:when test="self::c:ref"><xsl:value-of select="$text"/></xsl:when>
            <xsl:otherwise><xsl:apply-templates/></xsl:otherwise>
          </xsl:choose>
        </fo:basic-link>
        <xsl:if test="self::c:ref and starts-with($target, '#') and $print-page-references
                      and (@kind = 'appendix' or @kind = 'section' or @kind = 'page')">
          <xsl:variable name="words"><xsl:call-template name="word"><xsl:with-param name="key">on-page</xsl:with-param></xsl:call-template></xsl:variable>
          <xsl:value-of select="concat(' (', translate(substring-before($words, '@'), ' ', '&#160;'))"/>
          <fo:page-number-citation ref-id="{substring($target, 2)}"/>
          <xsl:value-of select="concat(translate(substring-after($words, '@'), ' ', '&#160;'), ')')"/>
        </xsl:if>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The next thing to do: [words](target){.action-link}. -->
  <xsl:template match="cm:link[contains(concat(' ', @class, ' '), ' action-link ')]
                       | c:ref[contains(concat(' ', @class, ' '), ' action-link ')]" priority="1">
    <xsl:call-template name="icon">
      <xsl:with-param name="name" select="'arrow-right-circle'"/>
      <xsl:with-param name="colour" select="$dark-green"/>
      <xsl:with-param name="size" select="7"/>
      <xsl:with-param name="shift" select="-2"/>
    </xsl:call-template>
    <xsl:text>&#160;</xsl:text>
    <fo:inline font-weight="bold"><xsl:call-template name="linked"/></fo:inline>
  </xsl:template>

  <!-- ==== Abbreviations and spans ======================================== -->

  <!-- Paper has no tooltip: the first use on a page gives the full name in words,
       unless the author's words around it have it already. Only the nearest siblings
       are read: a whole paragraph for each of its abbreviations costs its square. -->
  <xsl:template match="c:abbr">
    <fo:inline role="Span">
      <xsl:if test="@first"><xsl:attribute name="p:expansion"><xsl:value-of select="@title"/></xsl:attribute></xsl:if>
      <xsl:call-template name="source"/>
      <xsl:apply-templates/>
    </fo:inline>
    <xsl:if test="@first and ancestor::*[self::cm:paragraph or self::cm:table_cell or self::c:term]">
      <xsl:variable name="around" select="concat(preceding-sibling::*[3], preceding-sibling::*[2],
          preceding-sibling::*[1], following-sibling::*[1], following-sibling::*[2],
          following-sibling::*[3])"/>
      <xsl:if test="not(contains(
          translate($around, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz'),
          translate(@title, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')))">
        <xsl:value-of select="concat(' (', @title, ')')"/>
      </xsl:if>
    </xsl:if>
  </xsl:template>

  <!-- One in a language that runs the other way has its stops and brackets on its own side. -->
  <xsl:template match="c:span">
    <xsl:variable name="mode">
      <xsl:call-template name="writing-mode-of"><xsl:with-param name="lang" select="@lang"/></xsl:call-template>
    </xsl:variable>
    <xsl:variable name="mode-around">
      <xsl:call-template name="writing-mode-of">
        <xsl:with-param name="lang" select="ancestor::*[@lang][1]/@lang"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="@lang and string($mode) != string($mode-around)">
        <fo:bidi-override role="Span" unicode-bidi="embed"
            direction="{substring('ltrrtl', 1 + 3 * ($mode = 'rl-tb'), 3)}">
          <xsl:call-template name="attributes"/>
          <xsl:apply-templates/>
        </fo:bidi-override>
      </xsl:when>
      <xsl:otherwise>
        <fo:inline>
          <xsl:if test="@lang"><xsl:attribute name="role">Span</xsl:attribute></xsl:if>
          <xsl:call-template name="attributes"/>
          <xsl:apply-templates/>
        </fo:inline>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- ==== Images ========================================================= -->

  <xsl:template match="cm:image">
    <xsl:call-template name="picture">
      <xsl:with-param name="max-width" select="$measure * 0.75"/>
      <xsl:with-param name="max-height" select="60"/>
    </xsl:call-template>
  </xsl:template>

  <!-- The current image at its own size (96 pixels an inch), or as large as fits
       into the given millimetres. `grow`: fill them. `id`: with its own id. A
       decorative one is an artifact; of one without a text alternative the formatter
       tells. A draft may lack the file: then its words. -->
  <xsl:template name="picture">
    <xsl:param name="max-width"/>
    <xsl:param name="max-height"/>
    <xsl:param name="grow" select="false()"/>
    <xsl:param name="id" select="true()"/>
    <xsl:variable name="alt"><xsl:if test="not(@decorative)"><xsl:apply-templates mode="plain"/></xsl:if></xsl:variable>
    <xsl:choose>
      <xsl:when test="@width &gt; 0 and @height &gt; 0">
        <xsl:call-template name="picture-file">
          <xsl:with-param name="max-width" select="$max-width"/>
          <xsl:with-param name="max-height" select="$max-height"/>
          <xsl:with-param name="grow" select="$grow"/>
          <xsl:with-param name="id" select="$id"/>
          <xsl:with-param name="alt" select="normalize-space($alt)"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <fo:inline font-style="italic">
          <xsl:if test="$id"><xsl:call-template name="attributes"/></xsl:if>
          <xsl:value-of select="normalize-space($alt)"/>
        </fo:inline>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="picture-file">
    <xsl:param name="max-width"/>
    <xsl:param name="max-height"/>
    <xsl:param name="grow"/>
    <xsl:param name="id"/>
    <xsl:param name="alt"/>
    <xsl:variable name="own-width" select="@width * 25.4 div 96"/>
    <xsl:variable name="fit-height" select="$max-height * @width div @height"/>
    <xsl:variable name="limit">
      <xsl:choose>
        <xsl:when test="$fit-height &lt; $max-width"><xsl:value-of select="$fit-height"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="$max-width"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:variable name="width">
      <xsl:choose>
        <xsl:when test="$grow or $own-width &gt; $limit"><xsl:value-of select="$limit"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="$own-width"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <fo:external-graphic src="url(&quot;{@file}&quot;)" scaling="uniform"
        content-width="{format-number($width, '0.##')}mm"
        content-height="{format-number($width * @height div @width, '0.##')}mm">
      <xsl:choose>
        <xsl:when test="@decorative">
          <xsl:attribute name="role">artifact</xsl:attribute>
        </xsl:when>
        <xsl:otherwise>
          <xsl:attribute name="role">Figure</xsl:attribute>
          <xsl:if test="$alt != ''">
            <xsl:attribute name="p:alt"><xsl:value-of select="$alt"/></xsl:attribute>
          </xsl:if>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:call-template name="source"/>
      <xsl:if test="$id"><xsl:call-template name="attributes"/></xsl:if>
    </fo:external-graphic>
  </xsl:template>
</xsl:stylesheet>
