<?xml version="1.0" encoding="UTF-8"?>
<!--
  What must hold of every FO the print theme makes, as far as PDF/UA and the brand
  can be judged before layout. Prints one line a fault, nothing for a sound file.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:fo="http://www.w3.org/1999/XSL/Format"
    xmlns:p="urn:concordat:print:1">

  <xsl:output method="text"/>
  <xsl:param name="palette"/>
  <xsl:key name="id" match="*[@id]" use="@id"/>
  <xsl:key name="colour" match="xsl:variable" use="."/>

  <xsl:template match="/">
    <xsl:if test="not(/fo:root/@xml:lang)">no language on the root&#10;</xsl:if>
    <xsl:if test="not(/fo:root/fo:declarations/p:info/@title != '')">no title&#10;</xsl:if>
    <xsl:if test="count(//*[@role = 'Title' or @role = 'H1']) != 1">there is not exactly one title&#10;</xsl:if>
    <xsl:if test="(//*[starts-with(@role, 'H') and string-length(@role) = 2])[1]/@role != 'H2'">the first heading is not H2&#10;</xsl:if>
    <xsl:apply-templates select="//*"/>
    <xsl:apply-templates select="//*[starts-with(@role, 'H') and string-length(@role) = 2]" mode="heading"/>
  </xsl:template>

  <xsl:template match="*">
    <xsl:apply-templates select="." mode="place"/>
    <xsl:apply-templates select="@*"/>
  </xsl:template>

  <xsl:template name="fault">
    <xsl:param name="text"/>
    <xsl:value-of select="concat($text, ': ', name(ancestor-or-self::*[1]), ' &quot;',
        normalize-space(substring(ancestor-or-self::*[1], 1, 40)), '&quot;&#10;')"/>
  </xsl:template>

  <!-- ==== Ids and links ================================================== -->

  <xsl:template match="@id">
    <xsl:if test="count(key('id', .)) != 1">
      <xsl:call-template name="fault"><xsl:with-param name="text" select="concat('id ', ., ' twice')"/></xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template match="@internal-destination | @ref-id">
    <xsl:if test="not(key('id', .))">
      <xsl:call-template name="fault"><xsl:with-param name="text" select="concat('no id ', .)"/></xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template match="@external-destination">
    <xsl:if test="not(contains(., 'https://') or contains(., 'mailto:') or contains(., 'tel:') or contains(., 'sms:') or contains(., 'http://'))">
      <xsl:call-template name="fault"><xsl:with-param name="text" select="concat('not a whole address ', .)"/></xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- ==== Colours and sizes ============================================== -->

  <xsl:template match="@color | @background-color | @*[contains(name(), '-color')]">
    <xsl:variable name="colour" select="."/>
    <xsl:for-each select="document($palette)">
      <xsl:if test="not(key('colour', $colour))">
        <xsl:value-of select="concat('colour outside the palette: ', $colour, '&#10;')"/>
      </xsl:if>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="@font-size[contains(., 'pt')]">
    <xsl:if test="number(substring-before(., 'pt')) &lt; 11
                  and ../text()[normalize-space(.) != '']">
      <xsl:call-template name="fault"><xsl:with-param name="text" select="concat('type of ', .)"/></xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template match="@*"/>

  <!-- ==== Structure ====================================================== -->

  <xsl:template match="*" mode="place"/>

  <xsl:template match="fo:basic-link" mode="place">
    <xsl:if test="not(@p:contents != '')">
      <xsl:call-template name="fault"><xsl:with-param name="text">link without contents</xsl:with-param></xsl:call-template>
    </xsl:if>
    <xsl:if test="normalize-space(.) = '' and not(.//fo:external-graphic/@p:alt)">
      <xsl:call-template name="fault"><xsl:with-param name="text">link without text</xsl:with-param></xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template match="*[@role = 'Figure']" mode="place">
    <xsl:if test="not(@p:alt != '')">
      <xsl:call-template name="fault"><xsl:with-param name="text">figure without alternative</xsl:with-param></xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template match="fo:external-graphic[not(@role = 'Figure' or @role = 'artifact')]" mode="place">
    <xsl:call-template name="fault"><xsl:with-param name="text">picture neither figure nor artifact</xsl:with-param></xsl:call-template>
  </xsl:template>

  <xsl:template match="*[@role = 'TH']" mode="place">
    <xsl:if test="not(@p:scope) or normalize-space(.) = ''">
      <xsl:call-template name="fault"><xsl:with-param name="text">header cell without scope or words</xsl:with-param></xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template match="*[@role = 'L']" mode="place">
    <xsl:if test="not(@p:list-numbering)">
      <xsl:call-template name="fault"><xsl:with-param name="text">list without numbering</xsl:with-param></xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template match="*[@role = 'LI']" mode="place">
    <xsl:if test="ancestor::*[@role and @role != 'none'][1]/@role != 'L'">
      <xsl:call-template name="fault"><xsl:with-param name="text">item outside a list</xsl:with-param></xsl:call-template>
    </xsl:if>
    <xsl:if test="count(.//*[@role = 'LBody'][generate-id(ancestor::*[@role = 'LI'][1]) = generate-id(current())]) != 1">
      <xsl:call-template name="fault"><xsl:with-param name="text">item without one body</xsl:with-param></xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template match="*[@role = 'TOCI']" mode="place">
    <xsl:if test="ancestor::*[@role and @role != 'none'][1]/@role != 'TOC' or not(.//*[@role = 'Reference']/fo:basic-link)">
      <xsl:call-template name="fault"><xsl:with-param name="text">contents entry out of place</xsl:with-param></xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template match="fo:footnote-body" mode="place">
    <xsl:if test="@role != 'Note' or not(@id) or not(.//*[@role = 'Lbl'])">
      <xsl:call-template name="fault"><xsl:with-param name="text">note without id or label</xsl:with-param></xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- Text must stand in a paragraph, heading or what else may hold it. -->
  <xsl:template mode="place" match="fo:flow//fo:block[text()[normalize-space(.) != '']][@role = 'Div' or @role = 'L'
      or @role = 'LI' or @role = 'Table' or @role = 'Part' or @role = 'BlockQuote' or @role = 'TOC' or not(@role)]">
    <xsl:call-template name="fault"><xsl:with-param name="text">text outside a paragraph</xsl:with-param></xsl:call-template>
  </xsl:template>

  <xsl:template match="*" mode="heading">
    <xsl:variable name="level" select="number(substring(@role, 2))"/>
    <xsl:variable name="before" select="(preceding::*[starts-with(@role, 'H') and string-length(@role) = 2])[last()]/@role"/>
    <xsl:if test="$before and $level &gt; number(substring($before, 2)) + 1">
      <xsl:call-template name="fault"><xsl:with-param name="text" select="concat('heading ', @role, ' after ', $before)"/></xsl:call-template>
    </xsl:if>
    <xsl:if test="not(@keep-with-next.within-page) and @role != 'H1'">
      <xsl:call-template name="fault"><xsl:with-param name="text">heading not kept with next</xsl:with-param></xsl:call-template>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
