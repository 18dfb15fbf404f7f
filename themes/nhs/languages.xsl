<?xml version="1.0" encoding="UTF-8"?>
<!--
  The languages that the theme has words in: one file each in words/, for web pages and
  print alike. For another language add its file there and its tag here. And those that
  run from right to left, and how a date is written.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:variable name="languages"> ar bn cy en gu pa pl ur zh </xsl:variable>
  <!-- Chinese in traditional characters, by its script or by where that is written. -->
  <xsl:variable name="traditional"> zh-hant zh-hk zh-mo zh-tw yue </xsl:variable>
  <xsl:variable name="right-to-left"> ar arc ckb dv fa he ks ps sd ug ur yi </xsl:variable>

  <!-- The one for a text in `lang`, without its region; English for any other. -->
  <xsl:template name="language-of-words">
    <xsl:param name="lang"/>
    <xsl:variable name="language" select="substring-before(concat($lang, '-'), '-')"/>
    <xsl:variable name="lower" select="translate($lang, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')"/>
    <xsl:variable name="two" select="substring-before(concat($lower, '-'), '-')"/>
    <xsl:variable name="script" select="substring-before(concat(substring-after($lower, '-'), '-'), '-')"/>
    <xsl:choose>
      <xsl:when test="$two != '' and (contains($traditional, concat(' ', $two, '-', $script, ' '))
                      or contains($traditional, concat(' ', $two, ' ')))">zh-Hant</xsl:when>
      <xsl:when test="$language != '' and contains($languages, concat(' ', $language, ' '))">
        <xsl:value-of select="$language"/>
      </xsl:when>
      <xsl:otherwise>en</xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <!-- 2026-04-06 as "6 April 2026", in the words of `set`, with `space` between. -->
  <xsl:template name="date-in-words">
    <xsl:param name="date"/>
    <xsl:param name="set"/>
    <xsl:param name="space"/>
    <xsl:variable name="year" select="substring($date, 1, 4)"/>
    <xsl:variable name="month" select="$set/month[number(substring($date, 6, 2))]"/>
    <xsl:variable name="day" select="number(substring($date, 9, 2))"/>
    <xsl:variable name="units" select="$set/date-units"/>
    <xsl:choose>
      <xsl:when test="$units"><xsl:value-of select="concat($year, $units/@year, $month, $day, $units/@day)"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="concat($day, $space, $month, $space, $year)"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
