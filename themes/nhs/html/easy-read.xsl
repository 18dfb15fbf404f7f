<?xml version="1.0" encoding="UTF-8"?>
<!--
  Easy read: one idea is a picture on the left and its few words on the right.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:c="urn:concordat:document:1" xmlns:cm="http://commonmark.org/xml/1.0"
                exclude-result-prefixes="c cm">

  <xsl:template match="c:idea">
    <div>
      <xsl:call-template name="attributes"><xsl:with-param name="class" select="'concordat-idea'"/></xsl:call-template>
      <div class="concordat-idea__picture">
        <xsl:for-each select="cm:image"><xsl:call-template name="image"/></xsl:for-each>
      </div>
      <div class="concordat-idea__words">
        <xsl:apply-templates select="c:words/*"/>
      </div>
    </div>
  </xsl:template>
</xsl:stylesheet>
