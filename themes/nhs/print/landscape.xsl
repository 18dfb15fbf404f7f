<?xml version="1.0" encoding="UTF-8"?>
<!--
  Tables too wide for an upright page, on landscape pages of their own. The text is
  cut into page-sequences there: what stands before such a table, the table with a
  short lead-in and a short note after it, and what follows. A page's Part goes on
  through all of them (p:continues).
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:fo="http://www.w3.org/1999/XSL/Format"
    xmlns:p="urn:concordat:print:1"
    xmlns:c="urn:concordat:document:1"
    xmlns:cm="http://commonmark.org/xml/1.0"
    xmlns:set="http://exslt.org/sets"
    exclude-result-prefixes="c cm set">

  <!-- ==== Which tables =================================================== -->

  <!-- " id id ": those the author marked {.landscape}, those of many columns, and those
       whose words do not fit beside each other on an upright page. {.portrait} keeps
       any of them upright. -->
  <xsl:variable name="landscape-ids">
    <xsl:text> </xsl:text>
    <xsl:for-each select="/c:publication[not($easy-read)]/descendant::cm:table
        [parent::c:section or parent::c:body][not(ancestor::c:section/@lang)]
        [not(contains(concat(' ', @class, ' '), ' portrait '))]">
      <xsl:variable name="columns" select="count(cm:table_header/cm:table_cell)"/>
      <xsl:variable name="need">
        <xsl:choose>
          <xsl:when test="contains(concat(' ', @class, ' '), ' landscape ') or $columns &gt;= $landscape-columns">
            <xsl:value-of select="$landscape-grid-width"/>
          </xsl:when>
          <xsl:when test="$columns &gt;= $wide-table-columns"><xsl:call-template name="table-need"/></xsl:when>
          <xsl:otherwise>0</xsl:otherwise>
        </xsl:choose>
      </xsl:variable>
      <xsl:if test="$need &gt; $grid-width"><xsl:value-of select="concat(generate-id(), ' ')"/></xsl:if>
    </xsl:for-each>
  </xsl:variable>

  <xsl:variable name="landscape-tables" select="/c:publication[$landscape-ids != ' ']/descendant::cm:table
      [contains($landscape-ids, concat(' ', generate-id(), ' '))]"/>

  <!-- ==== What goes with one ============================================= -->

  <!-- The first of the blocks that go with the current table: the heading of its section
       where only a few words stand between, with the headings right above that one. -->
  <xsl:template name="landscape-first">
    <xsl:variable name="before" select="preceding-sibling::*"/>
    <xsl:choose>
      <xsl:when test="$before[4] or $before[string-length(.) &gt; $landscape-lead or self::cm:table or self::c:figure]">
        <xsl:value-of select="generate-id()"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="section" select="ancestor::c:section
            [not(parent::c:section and count(preceding-sibling::*) = 1)][1]"/>
        <xsl:variable name="above" select="$section[parent::c:body]/preceding-sibling::*"/>
        <xsl:choose>
          <xsl:when test="not($section)"><xsl:value-of select="generate-id(../*[1])"/></xsl:when>
          <xsl:when test="$above[3] or $above[string-length(.) &gt; $landscape-lead or self::c:section
                          or self::cm:table or self::c:figure]">
            <xsl:value-of select="generate-id($section/*[1])"/>
          </xsl:when>
          <xsl:otherwise><xsl:value-of select="generate-id(($above | $section/*[1])[1])"/></xsl:otherwise>
        </xsl:choose>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The last of them: a note right after the table. -->
  <xsl:template name="landscape-last">
    <xsl:variable name="after" select="following-sibling::*[not(self::c:section)]"/>
    <xsl:choose>
      <xsl:when test="$after[3] or $after[string-length(.) &gt; $landscape-lead or self::cm:table
                      or self::cm:heading or self::c:figure]">
        <xsl:value-of select="generate-id()"/>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="generate-id((. | $after)[last()])"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- ==== Page-sequences ================================================= -->

  <xsl:template name="text-sequences">
    <xsl:param name="text"/>
    <xsl:variable name="tables" select="$landscape-tables[count(ancestor::c:page | $text) = count($text)]"/>
    <xsl:if test="not($tables)">
      <xsl:call-template name="text-sequence"><xsl:with-param name="text" select="$text"/></xsl:call-template>
    </xsl:if>
    <xsl:for-each select="$tables">
      <xsl:variable name="at" select="position()"/>
      <xsl:call-template name="upright-part">
        <xsl:with-param name="text" select="$text"/>
        <xsl:with-param name="after" select="$tables[$at - 1]"/>
        <xsl:with-param name="before" select="."/>
      </xsl:call-template>
      <xsl:call-template name="landscape-part"/>
      <xsl:if test="$at = count($tables)">
        <xsl:call-template name="upright-part">
          <xsl:with-param name="text" select="$text"/>
          <xsl:with-param name="after" select="."/>
        </xsl:call-template>
      </xsl:if>
    </xsl:for-each>
  </xsl:template>

  <!-- The current table with what goes with it. -->
  <xsl:template name="landscape-part">
    <xsl:variable name="first"><xsl:call-template name="landscape-first"/></xsl:variable>
    <xsl:variable name="last"><xsl:call-template name="landscape-last"/></xsl:variable>
    <xsl:variable name="page" select="ancestor::c:page"/>
    <xsl:variable name="blocks" select="$page/c:body/descendant::*[parent::c:body or parent::c:section][not(self::c:section)]"/>
    <xsl:variable name="from" select="$blocks[generate-id() = $first]"/>
    <xsl:variable name="after" select="set:trailing($blocks, $blocks[generate-id() = $last])"/>
    <xsl:call-template name="text-sequence">
      <xsl:with-param name="master" select="'landscape'"/>
      <xsl:with-param name="head" select="$page"/>
      <xsl:with-param name="head-blocks" select="set:leading($from | set:trailing($blocks, $from), $after)"/>
      <xsl:with-param name="begins" select="generate-id($blocks) = $first"/>
      <xsl:with-param name="ends" select="not($after)"/>
    </xsl:call-template>
  </xsl:template>

  <!-- The text between two landscape tables, or from the start, or to the end. -->
  <xsl:template name="upright-part">
    <xsl:param name="text"/>
    <xsl:param name="after" select="/.."/>
    <xsl:param name="before" select="/.."/>
    <xsl:variable name="last"><xsl:for-each select="$after"><xsl:call-template name="landscape-last"/></xsl:for-each></xsl:variable>
    <xsl:variable name="first"><xsl:for-each select="$before"><xsl:call-template name="landscape-first"/></xsl:for-each></xsl:variable>
    <xsl:variable name="tail" select="$after/ancestor::c:page"/>
    <xsl:variable name="head" select="$before/ancestor::c:page"/>
    <xsl:variable name="tail-all" select="$tail/c:body/descendant::*[parent::c:body or parent::c:section][not(self::c:section)]"/>
    <xsl:variable name="head-all" select="$head/c:body/descendant::*[parent::c:body or parent::c:section][not(self::c:section)]"/>
    <xsl:variable name="tail-blocks" select="set:trailing($tail-all, $tail-all[generate-id() = $last])"/>
    <xsl:variable name="head-blocks" select="set:leading($head-all, $head-all[generate-id() = $first])"/>
    <xsl:variable name="within" select="$tail and count($tail | $head) = 1 and $head"/>
    <xsl:variable name="between" select="set:leading(set:trailing($text, $tail), $head)"/>
    <xsl:choose>
      <xsl:when test="$within">
        <xsl:variable name="blocks" select="set:leading($tail-blocks, $head-all[generate-id() = $first])"/>
        <xsl:if test="$blocks">
          <xsl:call-template name="text-sequence">
            <xsl:with-param name="head" select="$head"/>
            <xsl:with-param name="head-blocks" select="$blocks"/>
            <xsl:with-param name="begins" select="false()"/>
          </xsl:call-template>
        </xsl:if>
      </xsl:when>
      <xsl:when test="$tail-blocks or $between or $head-blocks">
        <xsl:call-template name="text-sequence">
          <xsl:with-param name="tail" select="$tail[$tail-blocks]"/>
          <xsl:with-param name="tail-blocks" select="$tail-blocks"/>
          <xsl:with-param name="text" select="$between"/>
          <xsl:with-param name="head" select="$head[$head-blocks]"/>
          <xsl:with-param name="head-blocks" select="$head-blocks"/>
        </xsl:call-template>
      </xsl:when>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
