<?xml version="1.0" encoding="UTF-8"?>
<!--
  Text within a line.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:c="urn:concordat:document:1" xmlns:cm="http://commonmark.org/xml/1.0"
                exclude-result-prefixes="c cm">

  <xsl:template match="cm:text"><xsl:value-of select="."/></xsl:template>
  <xsl:template match="cm:softbreak"><xsl:text>&#10;</xsl:text></xsl:template>
  <xsl:template match="cm:linebreak"><br/></xsl:template>
  <xsl:template match="cm:code">
    <code class="nhsuk-code nhsuk-code--inline"><xsl:value-of select="."/></code>
  </xsl:template>
  <xsl:template match="cm:emph"><em><xsl:apply-templates/></em></xsl:template>
  <xsl:template match="cm:strong"><strong><xsl:apply-templates/></strong></xsl:template>
  <xsl:template match="cm:strikethrough"><s><xsl:apply-templates/></s></xsl:template>

  <xsl:template match="c:span">
    <span>
      <xsl:call-template name="attributes"/>
      <xsl:apply-templates/>
    </span>
  </xsl:template>
  <xsl:template match="c:abbr">
    <abbr title="{@title}"><xsl:apply-templates/></abbr>
  </xsl:template>

  <!-- ==== Links ========================================================= -->

  <xsl:template match="cm:link | c:ref">
    <a href="{@destination}">
      <xsl:copy-of select="@title"/>
      <!-- "Figure 2": words of ours. -->
      <xsl:if test="self::c:ref[@kind != 'section' and @kind != 'page']"><xsl:call-template name="words-language"/></xsl:if>
      <xsl:call-template name="attributes"/>
      <xsl:apply-templates/>
      <!-- A file says what it is and how large before it is asked for. -->
      <xsl:if test="@format"><xsl:call-template name="file-facts"/></xsl:if>
    </a>
  </xsl:template>

  <!-- The next thing to do: [words](target){.action-link}. -->
  <xsl:template match="cm:link[contains(concat(' ', @class, ' '), ' action-link ')]
                       | c:ref[contains(concat(' ', @class, ' '), ' action-link ')]" priority="1">
    <a href="{@destination}">
      <xsl:copy-of select="@title"/>
      <xsl:call-template name="attributes"><xsl:with-param name="class" select="'nhsuk-action-link'"/></xsl:call-template>
      <xsl:call-template name="icon"><xsl:with-param name="name" select="'arrow-right-circle'"/></xsl:call-template>
      <span class="nhsuk-action-link__text">
        <xsl:apply-templates/>
        <xsl:if test="@format"><xsl:call-template name="file-facts"/></xsl:if>
      </span>
    </a>
  </xsl:template>

  <xsl:template match="c:note-ref">
    <sup class="concordat-note-ref">
      <a id="{@id}" href="#{@note}" role="doc-noteref" aria-label="{$w/footnote} {@number}"><xsl:value-of select="@number"/></a>
    </sup>
  </xsl:template>

  <!-- ==== Pictures ====================================================== -->

  <xsl:template match="cm:image">
    <xsl:call-template name="image"/>
  </xsl:template>
  <xsl:template name="image">
    <xsl:param name="class"/>
    <img src="{@destination}">
      <xsl:attribute name="alt"><xsl:if test="not(@decorative)"><xsl:apply-templates mode="plain"/></xsl:if></xsl:attribute>
      <xsl:copy-of select="@width | @height | @title"/>
      <xsl:call-template name="attributes"><xsl:with-param name="class" select="$class"/></xsl:call-template>
    </img>
  </xsl:template>

  <!-- ==== The same as plain text ======================================== -->

  <!-- For alternatives, labels and lists of headings: no links, no notes. -->
  <xsl:template match="cm:text | cm:code" mode="plain"><xsl:value-of select="."/></xsl:template>
  <xsl:template match="cm:softbreak | cm:linebreak" mode="plain"><xsl:text> </xsl:text></xsl:template>
  <xsl:template match="c:note-ref | cm:html_inline" mode="plain"/>
</xsl:stylesheet>
