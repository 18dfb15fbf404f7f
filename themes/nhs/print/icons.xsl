<?xml version="1.0" encoding="UTF-8"?>
<!-- Icons in a line of text. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:fo="http://www.w3.org/1999/XSL/Format"
    xmlns:svg="http://www.w3.org/2000/svg">

  <xsl:import href="../icon-paths.xsl"/>

  <!-- `size` in millimetres; `shift` raises it. -->
  <xsl:template name="icon">
    <xsl:param name="name"/>
    <xsl:param name="colour"/>
    <xsl:param name="size" select="5"/>
    <xsl:param name="shift" select="-1"/>
    <fo:instream-foreign-object role="artifact" baseline-shift="{$shift}mm"
        content-width="{$size}mm" content-height="{$size}mm">
      <svg:svg viewBox="0 0 24 24" width="24" height="24">
        <svg:path fill="{$colour}">
          <xsl:attribute name="d">
            <xsl:call-template name="icon-path"><xsl:with-param name="name" select="$name"/></xsl:call-template>
          </xsl:attribute>
        </svg:path>
      </svg:svg>
    </fo:instream-foreign-object>
  </xsl:template>
</xsl:stylesheet>
