<?xml version="1.0" encoding="UTF-8"?>
<!--
  The languages that the theme has words in: one file each in words/, for web pages and
  print alike. For another language add its file there and its tag here. And those that
  run from right to left.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:variable name="languages"> ar bn cy en gu pa pl ur zh </xsl:variable>
  <xsl:variable name="right-to-left"> ar arc ckb dv fa he ks ps sd ug ur yi </xsl:variable>

  <!-- The one for a text in `lang`, without its region; English for any other. -->
  <xsl:template name="language-of-words">
    <xsl:param name="lang"/>
    <xsl:variable name="language" select="substring-before(concat($lang, '-'), '-')"/>
    <xsl:choose>
      <xsl:when test="$language != '' and contains($languages, concat(' ', $language, ' '))">
        <xsl:value-of select="$language"/>
      </xsl:when>
      <xsl:otherwise>en</xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
