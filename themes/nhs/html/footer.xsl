<?xml version="1.0" encoding="UTF-8"?>
<!--
  Footer: how to reach the organisation, the site's links, the accessibility
  statement (public bodies must link it from every page), and whose site it is.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:c="urn:concordat:document:1" xmlns:cm="http://commonmark.org/xml/1.0"
                exclude-result-prefixes="c cm">

  <xsl:variable name="statement"
                select="$publication/c:contents/c:publication-entry/c:page-entry[@kind = 'statement'][1]"/>
  <xsl:variable name="footer-links" select="$site/c:navigation[@place = 'footer']/c:link"/>

  <xsl:template name="footer">
    <footer class="nhsuk-footer" role="contentinfo">
      <xsl:call-template name="site-language"/>
      <div class="nhsuk-width-container">
        <xsl:if test="$site/c:contact">
          <div class="nhsuk-footer__navigation nhsuk-grid-row">
            <div class="nhsuk-grid-column-full">
              <h2 class="nhsuk-footer__heading nhsuk-heading-s"><xsl:value-of select="$s/contact"/></h2>
              <dl class="concordat-footer-contact">
                <xsl:apply-templates select="$site/c:contact" mode="footer"/>
              </dl>
            </div>
          </div>
        </xsl:if>
        <div class="nhsuk-footer__meta">
          <xsl:if test="$footer-links or $statement">
            <h2 class="nhsuk-u-visually-hidden"><xsl:value-of select="$s/support-links"/></h2>
            <ul class="nhsuk-footer__list">
              <xsl:apply-templates select="$footer-links" mode="footer"/>
              <xsl:if test="$statement and not($footer-links[@destination = $statement/@destination])">
                <li class="nhsuk-footer__list-item">
                  <a class="nhsuk-footer__list-item-link" href="{$statement/@destination}"><xsl:value-of select="$s/accessibility"/></a>
                </li>
              </xsl:if>
            </ul>
          </xsl:if>
          <p class="nhsuk-body-s"><xsl:value-of select="concat('© ', $organisation)"/></p>
        </div>
      </div>
    </footer>
  </xsl:template>

  <xsl:template match="c:link" mode="footer">
    <li class="nhsuk-footer__list-item">
      <a class="nhsuk-footer__list-item-link" href="{@destination}">
        <xsl:if test="@current"><xsl:attribute name="aria-current">true</xsl:attribute></xsl:if>
        <xsl:value-of select="."/>
      </a>
    </li>
  </xsl:template>

  <xsl:template match="c:contact" mode="footer">
    <div>
      <dt><xsl:value-of select="$s/*[local-name() = current()/@type]"/></dt>
      <dd>
        <xsl:call-template name="contact-value"><xsl:with-param name="class" select="'nhsuk-footer__list-item-link'"/></xsl:call-template>
      </dd>
    </div>
  </xsl:template>

  <!-- A channel's number or address, linked where it can be; lines of a postal
       address stay lines. -->
  <xsl:template name="contact-value">
    <xsl:param name="class"/>
    <xsl:choose>
      <xsl:when test="@destination">
        <a href="{@destination}">
          <xsl:if test="$class"><xsl:attribute name="class"><xsl:value-of select="$class"/></xsl:attribute></xsl:if>
          <xsl:value-of select="."/>
        </a>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="lines"><xsl:with-param name="text" select="translate(normalize-space(translate(., '&#10;', '|')), '|', '&#10;')"/></xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template name="lines">
    <xsl:param name="text"/>
    <xsl:value-of select="substring-before(concat($text, '&#10;'), '&#10;')"/>
    <xsl:if test="contains($text, '&#10;')">
      <br/>
      <xsl:call-template name="lines"><xsl:with-param name="text" select="substring-after($text, '&#10;')"/></xsl:call-template>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
