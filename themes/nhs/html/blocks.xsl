<?xml version="1.0" encoding="UTF-8"?>
<!--
  Sections and blocks of text.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:c="urn:concordat:document:1" xmlns:cm="http://commonmark.org/xml/1.0"
                xmlns:svg="http://www.w3.org/2000/svg" exclude-result-prefixes="c cm svg">

  <!-- ==== Common attributes ============================================= -->

  <xsl:template match="@id | @lang">
    <xsl:copy/>
  </xsl:template>
  <!-- id, lang with its direction, and class: the element's own and the author's. -->
  <xsl:template name="attributes">
    <xsl:param name="class"/>
    <xsl:variable name="classes" select="normalize-space(concat($class, ' ', @class))"/>
    <xsl:apply-templates select="@id | @lang"/>
    <xsl:if test="@lang"><xsl:call-template name="direction-of-its-own"/></xsl:if>
    <xsl:if test="$classes != ''"><xsl:attribute name="class"><xsl:value-of select="$classes"/></xsl:attribute></xsl:if>
  </xsl:template>

  <!-- ==== Sections and headings ========================================= -->

  <xsl:template match="c:section">
    <xsl:apply-templates/>
  </xsl:template>
  <!-- What is special about a section as a whole is said of a box around it. -->
  <xsl:template match="c:section[@class or @lang]">
    <div>
      <xsl:call-template name="attributes"/>
      <xsl:apply-templates/>
    </div>
  </xsl:template>
  <xsl:template match="c:section/@id"><xsl:copy/></xsl:template>
  <xsl:template match="c:section[@class or @lang]/@id" priority="2"/>

  <!-- Levels follow the nesting of sections below the title, never the number of
       "#", so that none is skipped. A heading that opens no section stands one below
       the section it is in. -->
  <xsl:template match="cm:heading">
    <xsl:variable name="level"><xsl:call-template name="inner-level"/></xsl:variable>
    <xsl:call-template name="heading"><xsl:with-param name="level" select="$level"/></xsl:call-template>
  </xsl:template>
  <xsl:template match="c:section/cm:heading[not(preceding-sibling::*[1])]">
    <xsl:variable name="level"><xsl:call-template name="section-level"/></xsl:variable>
    <xsl:call-template name="heading"><xsl:with-param name="level" select="$level"/></xsl:call-template>
  </xsl:template>
  <xsl:template name="section-level">
    <xsl:param name="below" select="0"/>
    <xsl:variable name="level" select="count(ancestor::c:section) + not($title-section) + $below"/>
    <xsl:choose>
      <xsl:when test="$level &gt; 6">6</xsl:when>
      <xsl:otherwise><xsl:value-of select="$level"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <!-- The level of a heading that a component puts inside the section it is in. -->
  <xsl:template name="inner-level">
    <xsl:call-template name="section-level"><xsl:with-param name="below" select="1"/></xsl:call-template>
  </xsl:template>

  <xsl:template name="heading">
    <xsl:param name="level"/>
    <xsl:element name="h{$level}">
      <xsl:call-template name="attributes">
        <xsl:with-param name="class">
          <xsl:call-template name="heading-class"><xsl:with-param name="level" select="$level"/></xsl:call-template>
        </xsl:with-param>
      </xsl:call-template>
      <xsl:copy-of select="self::*[not(preceding-sibling::*[1])]/parent::c:section/@id"/>
      <xsl:for-each select="parent::c:section"><xsl:call-template name="section-number"/></xsl:for-each>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>
  <xsl:template name="heading-class">
    <xsl:param name="level"/>
    <xsl:text>nhsuk-heading-</xsl:text>
    <xsl:choose>
      <xsl:when test="$level &lt;= 2">l</xsl:when>
      <xsl:when test="$level = 3">m</xsl:when>
      <xsl:otherwise>s</xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <!-- Numbers are part of the heading's text, so that everybody reads them. -->
  <xsl:template name="section-number">
    <xsl:if test="@number and ($page/@numbered or $publication/@numbered)">
      <xsl:value-of select="concat(@number, ' ')"/>
    </xsl:if>
  </xsl:template>

  <!-- ==== Text ========================================================== -->

  <xsl:template match="cm:paragraph">
    <p>
      <xsl:call-template name="attributes"/>
      <xsl:apply-templates/>
    </p>
  </xsl:template>
  <!-- The number is a link to its paragraph, for who wants to write about it. -->
  <xsl:template match="cm:paragraph[@number]">
    <p>
      <xsl:call-template name="attributes"><xsl:with-param name="class" select="'concordat-numbered'"/></xsl:call-template>
      <a class="concordat-numbered__number" href="#{@id}" aria-label="{@label}">
        <xsl:call-template name="words-language"/>
        <xsl:value-of select="@number"/>
      </a>
      <xsl:text> </xsl:text>
      <xsl:apply-templates/>
    </p>
  </xsl:template>
  <xsl:template match="cm:list[@tight = 'true']/cm:item/cm:paragraph">
    <xsl:apply-templates/>
  </xsl:template>
  <!-- An author who names a paragraph in a tight list gets it. -->
  <xsl:template match="cm:list[@tight = 'true']/cm:item/cm:paragraph[@id or @class or @lang]" priority="2">
    <span>
      <xsl:call-template name="attributes"/>
      <xsl:apply-templates/>
    </span>
  </xsl:template>

  <xsl:template match="cm:block_quote">
    <blockquote>
      <xsl:call-template name="attributes"><xsl:with-param name="class" select="'concordat-quote'"/></xsl:call-template>
      <xsl:apply-templates/>
    </blockquote>
  </xsl:template>

  <xsl:template match="cm:thematic_break">
    <hr>
      <xsl:call-template name="attributes">
        <xsl:with-param name="class" select="'nhsuk-section-break nhsuk-section-break--l nhsuk-section-break--visible'"/>
      </xsl:call-template>
    </hr>
  </xsl:template>

  <xsl:template match="cm:code_block">
    <div>
      <xsl:call-template name="attributes"><xsl:with-param name="class" select="'nhsuk-code'"/></xsl:call-template>
      <xsl:attribute name="data-module">nhsuk-code</xsl:attribute>
      <pre class="nhsuk-code__container"><code class="nhsuk-code__content"><xsl:value-of select="."/></code></pre>
    </div>
  </xsl:template>

  <!-- Only of elements the site allows: the reader refused the others. -->
  <xsl:template match="cm:html_block | cm:html_inline">
    <xsl:value-of select="." disable-output-escaping="yes"/>
  </xsl:template>

  <!-- ==== Lists ========================================================= -->

  <xsl:template match="cm:list">
    <ul>
      <xsl:call-template name="attributes"><xsl:with-param name="class" select="'nhsuk-list nhsuk-list--bullet'"/></xsl:call-template>
      <xsl:apply-templates/>
    </ul>
  </xsl:template>
  <xsl:template match="cm:list[@type = 'ordered']">
    <ol>
      <xsl:call-template name="attributes"><xsl:with-param name="class" select="'nhsuk-list nhsuk-list--number'"/></xsl:call-template>
      <xsl:if test="@start and @start != 1"><xsl:copy-of select="@start"/></xsl:if>
      <xsl:apply-templates/>
    </ol>
  </xsl:template>
  <xsl:template match="cm:item">
    <li>
      <xsl:call-template name="attributes"/>
      <xsl:apply-templates/>
    </li>
  </xsl:template>

  <!-- A task list shows what is done; nothing on a published page can be ticked. -->
  <xsl:template match="cm:list[cm:item/@completed]">
    <ul role="list">
      <xsl:call-template name="attributes"><xsl:with-param name="class" select="'nhsuk-list concordat-tasks'"/></xsl:call-template>
      <xsl:apply-templates/>
    </ul>
  </xsl:template>
  <xsl:template match="cm:item[@completed]">
    <li>
      <xsl:call-template name="attributes"><xsl:with-param name="class" select="'concordat-tasks__item'"/></xsl:call-template>
      <xsl:choose>
        <xsl:when test="@completed = 'true'">
          <xsl:call-template name="icon"><xsl:with-param name="name" select="'tick'"/></xsl:call-template>
          <xsl:call-template name="hidden-kind"><xsl:with-param name="kind" select="$w/done"/></xsl:call-template>
        </xsl:when>
        <xsl:otherwise>
          <span class="concordat-tasks__box" aria-hidden="true"></span>
          <xsl:call-template name="hidden-kind"><xsl:with-param name="kind" select="$w/to-do"/></xsl:call-template>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:apply-templates/>
    </li>
  </xsl:template>

  <xsl:template match="c:definition-list">
    <dl>
      <xsl:call-template name="attributes"><xsl:with-param name="class" select="'concordat-definitions'"/></xsl:call-template>
      <xsl:apply-templates/>
    </dl>
  </xsl:template>
  <xsl:template match="c:term">
    <dt>
      <xsl:call-template name="attributes"/>
      <xsl:apply-templates/>
    </dt>
  </xsl:template>
  <xsl:template match="c:definition">
    <dd><xsl:call-template name="one-paragraph"/></dd>
  </xsl:template>
  <!-- A single plain paragraph needs no box of its own inside a cell-like parent. -->
  <xsl:template name="one-paragraph">
    <xsl:choose>
      <xsl:when test="count(*) = 1 and cm:paragraph[not(@id or @class or @lang)]">
        <xsl:apply-templates select="cm:paragraph/node()"/>
      </xsl:when>
      <xsl:otherwise><xsl:apply-templates/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- ==== Figures ======================================================= -->

  <xsl:template match="c:figure">
    <figure>
      <xsl:call-template name="attributes">
        <xsl:with-param name="class">
          <xsl:text>nhsuk-image</xsl:text>
          <xsl:if test="not(c:caption or c:diagram)"> nhsuk-image--no-border nhsuk-image--no-background</xsl:if>
        </xsl:with-param>
      </xsl:call-template>
      <xsl:apply-templates select="cm:image | cm:link | c:diagram" mode="figure"/>
      <xsl:apply-templates select="c:caption"/>
    </figure>
  </xsl:template>
  <xsl:template match="cm:link" mode="figure">
    <a href="{@destination}"><xsl:apply-templates select="cm:image" mode="figure"/></a>
  </xsl:template>
  <xsl:template match="cm:image" mode="figure">
    <xsl:call-template name="image"><xsl:with-param name="class" select="'nhsuk-image__img'"/></xsl:call-template>
  </xsl:template>
  <!-- Screen readers have the list or table, and so have narrow screens; others see the
       drawing of it. -->
  <xsl:template match="c:diagram" mode="figure">
    <xsl:if test="svg:svg">
      <div class="concordat-diagram__drawing" aria-hidden="true">
        <xsl:apply-templates select="svg:svg" mode="drawing"/>
      </div>
    </xsl:if>
    <div>
      <xsl:attribute name="class">
        <xsl:text>concordat-diagram__text</xsl:text>
        <xsl:if test="not(svg:svg)"> concordat-diagram__text--alone</xsl:if>
      </xsl:attribute>
      <xsl:if test="@title"><p><xsl:value-of select="@title"/></p></xsl:if>
      <xsl:apply-templates select="*[not(self::svg:svg)]"/>
    </div>
  </xsl:template>
  <!-- Without the namespace, which HTML knows by the name, and the language, which it has
       from the page. -->
  <xsl:template match="svg:*" mode="drawing">
    <xsl:element name="{local-name()}">
      <xsl:copy-of select="@*[name() != 'xml:lang']"/>
      <xsl:apply-templates mode="drawing"/>
    </xsl:element>
  </xsl:template>
  <xsl:template match="c:figure/c:caption">
    <figcaption class="nhsuk-image__caption">
      <xsl:call-template name="label"/>
      <xsl:apply-templates/>
    </figcaption>
  </xsl:template>
  <!-- "Figure 2: ", "Table 1: " before a caption. -->
  <xsl:template name="label">
    <xsl:if test="../@label">
      <strong><xsl:call-template name="words-language"/><xsl:value-of select="concat(../@label, ':')"/></strong>
      <xsl:text> </xsl:text>
    </xsl:if>
  </xsl:template>

  <!-- ==== Footnotes ===================================================== -->

  <xsl:template match="c:notes">
    <section class="concordat-notes" aria-labelledby="footnotes">
      <h2 class="nhsuk-heading-m" id="footnotes">
        <xsl:call-template name="words-language"/>
        <xsl:value-of select="$w/notes"/>
      </h2>
      <ol class="nhsuk-list nhsuk-list--number">
        <xsl:apply-templates/>
      </ol>
    </section>
  </xsl:template>
  <xsl:template match="c:note">
    <li id="{@id}">
      <xsl:choose>
        <xsl:when test="*[last()][self::cm:paragraph]">
          <xsl:apply-templates select="*[position() != last()]"/>
          <p>
            <xsl:apply-templates select="*[last()]/node()"/>
            <xsl:call-template name="note-returns"><xsl:with-param name="ids" select="@references"/></xsl:call-template>
          </p>
        </xsl:when>
        <xsl:otherwise>
          <xsl:apply-templates/>
          <p><xsl:call-template name="note-returns"><xsl:with-param name="ids" select="@references"/></xsl:call-template></p>
        </xsl:otherwise>
      </xsl:choose>
    </li>
  </xsl:template>
  <!-- One link back for each place the note is cited at. -->
  <xsl:template name="note-returns">
    <xsl:param name="ids"/>
    <xsl:param name="count" select="1"/>
    <xsl:variable name="id" select="substring-before(concat(normalize-space($ids), ' '), ' ')"/>
    <xsl:if test="$id != ''">
      <xsl:variable name="rest" select="substring-after(normalize-space($ids), ' ')"/>
      <xsl:text> </xsl:text>
      <a class="concordat-notes__return" href="#{$id}" role="doc-backlink">
        <xsl:call-template name="words-language"/>
        <xsl:value-of select="$w/back-to-text"/>
        <xsl:if test="$count &gt; 1 or $rest != ''"><xsl:value-of select="concat(' ', $count)"/></xsl:if>
        <span class="nhsuk-u-visually-hidden"><xsl:value-of select="concat(', ', $w/footnote, ' ', @number)"/></span>
      </a>
      <xsl:call-template name="note-returns">
        <xsl:with-param name="ids" select="$rest"/>
        <xsl:with-param name="count" select="$count + 1"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
