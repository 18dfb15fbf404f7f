<?xml version="1.0" encoding="UTF-8"?>
<!--
  The accessibility statement. The author writes what is true of this site: how
  accessible it is, what is not, when it was tested. The law fixes the rest (the
  model statement under regulation 8 of SI 2018/952, whose sentences must not be
  changed): what the author has not written of it is put here. It names public
  bodies and laws of the United Kingdom, so it stays in English.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:c="urn:concordat:document:1" xmlns:cm="http://commonmark.org/xml/1.0"
                exclude-result-prefixes="c cm">

  <xsl:template match="c:page[@kind = 'statement']">
    <xsl:call-template name="title"/>
    <xsl:call-template name="draft-notice"/>
    <xsl:call-template name="long-page-contents"/>
    <xsl:apply-templates select="$content"/>
    <xsl:if test="not(.//cm:link[contains(@destination, 'equalityadvisoryservice.com')])">
      <div>
        <xsl:if test="not(starts-with(@lang, 'en'))"><xsl:attribute name="lang">en</xsl:attribute></xsl:if>
        <xsl:if test="not(.//c:container[@name = 'contact'] or .//cm:link[starts-with(@destination, 'mailto:')])">
          <xsl:call-template name="statement-contact"/>
        </xsl:if>
        <xsl:call-template name="statement-enforcement"/>
      </div>
    </xsl:if>
    <xsl:apply-templates select="c:notes"/>
    <xsl:call-template name="review-dates"/>
  </xsl:template>

  <xsl:template name="statement-contact">
    <h2 class="nhsuk-heading-l" id="feedback-and-contact-information">Feedback and contact information</h2>
    <p>If you need information on this website in a different format, or find a problem that is not listed on this page, contact us:</p>
    <xsl:call-template name="contact-list"/>
  </xsl:template>

  <xsl:template name="statement-enforcement">
    <h2 class="nhsuk-heading-l" id="enforcement-procedure">Enforcement procedure</h2>
    <p>
      <xsl:text>The Equality and Human Rights Commission (EHRC) is responsible for enforcing the Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018 (the 'accessibility regulations'). If you are not happy with how we respond to your complaint, contact the </xsl:text>
      <a href="https://www.equalityadvisoryservice.com/">Equality Advisory and Support Service (EASS)</a>
      <xsl:text>.</xsl:text>
    </p>
    <h2 class="nhsuk-heading-l" id="technical-information">Technical information about this website's accessibility</h2>
    <p><xsl:value-of select="$organisation"/> is committed to making its website accessible, in accordance with the Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018.</p>
  </xsl:template>
</xsl:stylesheet>
