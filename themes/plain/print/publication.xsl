<?xml version="1.0" encoding="UTF-8"?>
<!-- The NHS theme's print in the neutral brand's colours. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:import href="../../nhs/print/publication.xsl"/>
  <xsl:include href="palette.xsl"/>
</xsl:stylesheet>
