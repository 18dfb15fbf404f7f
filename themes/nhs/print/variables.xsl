<?xml version="1.0" encoding="UTF-8"?>
<!--
  Sizes, spaces and fonts of the print theme: what a designer edits first.
  Colours are in palette.xsl, fixed words in words.xsl.

  The page is A4 on an asymmetric grid. Section headings, the cover and wide
  tables start at the left edge of the grid; running text starts at the hang, so
  that a line of 12 pt text is 131 mm wide and holds about 70 characters. Nothing
  on a page is set smaller than 12 pt.

  A value with its unit is used as it is; one without is a number of millimetres,
  for sums.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

  <!-- ==== Fonts ========================================================== -->

  <xsl:variable name="font">Liberation Sans, Arial, sans-serif</xsl:variable>
  <xsl:variable name="code-font">Liberation Mono, Courier New, monospace</xsl:variable>

  <!-- ==== Page =========================================================== -->

  <xsl:variable name="page-width" select="210"/>
  <xsl:variable name="page-height" select="297"/>
  <xsl:variable name="margin-left" select="22"/>
  <xsl:variable name="margin-right" select="22"/>
  <xsl:variable name="margin-top" select="30"/>
  <xsl:variable name="margin-bottom" select="28"/>
  <!-- From the edge of the sheet to the running header and footer. -->
  <xsl:variable name="header-top" select="13"/>
  <xsl:variable name="footer-bottom" select="13"/>

  <!-- From the left edge of the grid to running text. -->
  <xsl:variable name="hang" select="35"/>
  <xsl:variable name="grid-width" select="$page-width - $margin-left - $margin-right"/>
  <xsl:variable name="measure" select="$grid-width - $hang"/>

  <!-- A landscape page: the same sheet on its side. Tables use all of its width, text
       keeps its measure. -->
  <xsl:variable name="landscape-grid-width" select="$page-height - $margin-left - $margin-right"/>
  <!-- A table with this many columns or more goes on one. -->
  <xsl:variable name="landscape-columns" select="7"/>
  <!-- A paragraph of no more characters before or after it goes with it. -->
  <xsl:variable name="landscape-lead" select="300"/>

  <!-- Between the columns of a glossary; one of fewer terms stands in a single column. -->
  <xsl:variable name="column-gap">8mm</xsl:variable>
  <xsl:variable name="glossary-terms" select="8"/>

  <!-- ==== Running text =================================================== -->

  <xsl:variable name="text-size">12pt</xsl:variable>
  <xsl:variable name="text-leading">17pt</xsl:variable>
  <xsl:variable name="paragraph-space">9pt</xsl:variable>
  <!-- From the number of a paragraph to its text. -->
  <xsl:variable name="paragraph-number-width" select="13"/>
  <!-- The introduction before the first heading. -->
  <xsl:variable name="lead-size">15pt</xsl:variable>
  <xsl:variable name="lead-leading">22pt</xsl:variable>
  <!-- Between items of a tight list. -->
  <xsl:variable name="item-space">4pt</xsl:variable>
  <!-- Around boxes, tables, figures and quotations. -->
  <xsl:variable name="block-space">15pt</xsl:variable>
  <!-- The first two items of a list, and the last two, stay together if they have fewer
       characters. -->
  <xsl:variable name="short-items" select="250"/>
  <xsl:variable name="list-indent">7mm</xsl:variable>
  <xsl:variable name="list-gap">2mm</xsl:variable>
  <xsl:variable name="code-size">11pt</xsl:variable>
  <xsl:variable name="inline-code-size">92%</xsl:variable>
  <xsl:variable name="note-leading">15pt</xsl:variable>
  <xsl:variable name="mark-size">75%</xsl:variable>
  <xsl:variable name="running-size">12pt</xsl:variable>
  <xsl:variable name="running-leading">15pt</xsl:variable>

  <!-- Letters that title and organisation may have together on one line. -->
  <xsl:variable name="running-length" select="78"/>

  <!-- Space above headings and around boxes may shrink to this share of it, where a page
       then holds a line or two more. -->
  <xsl:variable name="least-space">0.7</xsl:variable>

  <!-- ==== Headings: by level in the document, 2 below the cover's title === -->

  <xsl:variable name="heading-2-size">22pt</xsl:variable>
  <xsl:variable name="heading-2-leading">26pt</xsl:variable>
  <xsl:variable name="heading-2-before">30pt</xsl:variable>
  <xsl:variable name="heading-2-after">12pt</xsl:variable>
  <xsl:variable name="heading-3-start" select="$hang"/>
  <xsl:variable name="heading-3-size">16pt</xsl:variable>
  <xsl:variable name="heading-3-leading">20pt</xsl:variable>
  <xsl:variable name="heading-3-before">20pt</xsl:variable>
  <xsl:variable name="heading-3-after">7pt</xsl:variable>
  <xsl:variable name="heading-4-size">13.5pt</xsl:variable>
  <xsl:variable name="heading-4-leading">17pt</xsl:variable>
  <xsl:variable name="heading-4-before">15pt</xsl:variable>
  <xsl:variable name="heading-4-after">5pt</xsl:variable>
  <xsl:variable name="heading-5-size">12pt</xsl:variable>
  <xsl:variable name="heading-5-leading">17pt</xsl:variable>
  <xsl:variable name="heading-5-before">12pt</xsl:variable>
  <xsl:variable name="heading-5-after">3pt</xsl:variable>

  <!-- ==== Cover ========================================================== -->

  <xsl:variable name="cover-head-height" select="46"/>
  <xsl:variable name="cover-block-height" select="160"/>
  <xsl:variable name="cover-band-height" select="9"/>
  <xsl:variable name="cover-edge-height" select="3"/>
  <!-- Short lines, so that a title breaks into even ones. -->
  <xsl:variable name="cover-title-width" select="140"/>
  <xsl:variable name="cover-name-size">17pt</xsl:variable>
  <xsl:variable name="cover-kind-size">15pt</xsl:variable>
  <xsl:variable name="cover-title-size">36pt</xsl:variable>
  <xsl:variable name="cover-title-leading">42pt</xsl:variable>
  <xsl:variable name="cover-subtitle-size">18pt</xsl:variable>
  <xsl:variable name="cover-subtitle-leading">24pt</xsl:variable>
  <!-- Width of the organisation's own logo file; it keeps 0.4 of it clear. -->
  <xsl:variable name="logo-width">37mm</xsl:variable>

  <!-- The title of a document without a cover. -->
  <xsl:variable name="brief-title-size">26pt</xsl:variable>
  <xsl:variable name="brief-title-leading">31pt</xsl:variable>

  <!-- ==== Tables, boxes, figures ========================================= -->

  <xsl:variable name="table-leading">15.5pt</xsl:variable>
  <xsl:variable name="cell-padding-block">1.7mm</xsl:variable>
  <!-- One side of a cell, in millimetres for sums. -->
  <xsl:variable name="cell-padding" select="2.2"/>
  <!-- A table with this many columns or more uses the whole grid. -->
  <xsl:variable name="wide-table-columns" select="3"/>
  <!-- Mean width of a bold letter of table text, for column widths. -->
  <xsl:variable name="letter-width" select="2.3"/>
  <!-- Above this width a column wraps rather than grows at the others' cost;
       on a landscape page above twice as much. -->
  <xsl:variable name="easy-column-width" select="38"/>
  <!-- With more sign-offs than this the contents begin on a page of their own. -->
  <xsl:variable name="few-sign-offs" select="3"/>
  <!-- A table is not split, if a page can hold it, while its characters and this many for
       each row come to no more: about a third of a page: a larger one would leave it half empty. -->
  <xsl:variable name="row-characters" select="28"/>
  <xsl:variable name="whole-table-characters" select="560"/>
  <!-- The same for two neighbouring rows. -->
  <xsl:variable name="tall-row-characters" select="500"/>
  <xsl:variable name="box-border">2mm</xsl:variable>
  <!-- All around a card. -->
  <xsl:variable name="card-border">0.75pt</xsl:variable>
  <xsl:variable name="box-padding">5mm</xsl:variable>
  <xsl:variable name="box-padding-block">4mm</xsl:variable>
  <!-- Left part of a summary list's rows. -->
  <xsl:variable name="summary-width" select="45"/>
  <xsl:variable name="statistic-size">40pt</xsl:variable>
  <xsl:variable name="statistic-leading">46pt</xsl:variable>
  <!-- Of figures side by side. -->
  <xsl:variable name="statistics-size">30pt</xsl:variable>
  <xsl:variable name="statistics-leading">36pt</xsl:variable>
  <!-- Where one of them has more letters than a line of that size holds. -->
  <xsl:variable name="statistics-letters" select="8"/>
  <xsl:variable name="long-statistics-size">22pt</xsl:variable>
  <xsl:variable name="figure-max-height" select="185"/>

  <!-- ==== Breaks ========================================================= -->

  <xsl:variable name="widows">2</xsl:variable>
  <xsl:variable name="orphans">2</xsl:variable>
  <!-- Keeps that give way to a page that is too short: that of a box or a short
       table before that of a row. -->
  <xsl:variable name="keep-if-possible">5</xsl:variable>
  <xsl:variable name="keep-row">20</xsl:variable>

  <!-- ==== Parts ========================================================== -->

  <xsl:variable name="contents-start" select="$hang"/>
  <xsl:variable name="contents-leading">15pt</xsl:variable>
  <xsl:variable name="contents-space">2pt</xsl:variable>
  <xsl:variable name="contents-space-above">5pt</xsl:variable>
  <!-- Lower entries of the contents list start this much to the right. -->
  <xsl:variable name="contents-indent" select="6"/>
  <!-- A list of no more entries is not split between pages. -->
  <xsl:variable name="contents-whole" select="30"/>
  <!-- Deepest heading in the contents list: 2 or 3. -->
  <xsl:variable name="contents-depth" select="3"/>
  <!-- "Appendix A (page 12)": references to sections and pages name the page. -->
  <xsl:variable name="print-page-references" select="true()"/>
  <!-- Lists the addresses of web links at the end, for readers of paper. -->
  <xsl:variable name="print-addresses" select="true()"/>
</xsl:stylesheet>
