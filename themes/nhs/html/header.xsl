<?xml version="1.0" encoding="UTF-8"?>
<!--
  Skip link, header with the organisation's name and the site's, and the menu.
  
  The NHS logo is never drawn here. An organisation entitled to it gives its own
  artwork, which holds logo and name together, and that is shown once.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:c="urn:concordat:document:1" xmlns:cm="http://commonmark.org/xml/1.0"
                exclude-result-prefixes="c cm">

  <xsl:template name="skip-link">
    <a class="nhsuk-skip-link" data-module="nhsuk-skip-link" href="#maincontent">
      <xsl:call-template name="site-language"/>
      <xsl:value-of select="$s/skip"/>
    </a>
  </xsl:template>

  <xsl:template name="header">
    <header data-module="nhsuk-header" role="banner">
      <xsl:attribute name="class">
        <xsl:text>nhsuk-header nhsuk-header--organisation</xsl:text>
        <xsl:if test="$logo != ''"> nhsuk-header--white</xsl:if>
      </xsl:attribute>
      <xsl:call-template name="site-language"/>
      <div class="nhsuk-header__container nhsuk-width-container">
        <div class="nhsuk-header__service">
          <a class="nhsuk-header__service-logo" href="{$site/@home}" aria-label="{$organisation} {$s/homepage}">
            <xsl:choose>
              <xsl:when test="$logo != ''">
                <img class="nhsuk-header__organisation-logo" src="{$root}{$logo}" width="280" alt="{$organisation}"/>
              </xsl:when>
              <xsl:otherwise>
                <span class="nhsuk-header__organisation-name"><xsl:value-of select="$organisation"/></span>
              </xsl:otherwise>
            </xsl:choose>
          </a>
          <xsl:if test="$site/@title != $organisation">
            <a class="nhsuk-header__service-name" href="{$site/@home}"><xsl:value-of select="$site/@title"/></a>
          </xsl:if>
        </div>
      </div>
      <xsl:apply-templates select="$site/c:navigation[@place = 'header'][c:link]"/>
    </header>
  </xsl:template>

  <xsl:template match="c:navigation[@place = 'header']">
    <nav class="nhsuk-header__navigation" aria-label="{$s/menu}">
      <div class="nhsuk-header__navigation-container nhsuk-width-container">
        <ul class="nhsuk-header__navigation-list">
          <xsl:apply-templates select="c:link"/>
          <!-- Shown by the script when the items do not fit. -->
          <li class="nhsuk-header__menu" hidden="hidden">
            <button class="nhsuk-header__menu-toggle nhsuk-header__navigation-link" id="toggle-menu" aria-expanded="false">
              <span class="nhsuk-u-visually-hidden"><xsl:value-of select="concat($s/browse, ' ')"/></span>
              <xsl:value-of select="$s/more"/>
            </button>
          </li>
        </ul>
      </div>
    </nav>
  </xsl:template>

  <xsl:template match="c:navigation[@place = 'header']/c:link">
    <li class="nhsuk-header__navigation-item">
      <a class="nhsuk-header__navigation-link" href="{@destination}"><xsl:value-of select="."/></a>
    </li>
  </xsl:template>
  <xsl:template match="c:navigation[@place = 'header']/c:link[@current]">
    <li class="nhsuk-header__navigation-item nhsuk-header__navigation-item--current">
      <a class="nhsuk-header__navigation-link" href="{@destination}" aria-current="true">
        <strong class="nhsuk-header__navigation-item-current-fallback"><xsl:value-of select="."/></strong>
      </a>
    </li>
  </xsl:template>
</xsl:stylesheet>
