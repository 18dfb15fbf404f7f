<?xml version="1.0" encoding="UTF-8"?>
<!-- Icons in a line of text, as the web theme has them. They are decoration: what they
     say is also said in words. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:fo="http://www.w3.org/1999/XSL/Format"
    xmlns:svg="http://www.w3.org/2000/svg">

  <!-- `size` in millimetres; `shift` raises it. -->
  <xsl:template name="icon">
    <xsl:param name="name"/>
    <xsl:param name="colour"/>
    <xsl:param name="size" select="5"/>
    <xsl:param name="shift" select="-1"/>
    <fo:inline role="artifact" baseline-shift="{$shift}mm">
      <fo:instream-foreign-object role="artifact" content-width="{$size}mm" content-height="{$size}mm">
        <svg:svg viewBox="0 0 24 24" width="24" height="24">
          <svg:path fill="{$colour}">
            <xsl:attribute name="d">
              <xsl:choose>
                <xsl:when test="$name = 'tick'">M11.4 17.5a2 2 0 0 1-2.7.1h-.1L4 12.8a1.5 1.5 0 0 1 2.1-2L10 14.7l8.1-8.1a1.5 1.5 0 1 1 2.2 2l-8.9 9Z</xsl:when>
                <xsl:when test="$name = 'cross'">M17 18.5c-.4 0-.8-.1-1.1-.4l-10-10c-.6-.6-.6-1.6 0-2.1.6-.6 1.5-.6 2.1 0l10 10c.6.6.6 1.5 0 2.1-.3.3-.6.4-1 .4z M7 18.5c-.4 0-.8-.1-1.1-.4-.6-.6-.6-1.5 0-2.1l10-10c.6-.6 1.5-.6 2.1 0 .6.6.6 1.5 0 2.1l-10 10c-.3.3-.6.4-1 .4z</xsl:when>
                <xsl:otherwise>M12 2a10 10 0 0 0-10 9h11.7l-4-4a1 1 0 0 1 1.5-1.4l5.6 5.7a1 1 0 0 1 0 1.4l-5.6 5.7a1 1 0 0 1-1.5 0 1 1 0 0 1 0-1.4l4-4H2A10 10 0 1 0 12 2z</xsl:otherwise>
              </xsl:choose>
            </xsl:attribute>
          </svg:path>
        </svg:svg>
      </fo:instream-foreign-object>
    </fo:inline>
  </xsl:template>
</xsl:stylesheet>
