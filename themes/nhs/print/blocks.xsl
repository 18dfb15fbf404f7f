<?xml version="1.0" encoding="UTF-8"?>
<!--
  Blocks of running text: sections, headings, paragraphs, quotations, code,
  lists, definition lists, notes.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:fo="http://www.w3.org/1999/XSL/Format"
    xmlns:p="urn:concordat:print:1"
    xmlns:c="urn:concordat:document:1"
    xmlns:cm="http://commonmark.org/xml/1.0"
    exclude-result-prefixes="c cm">

  <!-- ==== Sections and headings ========================================== -->

  <!-- No structure element of its own: headings alone make the outline, and some
       readers run lists inside a Sect together. -->
  <xsl:template match="c:section">
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="c:section[parent::c:body[count(*) = 1]]/cm:heading
                       [normalize-space(.) = ancestor::c:page/@title]" priority="2"/>

  <xsl:template match="c:section/cm:heading">
    <xsl:variable name="level">
      <xsl:for-each select=".."><xsl:call-template name="section-level"/></xsl:for-each>
    </xsl:variable>
    <xsl:call-template name="heading">
      <xsl:with-param name="level" select="number($level)"/>
      <xsl:with-param name="id" select="concat(ancestor::c:page/@id, '.', ../@id)"/>
      <xsl:with-param name="prefix">
        <xsl:for-each select=".."><xsl:call-template name="section-number"/></xsl:for-each>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- A heading inside a quotation, an item or a box is one below its section. -->
  <xsl:template match="cm:heading">
    <xsl:variable name="level"><xsl:call-template name="inner-level"/></xsl:variable>
    <xsl:call-template name="heading">
      <xsl:with-param name="level" select="number($level)"/>
      <xsl:with-param name="look" select="5"/>
      <xsl:with-param name="id">
        <xsl:if test="@id"><xsl:value-of select="concat(ancestor::c:page/@id, '.', @id)"/></xsl:if>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- `look`: the level it is set like, where that is another. -->
  <xsl:template name="heading">
    <xsl:param name="level"/>
    <xsl:param name="look" select="$level"/>
    <xsl:param name="id"/>
    <xsl:param name="prefix" select="''"/>
    <xsl:param name="text" select="''"/>
    <fo:block role="H{$level}">
      <xsl:call-template name="heading-look"><xsl:with-param name="look" select="$look"/></xsl:call-template>
      <xsl:if test="$id != ''"><xsl:attribute name="id"><xsl:value-of select="$id"/></xsl:attribute></xsl:if>
      <xsl:choose>
        <xsl:when test="$text != ''"><xsl:copy-of select="$text"/></xsl:when>
        <xsl:otherwise>
          <xsl:call-template name="language"/>
          <xsl:call-template name="source"/>
          <xsl:value-of select="$prefix"/>
          <xsl:apply-templates/>
        </xsl:otherwise>
      </xsl:choose>
    </fo:block>
  </xsl:template>

  <xsl:template name="heading-look">
    <xsl:param name="look"/>
    <xsl:attribute name="font-weight">bold</xsl:attribute>
    <xsl:attribute name="color"><xsl:value-of select="$heading-colour"/></xsl:attribute>
    <xsl:attribute name="keep-with-next.within-page">always</xsl:attribute>
    <xsl:attribute name="keep-together.within-page">always</xsl:attribute>
    <xsl:attribute name="p:balance">true</xsl:attribute>
    <xsl:choose>
      <!-- Its rule is as wide as the page's grid, on a landscape page too. -->
      <xsl:when test="$look &lt;= 2">
        <xsl:attribute name="start-indent">0mm</xsl:attribute>
        <xsl:attribute name="end-indent">0mm</xsl:attribute>
        <xsl:attribute name="font-size"><xsl:value-of select="$heading-2-size"/></xsl:attribute>
        <xsl:attribute name="line-height"><xsl:value-of select="$heading-2-leading"/></xsl:attribute>
        <xsl:attribute name="space-before"><xsl:value-of select="$heading-2-before"/></xsl:attribute>
        <xsl:attribute name="space-before.minimum"><xsl:value-of select="concat($least-space, ' * ', $heading-2-before)"/></xsl:attribute>
        <xsl:attribute name="space-after"><xsl:value-of select="$heading-2-after"/></xsl:attribute>
        <xsl:attribute name="border-before-style">solid</xsl:attribute>
        <xsl:attribute name="border-before-width">1.5pt</xsl:attribute>
        <xsl:attribute name="border-before-color"><xsl:value-of select="$section-rule"/></xsl:attribute>
        <xsl:attribute name="padding-before">2.5mm</xsl:attribute>
      </xsl:when>
      <xsl:when test="$look = 3">
        <xsl:attribute name="start-indent"><xsl:value-of select="$heading-3-start"/>mm</xsl:attribute>
        <xsl:attribute name="font-size"><xsl:value-of select="$heading-3-size"/></xsl:attribute>
        <xsl:attribute name="line-height"><xsl:value-of select="$heading-3-leading"/></xsl:attribute>
        <xsl:attribute name="space-before"><xsl:value-of select="$heading-3-before"/></xsl:attribute>
        <xsl:attribute name="space-before.minimum"><xsl:value-of select="concat($least-space, ' * ', $heading-3-before)"/></xsl:attribute>
        <xsl:attribute name="space-after"><xsl:value-of select="$heading-3-after"/></xsl:attribute>
      </xsl:when>
      <xsl:when test="$look = 4">
        <xsl:attribute name="font-size"><xsl:value-of select="$heading-4-size"/></xsl:attribute>
        <xsl:attribute name="line-height"><xsl:value-of select="$heading-4-leading"/></xsl:attribute>
        <xsl:attribute name="space-before"><xsl:value-of select="$heading-4-before"/></xsl:attribute>
        <xsl:attribute name="space-before.minimum"><xsl:value-of select="concat($least-space, ' * ', $heading-4-before)"/></xsl:attribute>
        <xsl:attribute name="space-after"><xsl:value-of select="$heading-4-after"/></xsl:attribute>
      </xsl:when>
      <xsl:otherwise>
        <xsl:attribute name="font-size"><xsl:value-of select="$heading-5-size"/></xsl:attribute>
        <xsl:attribute name="line-height"><xsl:value-of select="$heading-5-leading"/></xsl:attribute>
        <xsl:attribute name="space-before"><xsl:value-of select="$heading-5-before"/></xsl:attribute>
        <xsl:attribute name="space-before.minimum"><xsl:value-of select="concat($least-space, ' * ', $heading-5-before)"/></xsl:attribute>
        <xsl:attribute name="space-after"><xsl:value-of select="$heading-5-after"/></xsl:attribute>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- ==== Paragraphs ===================================================== -->

  <xsl:template match="cm:paragraph">
    <fo:block role="P" space-after="{$paragraph-space}">
      <xsl:call-template name="paragraph-attributes"/>
      <xsl:apply-templates/>
    </fo:block>
  </xsl:template>

  <xsl:template name="paragraph-attributes">
    <xsl:call-template name="attributes"/>
    <xsl:if test=".//cm:linebreak">
      <xsl:attribute name="linefeed-treatment">preserve</xsl:attribute>
    </xsl:if>
    <!-- "The plan has four aims:" stays with the first of them. -->
    <xsl:if test="following-sibling::*[1]/self::*[self::cm:list or self::c:definition-list or self::cm:table or self::c:container]
                  and substring(normalize-space(.), string-length(normalize-space(.))) = ':'">
      <xsl:attribute name="keep-with-next.within-page">always</xsl:attribute>
    </xsl:if>
  </xsl:template>

  <!-- The text before the sections of the first page. A key, because a look past all
       siblings for each paragraph costs the square of a page. -->
  <xsl:key name="body-with-sections" match="c:body[c:section]" use="generate-id()"/>
  <xsl:template match="c:body/cm:paragraph[key('body-with-sections', generate-id(..))]">
    <fo:block role="P" space-after="{$paragraph-space}">
      <xsl:if test="ancestor::c:page/@id = $pages[1]/@id">
        <xsl:attribute name="font-size"><xsl:value-of select="$lead-size"/></xsl:attribute>
        <xsl:attribute name="line-height"><xsl:value-of select="$lead-leading"/></xsl:attribute>
      </xsl:if>
      <xsl:call-template name="paragraph-attributes"/>
      <xsl:apply-templates/>
    </fo:block>
  </xsl:template>

  <!-- Its number stands in the margin and is read first. -->
  <xsl:template match="cm:paragraph[@number]" priority="1">
    <fo:list-block role="P" start-indent="{$hang - $paragraph-number-width}mm"
        provisional-distance-between-starts="{$paragraph-number-width}mm"
        provisional-label-separation="{$list-gap}" space-after="{$paragraph-space}">
      <xsl:call-template name="paragraph-attributes"/>
      <fo:list-item role="none">
        <fo:list-item-label role="Lbl" end-indent="label-end()">
          <fo:block role="none" color="{$quiet-colour}"><xsl:value-of select="@number"/></fo:block>
        </fo:list-item-label>
        <fo:list-item-body role="none" start-indent="body-start()">
          <fo:block role="none"><xsl:apply-templates/></fo:block>
        </fo:list-item-body>
      </fo:list-item>
    </fo:list-block>
  </xsl:template>

  <!-- The last paragraph of a box, an item or a quotation leaves the space after
       it to what it ends. -->
  <xsl:template match="cm:block_quote/cm:paragraph[not(following-sibling::*[1])]
                       | cm:item/cm:paragraph[not(following-sibling::*[1])]
                       | c:callout/cm:paragraph[not(following-sibling::*[1])]
                       | c:container/cm:paragraph[not(following-sibling::*[1])]
                       | c:definition/cm:paragraph[not(following-sibling::*[1])]
                       | c:note/cm:paragraph">
    <fo:block role="P">
      <xsl:call-template name="paragraph-attributes"/>
      <xsl:apply-templates/>
    </fo:block>
  </xsl:template>

  <!-- Before a list below it, an item's text has the space of the list's items. -->
  <xsl:template priority="1" match="cm:list[@tight = 'true']/cm:item/cm:paragraph[following-sibling::*[1]]">
    <fo:block role="P" space-after="{$item-space}">
      <xsl:call-template name="paragraph-attributes"/>
      <xsl:apply-templates/>
    </fo:block>
  </xsl:template>

  <xsl:template match="cm:thematic_break">
    <fo:block role="artifact" xsl:use-attribute-sets="block-spaces"
        border-after-style="solid" border-after-width="0.75pt" border-after-color="{$box-rule}"
        margin-left="0mm" margin-right="0mm" line-height="1pt" font-size="1pt">
      <xsl:call-template name="attributes"/>
    </fo:block>
  </xsl:template>

  <!-- The contents list at the front serves every page of the document. -->
  <xsl:template match="c:toc"/>

  <xsl:template match="cm:html_block | cm:html_inline">
    <xsl:message>
      <xsl:value-of select="concat(ancestor::c:page/@path, ':', substring-before(@sourcepos, '-'),
          ': raw HTML is left out of the PDF')"/>
    </xsl:message>
  </xsl:template>

  <!-- Around what stands out from running text. -->
  <xsl:attribute-set name="block-spaces">
    <xsl:attribute name="space-before"><xsl:value-of select="$block-space"/></xsl:attribute>
    <xsl:attribute name="space-before.minimum"><xsl:value-of select="concat($least-space, ' * ', $block-space)"/></xsl:attribute>
    <xsl:attribute name="space-after"><xsl:value-of select="$block-space"/></xsl:attribute>
    <xsl:attribute name="space-after.minimum"><xsl:value-of select="concat($least-space, ' * ', $block-space)"/></xsl:attribute>
  </xsl:attribute-set>

  <!-- ==== Quotations and code ============================================ -->

  <xsl:template match="cm:block_quote">
    <fo:block role="BlockQuote" margin-left="0mm" margin-right="0mm" padding-start="{$box-padding}"
        border-start-style="solid" border-start-width="1mm" border-start-color="{$quote-rule}"
        xsl:use-attribute-sets="block-spaces">
      <xsl:call-template name="attributes"/>
      <xsl:apply-templates/>
    </fo:block>
  </xsl:template>

  <xsl:template match="cm:code_block">
    <fo:block role="P" margin-left="0mm" margin-right="0mm" padding="3mm"
        background-color="{$box-ground}" font-family="{$code-font}" font-size="{$code-size}"
        linefeed-treatment="preserve" white-space-treatment="preserve"
        white-space-collapse="false" keep-together.within-page="{$keep-if-possible}"
        xsl:use-attribute-sets="block-spaces">
      <xsl:call-template name="attributes"/>
      <fo:inline role="Code"><xsl:call-template name="without-last-linefeed"/></fo:inline>
    </fo:block>
  </xsl:template>

  <xsl:template name="without-last-linefeed">
    <xsl:variable name="length" select="string-length(.)"/>
    <xsl:choose>
      <xsl:when test="substring(., $length) = '&#10;'">
        <xsl:value-of select="substring(., 1, $length - 1)"/>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="."/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- ==== Lists ========================================================== -->

  <xsl:template match="cm:list">
    <xsl:variable name="indent">
      <xsl:choose>
        <xsl:when test="cm:item/@completed"><xsl:call-template name="task-width"/></xsl:when>
        <xsl:when test="sum(@start) + count(cm:item) &gt; 100">12mm</xsl:when>
        <xsl:when test="sum(@start) + count(cm:item) &gt; 10">9mm</xsl:when>
        <xsl:otherwise><xsl:value-of select="$list-indent"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <fo:list-block role="L" provisional-distance-between-starts="{$indent}"
        provisional-label-separation="{$list-gap}">
      <xsl:attribute name="p:list-numbering">
        <xsl:choose>
          <xsl:when test="cm:item/@completed">None</xsl:when>
          <xsl:when test="../@name = 'do-list' or ../@name = 'dont-list'">None</xsl:when>
          <xsl:when test="@type = 'ordered'">Decimal</xsl:when>
          <xsl:otherwise>Disc</xsl:otherwise>
        </xsl:choose>
      </xsl:attribute>
      <xsl:if test="following-sibling::*[not(self::c:section)] or parent::c:section or parent::c:body">
        <xsl:attribute name="space-after"><xsl:value-of select="$paragraph-space"/></xsl:attribute>
      </xsl:if>
      <xsl:call-template name="attributes"/>
      <xsl:apply-templates select="cm:item"/>
    </fo:list-block>
  </xsl:template>

  <!-- "Done" or "To do", whichever is longer in the language at hand. -->
  <xsl:template name="task-width">
    <xsl:variable name="done"><xsl:call-template name="word"><xsl:with-param name="key">done</xsl:with-param></xsl:call-template></xsl:variable>
    <xsl:variable name="to-do"><xsl:call-template name="word"><xsl:with-param name="key">to-do</xsl:with-param></xsl:call-template></xsl:variable>
    <xsl:variable name="letters" select="string-length($done) * (string-length($done) &gt; string-length($to-do))
        + string-length($to-do) * (string-length($done) &lt;= string-length($to-do))"/>
    <!-- Room for letters as wide as high, if there are few. -->
    <xsl:value-of select="concat(17 * ($letters &lt;= 5) + (5 + $letters * $letter-width) * ($letters &gt; 5), 'mm')"/>
  </xsl:template>

  <xsl:template match="cm:item">
    <fo:list-item role="LI">
      <xsl:if test="following-sibling::*[1]">
        <xsl:attribute name="space-after">
          <xsl:choose>
            <xsl:when test="../@tight = 'true'"><xsl:value-of select="$item-space"/></xsl:when>
            <xsl:otherwise><xsl:value-of select="$paragraph-space"/></xsl:otherwise>
          </xsl:choose>
        </xsl:attribute>
      </xsl:if>
      <!-- No single short item stands alone at the foot of a page or at the head of the next. -->
      <xsl:if test="(not(preceding-sibling::*[1]) or not(following-sibling::*[2]))
                    and following-sibling::*[1]
                    and string-length(.) + string-length(following-sibling::*[1]) &lt; $short-items">
        <xsl:attribute name="keep-with-next.within-page"><xsl:value-of select="$keep-if-possible"/></xsl:attribute>
      </xsl:if>
      <xsl:call-template name="attributes"/>
      <xsl:apply-templates select="." mode="label"><xsl:with-param name="at" select="position()"/></xsl:apply-templates>
      <fo:list-item-body role="LBody" start-indent="body-start()">
        <xsl:apply-templates/>
        <xsl:if test="not(*)"><fo:block role="none"/></xsl:if>
      </fo:list-item-body>
    </fo:list-item>
  </xsl:template>

  <!-- `at`: its place in the list. -->
  <xsl:template match="cm:item" mode="label">
    <xsl:param name="at"/>
    <fo:list-item-label role="Lbl" end-indent="label-end()">
      <fo:block role="none">
        <xsl:call-template name="item-label"><xsl:with-param name="at" select="$at"/></xsl:call-template>
      </fo:block>
    </fo:list-item-label>
  </xsl:template>

  <xsl:template name="item-label">
    <xsl:param name="at"/>
    <xsl:choose>
      <xsl:when test="@completed = 'true' or @completed = '1'">
        <fo:inline font-weight="bold"><xsl:call-template name="words"><xsl:with-param name="key">done</xsl:with-param></xsl:call-template></fo:inline>
      </xsl:when>
      <xsl:when test="@completed"><xsl:call-template name="words"><xsl:with-param name="key">to-do</xsl:with-param></xsl:call-template></xsl:when>
      <xsl:when test="../@type = 'ordered'">
        <xsl:variable name="first" select="sum(../@start) + not(../@start)"/>
        <xsl:value-of select="concat($at - 1 + $first, '.')"/>
      </xsl:when>
      <xsl:when test="ancestor::cm:list[2]">–</xsl:when>
      <xsl:otherwise>•</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- ==== Definition lists =============================================== -->

  <!-- In running text terms hang in the margin, in a summary list they stand on the
       left of ruled rows, else above their definitions. -->
  <xsl:template match="c:definition-list">
    <fo:block role="L" p:list-numbering="None">
      <xsl:if test="following-sibling::* or parent::c:section or parent::c:body">
        <xsl:attribute name="space-after"><xsl:value-of select="$block-space"/></xsl:attribute>
      </xsl:if>
      <xsl:call-template name="attributes"/>
      <xsl:for-each select="c:term[not(preceding-sibling::*[1]/self::c:term)]">
        <xsl:call-template name="definition"/>
      </xsl:for-each>
    </fo:block>
  </xsl:template>

  <!-- The current term, the terms after it, and the definitions they share. -->
  <xsl:template name="definition">
    <xsl:choose>
      <xsl:when test="(../../self::c:section or ../../self::c:body)
                      and not(contains($glossaries, concat(' ', ancestor::c:page/@id, ' ')))">
        <fo:list-block role="none" start-indent="0mm" space-before="{$paragraph-space}"
            provisional-distance-between-starts="{$hang}mm" provisional-label-separation="2mm">
          <fo:list-item role="LI" keep-together.within-page="{$keep-if-possible}">
            <fo:list-item-label role="none" end-indent="label-end()">
              <xsl:apply-templates select="." mode="terms"/>
            </fo:list-item-label>
            <fo:list-item-body role="LBody" start-indent="body-start()">
              <xsl:apply-templates select="." mode="definitions"/>
            </fo:list-item-body>
          </fo:list-item>
        </fo:list-block>
      </xsl:when>
      <xsl:when test="../../self::c:container[@name = 'summary-list']">
        <fo:list-block role="none" provisional-distance-between-starts="{$summary-width}mm"
            provisional-label-separation="4mm" margin-left="0mm" margin-right="0mm" padding-top="{$cell-padding-block}"
            padding-bottom="{$cell-padding-block}" border-bottom-style="solid"
            border-bottom-width="0.75pt" border-bottom-color="{$table-rule}">
          <fo:list-item role="LI" keep-together.within-page="{$keep-row}">
            <fo:list-item-label role="none" end-indent="label-end()">
              <xsl:apply-templates select="." mode="terms"/>
            </fo:list-item-label>
            <fo:list-item-body role="LBody" start-indent="body-start()">
              <xsl:apply-templates select="." mode="definitions"/>
            </fo:list-item-body>
          </fo:list-item>
        </fo:list-block>
      </xsl:when>
      <xsl:otherwise>
        <fo:block role="LI" space-before="{$item-space}"
            keep-together.within-column="{$keep-if-possible}">
          <xsl:if test="parent::c:definition-list/parent::c:body">
            <xsl:attribute name="space-before"><xsl:value-of select="$paragraph-space"/></xsl:attribute>
          </xsl:if>
          <fo:block role="none" keep-with-next.within-column="always">
            <xsl:apply-templates select="." mode="terms"/>
          </fo:block>
          <fo:block role="LBody"><xsl:apply-templates select="." mode="definitions"/></fo:block>
        </fo:block>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Several terms are heard as several: each is a label. -->
  <xsl:template match="c:term" mode="terms">
    <fo:block role="Lbl" font-weight="bold" color="{$heading-colour}">
      <xsl:call-template name="attributes"/>
      <xsl:apply-templates/>
    </fo:block>
    <xsl:apply-templates select="following-sibling::*[1]/self::c:term" mode="terms"/>
  </xsl:template>

  <xsl:template match="c:term" mode="definitions">
    <xsl:apply-templates select="following-sibling::*[1]" mode="definitions"/>
  </xsl:template>

  <xsl:template match="c:definition" mode="definitions">
    <xsl:apply-templates/>
    <xsl:apply-templates select="following-sibling::*[1]/self::c:definition" mode="definitions"/>
  </xsl:template>

  <!-- ==== Footnotes ====================================================== -->

  <!-- The note stands where it is first referred to: its element comes after the
       reference there, its text at the page's foot. -->
  <xsl:template match="c:note-ref">
    <xsl:variable name="page" select="ancestor::c:page/@id"/>
    <xsl:variable name="note" select="key('note', concat($page, '.', @note))"/>
    <xsl:choose>
      <xsl:when test="@id = substring-before(concat($note/@references, ' '), ' ')">
        <fo:footnote>
          <xsl:call-template name="note-mark"/>
          <xsl:apply-templates select="$note"/>
        </fo:footnote>
      </xsl:when>
      <xsl:otherwise><xsl:call-template name="note-mark"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="note-mark">
    <xsl:variable name="page" select="ancestor::c:page/@id"/>
    <fo:inline role="Reference" id="{$page}.{@id}" baseline-shift="super" font-size="{$mark-size}">
      <fo:basic-link internal-destination="{$page}.{@note}" color="{$link-colour}">
        <xsl:attribute name="p:contents">
          <xsl:call-template name="word"><xsl:with-param name="key">go-to-note</xsl:with-param></xsl:call-template>
          <xsl:value-of select="concat(' ', @number)"/>
        </xsl:attribute>
        <xsl:value-of select="@number"/>
      </fo:basic-link>
    </fo:inline>
  </xsl:template>

  <xsl:template match="c:note">
    <xsl:variable name="page" select="ancestor::c:page/@id"/>
    <fo:footnote-body role="Note" id="{$page}.{@id}">
      <xsl:call-template name="source"/>
      <fo:list-block role="none" start-indent="{$hang}mm" end-indent="0mm" text-indent="0mm"
          font-size="{$text-size}" line-height="{$note-leading}" font-weight="normal"
          font-style="normal" color="{$text-colour}" text-align="start"
          provisional-distance-between-starts="{$list-indent}"
          provisional-label-separation="{$list-gap}" space-before="4pt">
        <fo:list-item role="none">
          <fo:list-item-label role="Lbl" end-indent="label-end()">
            <fo:block role="none">
              <fo:basic-link color="{$link-colour}"
                  internal-destination="{$page}.{substring-before(concat(@references, ' '), ' ')}">
                <xsl:attribute name="p:contents">
                  <xsl:call-template name="word"><xsl:with-param name="key">back-from-note</xsl:with-param></xsl:call-template>
                  <xsl:value-of select="concat(' ', @number)"/>
                </xsl:attribute>
                <xsl:value-of select="@number"/>
              </fo:basic-link>
            </fo:block>
          </fo:list-item-label>
          <fo:list-item-body role="none" start-indent="body-start()">
            <xsl:apply-templates/>
          </fo:list-item-body>
        </fo:list-item>
      </fo:list-block>
    </fo:footnote-body>
  </xsl:template>
</xsl:stylesheet>
