<?xml version="1.0" encoding="UTF-8"?>
<!--
  Tables: the caption above, the header row again on each page, rows kept whole.
  The caption stands inside the Table element, as its first child.

  Looks the author can ask for on the caption: {.striped}, every second row on a
  ground; {.grid}, a rule around every cell; {.wide}, the whole grid; {.landscape} and
  {.portrait}, which way its page lies (landscape.xsl).
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:fo="http://www.w3.org/1999/XSL/Format"
    xmlns:p="urn:concordat:print:1"
    xmlns:c="urn:concordat:document:1"
    xmlns:cm="http://commonmark.org/xml/1.0"
    xmlns:exsl="http://exslt.org/common"
    exclude-result-prefixes="c cm exsl">

  <xsl:template match="cm:table">
    <xsl:variable name="columns" select="count(cm:table_header/cm:table_cell)"/>
    <xsl:variable name="in-text" select="parent::c:section or parent::c:body"/>
    <xsl:variable name="wide" select="$in-text and ($columns &gt;= $wide-table-columns
        or contains(concat(' ', @class, ' '), ' wide '))"/>
    <xsl:variable name="landscape" select="contains($landscape-ids, concat(' ', generate-id(), ' '))"/>
    <fo:block role="Table" xsl:use-attribute-sets="block-spaces">
      <xsl:if test="string-length(.) + $row-characters * count(cm:table_row) &lt;= $whole-table-characters">
        <xsl:attribute name="keep-together.within-page">
          <xsl:value-of select="$keep-if-possible"/>
        </xsl:attribute>
      </xsl:if>
      <xsl:if test="$wide or $landscape"><xsl:attribute name="start-indent">0mm</xsl:attribute></xsl:if>
      <xsl:if test="$landscape"><xsl:attribute name="end-indent">0mm</xsl:attribute></xsl:if>
      <xsl:call-template name="attributes"/>
      <xsl:apply-templates select="c:caption"/>
      <fo:table role="none" table-layout="fixed" width="100%" border-collapse="separate"
          line-height="{$table-leading}">
        <xsl:if test="contains(concat(' ', @class, ' '), ' grid ')">
          <xsl:attribute name="border-collapse">collapse</xsl:attribute>
        </xsl:if>
        <xsl:call-template name="table-columns">
          <xsl:with-param name="width">
            <xsl:choose>
              <xsl:when test="$landscape"><xsl:value-of select="$landscape-grid-width"/></xsl:when>
              <xsl:when test="$wide"><xsl:value-of select="$grid-width"/></xsl:when>
              <xsl:otherwise><xsl:value-of select="$measure"/></xsl:otherwise>
            </xsl:choose>
          </xsl:with-param>
        </xsl:call-template>
        <fo:table-header start-indent="0mm" end-indent="0mm">
          <xsl:apply-templates select="cm:table_header"/>
        </fo:table-header>
        <fo:table-body start-indent="0mm" end-indent="0mm">
          <xsl:apply-templates select="cm:table_row"/>
          <xsl:if test="not(cm:table_row)">
            <fo:table-row><fo:table-cell number-columns-spanned="{$columns}"><fo:block role="none"/></fo:table-cell></fo:table-row>
          </xsl:if>
        </fo:table-body>
      </fo:table>
    </fo:block>
  </xsl:template>

  <xsl:template match="cm:table/c:caption">
    <fo:block role="Caption" space-after="6pt" keep-with-next.within-page="always">
      <xsl:call-template name="caption"/>
    </fo:block>
  </xsl:template>

  <!-- ==== Rows and cells ================================================= -->

  <xsl:template match="cm:table_header | cm:table_row">
    <fo:table-row keep-together.within-page="{$keep-row}">
      <!-- No single row stands alone, at the foot of a page or at the head of the next,
           unless it is so tall that keeping two would leave half a page empty. -->
      <xsl:if test="self::cm:table_row and ../cm:table_row[4]
                    and (not(preceding-sibling::cm:table_row[1]) or not(following-sibling::*[2]))
                    and following-sibling::*[1]
                    and string-length(.) + string-length(following-sibling::*[1])
                        &lt; $tall-row-characters">
        <xsl:attribute name="keep-with-next.within-page">
          <xsl:value-of select="$keep-if-possible"/>
        </xsl:attribute>
      </xsl:if>
      <xsl:if test="self::cm:table_row and position() mod 2 = 0
                    and contains(concat(' ', ../@class, ' '), ' striped ')">
        <xsl:attribute name="background-color"><xsl:value-of select="$table-stripe"/></xsl:attribute>
      </xsl:if>
      <xsl:call-template name="source"/>
      <xsl:apply-templates select="cm:table_cell"/>
    </fo:table-row>
  </xsl:template>

  <!-- A header cell without words is no header: readers skip it and shift the
       others. -->
  <xsl:template match="cm:table_header/cm:table_cell">
    <fo:table-cell role="TH" p:scope="Column">
      <xsl:call-template name="head-look"/>
      <xsl:if test="normalize-space(.) = ''">
        <xsl:attribute name="role">TD</xsl:attribute>
      </xsl:if>
      <xsl:call-template name="cell-content"/>
    </fo:table-cell>
  </xsl:template>

  <xsl:template match="cm:table_row/cm:table_cell">
    <fo:table-cell role="TD">
      <xsl:call-template name="cell-look"/>
      <xsl:call-template name="cell-content"/>
    </fo:table-cell>
  </xsl:template>

  <xsl:template match="cm:table[@row-headers]/cm:table_row/cm:table_cell[1][normalize-space(.) != '']">
    <fo:table-cell role="TH" p:scope="Row" font-weight="bold">
      <xsl:call-template name="cell-look"/>
      <xsl:call-template name="cell-content"/>
    </fo:table-cell>
  </xsl:template>

  <xsl:template name="head-look">
    <xsl:call-template name="cell-padding"/>
    <xsl:call-template name="grid-look"/>
    <xsl:attribute name="background-color"><xsl:value-of select="$table-head-ground"/></xsl:attribute>
    <xsl:attribute name="color"><xsl:value-of select="$table-head-text"/></xsl:attribute>
    <xsl:attribute name="font-weight">bold</xsl:attribute>
    <xsl:attribute name="display-align">after</xsl:attribute>
  </xsl:template>

  <xsl:template name="cell-padding">
    <xsl:attribute name="padding-top"><xsl:value-of select="$cell-padding-block"/></xsl:attribute>
    <xsl:attribute name="padding-bottom"><xsl:value-of select="$cell-padding-block"/></xsl:attribute>
    <xsl:attribute name="padding-left"><xsl:value-of select="concat($cell-padding, 'mm')"/></xsl:attribute>
    <xsl:attribute name="padding-right"><xsl:value-of select="concat($cell-padding, 'mm')"/></xsl:attribute>
  </xsl:template>

  <!-- In a {.grid} table neighbours share the rule between them (border-collapse). -->
  <xsl:template name="grid-look">
    <xsl:if test="contains(concat(' ', self::cm:table_cell/../../@class, ' '), ' grid ')">
      <xsl:attribute name="border"><xsl:value-of select="concat('0.75pt solid ', $table-rule)"/></xsl:attribute>
    </xsl:if>
  </xsl:template>

  <xsl:template name="cell-look">
    <xsl:call-template name="cell-padding"/>
    <xsl:call-template name="grid-look"/>
    <xsl:attribute name="border-after-style">solid</xsl:attribute>
    <xsl:attribute name="border-after-width">0.75pt</xsl:attribute>
    <xsl:attribute name="border-after-color"><xsl:value-of select="$table-rule"/></xsl:attribute>
  </xsl:template>

  <xsl:template name="cell-content">
    <xsl:call-template name="source"/>
    <xsl:choose>
      <xsl:when test="node()">
        <fo:block role="P">
          <xsl:if test="@align = 'right'"><xsl:attribute name="text-align">end</xsl:attribute></xsl:if>
          <xsl:if test="@align = 'center'"><xsl:attribute name="text-align">center</xsl:attribute></xsl:if>
          <xsl:if test=".//cm:linebreak">
            <xsl:attribute name="linefeed-treatment">preserve</xsl:attribute>
          </xsl:if>
          <xsl:apply-templates/>
        </fo:block>
      </xsl:when>
      <xsl:otherwise><fo:block role="none"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- ==== Column widths ================================================== -->

  <!-- Markdown says nothing about widths. Where every cell fits on one line, columns have
       shares of what they hold. Else each gets room for its longest word (`need`); what is
       left goes to those whose cells are long, but to none more than one line of it takes. -->
  <xsl:template name="table-columns">
    <xsl:param name="width"/>
    <xsl:variable name="found">
      <xsl:for-each select="cm:table_header/cm:table_cell">
        <xsl:variable name="at" select="position()"/>
        <xsl:for-each select="../..">
          <xsl:call-template name="table-column">
            <xsl:with-param name="cells" select="*/cm:table_cell[position() = $at]"/>
            <xsl:with-param name="limit" select="$easy-column-width * (1 + ($width &gt; $grid-width))"/>
          </xsl:call-template>
        </xsl:for-each>
      </xsl:for-each>
    </xsl:variable>
    <xsl:variable name="columns" select="exsl:node-set($found)/column"/>
    <xsl:variable name="rest" select="$width - sum($columns/@need)"/>
    <xsl:variable name="level">
      <xsl:call-template name="column-level">
        <xsl:with-param name="columns" select="$columns"/>
        <xsl:with-param name="rest" select="$rest * ($rest &gt; 0)"/>
      </xsl:call-template>
    </xsl:variable>
    <!-- Proportions, so that a table inside a list or a box fits as well. -->
    <xsl:for-each select="$columns">
      <xsl:variable name="more" select="$level * @wish"/>
      <fo:table-column column-width="proportional-column-width({format-number(
          @need + $more * ($more &lt; @slack) + @slack * ($more &gt;= @slack), '0.##')})"/>
    </xsl:for-each>
  </xsl:template>

  <!-- What one needs, what more it takes to have no cell of two lines (`slack`), and how much
       of that it asks for: above the `limit` it wraps rather than grows at the others' cost. -->
  <xsl:template name="table-column">
    <xsl:param name="cells"/>
    <xsl:param name="limit"/>
    <xsl:variable name="word">
      <xsl:call-template name="longest-word-of-cells">
        <xsl:with-param name="cells" select="$cells"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:variable name="length">
      <xsl:for-each select="$cells">
        <xsl:sort select="string-length(.)" data-type="number" order="descending"/>
        <xsl:if test="position() = 1"><xsl:value-of select="string-length(.)"/></xsl:if>
      </xsl:for-each>
    </xsl:variable>
    <xsl:variable name="need" select="$word * $letter-width + 2 * $cell-padding + 1"/>
    <xsl:variable name="full" select="$length * $letter-width + 2 * $cell-padding + 1"/>
    <xsl:variable name="slack" select="($full - $need) * ($full &gt; $need)"/>
    <xsl:variable name="far" select="($full - $limit) * ($full &gt; $limit)"/>
    <xsl:variable name="wish" select="$slack - 0.8 * $far"/>
    <column need="{$need}" slack="{$slack}" wish="{1 + $wish * ($wish &gt; 0)}"/>
  </xsl:template>

  <!-- How much of its wish each column gets, if none gets more than its slack. -->
  <xsl:template name="column-level">
    <xsl:param name="columns"/>
    <xsl:param name="rest"/>
    <xsl:param name="level" select="0"/>
    <xsl:variable name="open" select="$columns[@slack &gt; $level * @wish]"/>
    <xsl:variable name="higher" select="($rest - sum($columns/@slack) + sum($open/@slack)) div sum($open/@wish)"/>
    <xsl:choose>
      <xsl:when test="$open and $higher &gt; $level">
        <xsl:call-template name="column-level">
          <xsl:with-param name="columns" select="$columns"/>
          <xsl:with-param name="rest" select="$rest"/>
          <xsl:with-param name="level" select="$higher"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$level"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The width that the current table's longest words need beside each other. -->
  <xsl:template name="table-need">
    <xsl:param name="column" select="1"/>
    <xsl:param name="need-sum" select="0"/>
    <xsl:choose>
      <xsl:when test="$column &gt; count(cm:table_header/cm:table_cell)">
        <xsl:value-of select="$need-sum"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="word">
          <xsl:call-template name="longest-word-of-cells">
            <xsl:with-param name="cells" select="*/cm:table_cell[position() = $column]"/>
          </xsl:call-template>
        </xsl:variable>
        <xsl:call-template name="table-need">
          <xsl:with-param name="column" select="$column + 1"/>
          <xsl:with-param name="need-sum" select="$need-sum + $word * $letter-width + 2 * $cell-padding + 1"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- By halves, so that a long table does not recurse deeply. -->
  <xsl:template name="longest-word-of-cells">
    <xsl:param name="cells"/>
    <xsl:variable name="half" select="floor(count($cells) div 2)"/>
    <xsl:choose>
      <xsl:when test="$half = 0">
        <xsl:call-template name="longest-word">
          <xsl:with-param name="text" select="normalize-space(substring($cells, 1, 400))"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="first">
          <xsl:call-template name="longest-word-of-cells">
            <xsl:with-param name="cells" select="$cells[position() &lt;= $half]"/>
          </xsl:call-template>
        </xsl:variable>
        <xsl:variable name="second">
          <xsl:call-template name="longest-word-of-cells">
            <xsl:with-param name="cells" select="$cells[position() &gt; $half]"/>
          </xsl:call-template>
        </xsl:variable>
        <xsl:value-of select="$first * ($first &gt;= $second) + $second * ($second &gt; $first)"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="longest-word">
    <xsl:param name="text"/>
    <xsl:param name="longest" select="0"/>
    <xsl:variable name="length" select="string-length(substring-before(concat($text, ' '), ' '))"/>
    <xsl:variable name="longer" select="$longest * ($longest &gt;= $length) + $length * ($length &gt; $longest)"/>
    <xsl:choose>
      <xsl:when test="contains($text, ' ')">
        <xsl:call-template name="longest-word">
          <xsl:with-param name="text" select="substring-after($text, ' ')"/>
          <xsl:with-param name="longest" select="$longer"/>
        </xsl:call-template>
      </xsl:when>
      <!-- A longer one is an address and breaks after its strokes and dots. -->
      <xsl:when test="$longer &gt; 22">22</xsl:when>
      <xsl:otherwise><xsl:value-of select="$longer"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
