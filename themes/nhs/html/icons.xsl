<?xml version="1.0" encoding="UTF-8"?>
<!-- Icons as nhsuk-frontend draws them in line. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

  <xsl:include href="../icon-paths.xsl"/>

  <xsl:template name="icon">
    <xsl:param name="name"/>
    <svg class="nhsuk-icon nhsuk-icon--{$name}" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" width="16" height="16" focusable="false" aria-hidden="true">
      <path>
        <xsl:attribute name="d">
          <xsl:call-template name="icon-path"><xsl:with-param name="name" select="$name"/></xsl:call-template>
        </xsl:attribute>
      </path>
    </svg>
  </xsl:template>
</xsl:stylesheet>
