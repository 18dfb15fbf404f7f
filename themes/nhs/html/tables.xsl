<?xml version="1.0" encoding="UTF-8"?>
<!--
  Tables. Up to two columns wrap on any screen; wider ones scroll sideways inside
  their own box, which has a name and takes the keyboard's focus. From five columns
  on they take the whole width of the page where there is more than the text's. The script of
  nhsuk-frontend takes the focus away again where nothing scrolls.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:c="urn:concordat:document:1" xmlns:cm="http://commonmark.org/xml/1.0"
                exclude-result-prefixes="c cm">

  <xsl:template match="cm:table">
    <xsl:choose>
      <xsl:when test="count(cm:table_header/cm:table_cell) &gt; 2">
        <div data-module="nhsuk-scroll">
          <xsl:attribute name="class">
            <xsl:text>nhsuk-scroll</xsl:text>
            <xsl:if test="count(cm:table_header/cm:table_cell) &gt; 4 and not(ancestor::c:container or ancestor::c:callout or ancestor::cm:item or ancestor::cm:block_quote)"> concordat-wide</xsl:if>
          </xsl:attribute>
          <div class="nhsuk-scroll__content" role="region" tabindex="0">
            <xsl:call-template name="table-name"/>
            <xsl:call-template name="table"/>
          </div>
        </div>
      </xsl:when>
      <xsl:otherwise><xsl:call-template name="table"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The caption names the box; a table without one is named by its columns. -->
  <xsl:template name="table-name">
    <xsl:choose>
      <xsl:when test="c:caption">
        <xsl:attribute name="aria-labelledby"><xsl:call-template name="caption-id"/></xsl:attribute>
      </xsl:when>
      <xsl:otherwise>
        <xsl:attribute name="aria-label">
          <xsl:value-of select="$w/table"/>
          <xsl:text>: </xsl:text>
          <xsl:for-each select="cm:table_header/cm:table_cell[*]">
            <xsl:if test="position() &gt; 1">, </xsl:if>
            <xsl:apply-templates mode="plain"/>
          </xsl:for-each>
        </xsl:attribute>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template name="caption-id">
    <xsl:choose>
      <xsl:when test="@id"><xsl:value-of select="concat(@id, '-caption')"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="concat('table-', translate(@number, '.', '-'), '-caption')"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="table">
    <table>
      <xsl:call-template name="attributes"><xsl:with-param name="class" select="'nhsuk-table'"/></xsl:call-template>
      <xsl:apply-templates select="c:caption"/>
      <thead class="nhsuk-table__head">
        <xsl:apply-templates select="cm:table_header"/>
      </thead>
      <xsl:if test="cm:table_row">
        <tbody class="nhsuk-table__body">
          <xsl:apply-templates select="cm:table_row"/>
        </tbody>
      </xsl:if>
    </table>
  </xsl:template>

  <xsl:template match="cm:table/c:caption">
    <caption class="nhsuk-table__caption nhsuk-table__caption--m">
      <xsl:attribute name="id"><xsl:for-each select=".."><xsl:call-template name="caption-id"/></xsl:for-each></xsl:attribute>
      <xsl:variable name="label"><xsl:if test="../@label"><xsl:value-of select="concat(../@label, ': ')"/></xsl:if></xsl:variable>
      <xsl:choose>
        <xsl:when test="$fallback"><span lang="{$page-language}"><xsl:value-of select="$label"/></span></xsl:when>
        <xsl:otherwise><xsl:value-of select="$label"/></xsl:otherwise>
      </xsl:choose>
      <xsl:apply-templates/>
    </caption>
  </xsl:template>

  <xsl:template match="cm:table_header | cm:table_row">
    <tr class="nhsuk-table__row"><xsl:apply-templates/></tr>
  </xsl:template>

  <!-- Columns the author set to the right are numbers. -->
  <xsl:template name="cell-class">
    <xsl:param name="name"/>
    <xsl:attribute name="class">
      <xsl:value-of select="$name"/>
      <xsl:if test="@align = 'right'"><xsl:value-of select="concat(' ', $name, '--numeric')"/></xsl:if>
      <xsl:if test="@align = 'center'"> nhsuk-u-text-align-centre</xsl:if>
    </xsl:attribute>
  </xsl:template>
  <!-- An empty header cell heads nothing: readers skip it and count columns wrong. -->
  <xsl:template match="cm:table_header/cm:table_cell[not(*)]" priority="2">
    <td class="nhsuk-table__cell"></td>
  </xsl:template>
  <xsl:template match="cm:table_header/cm:table_cell">
    <th scope="col">
      <xsl:call-template name="cell-class"><xsl:with-param name="name" select="'nhsuk-table__header'"/></xsl:call-template>
      <xsl:apply-templates/>
    </th>
  </xsl:template>
  <xsl:template match="cm:table[@row-headers]/cm:table_row/cm:table_cell[position() = 1 and *]" priority="2">
    <th scope="row">
      <xsl:call-template name="cell-class"><xsl:with-param name="name" select="'nhsuk-table__header'"/></xsl:call-template>
      <xsl:apply-templates/>
    </th>
  </xsl:template>
  <xsl:template match="cm:table_cell">
    <td>
      <xsl:call-template name="cell-class"><xsl:with-param name="name" select="'nhsuk-table__cell'"/></xsl:call-template>
      <xsl:apply-templates/>
    </td>
  </xsl:template>
</xsl:stylesheet>
