<?xml version="1.0" encoding="UTF-8"?>
<!--
  Every word the theme itself puts on a page, by language, and how dates and
  file sizes are written. For another language, add a set of words: the page's
  own language is used if it is here, else English.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:exsl="http://exslt.org/common" xmlns:c="urn:concordat:document:1"
                exclude-result-prefixes="exsl c">

  <xsl:variable name="all-words">
    <words lang="en">
      <skip>Skip to main content</skip>
      <menu>Menu</menu>
      <browse>Browse</browse>
      <more>More</more>
      <homepage>homepage</homepage>
      <breadcrumb>Breadcrumb</breadcrumb>
      <home>Home</home>
      <back-to>Back to</back-to>
      <support-links>Support links</support-links>
      <contact>Contact us</contact>
      <email>Email</email>
      <phone>Phone</phone>
      <text>Text</text>
      <relay>Relay UK</relay>
      <post>Write to us</post>
      <website>Website</website>
      <accessibility>Accessibility statement</accessibility>
      <contents>Contents</contents>
      <contents-label>Pages in this publication</contents-label>
      <on-this-page>On this page</on-this-page>
      <pagination>Pagination</pagination>
      <previous>Previous</previous>
      <next>Next</next>
      <page>page</page>
      <pages>pages</pages>
      <appendix>Appendix</appendix>
      <publications>Publications</publications>
      <about>About this document</about>
      <status>Status</status>
      <draft>Draft</draft>
      <consultation>Open for consultation</consultation>
      <final>Final</final>
      <draft-notice>This is a draft. It has not been approved and must not be shared outside the team that is writing it.</draft-notice>
      <consultation-notice>This is a consultation version. It may change after we have heard what people think.</consultation-notice>
      <edition>Published</edition>
      <edition-date>Date</edition-date>
      <version>Version</version>
      <owner>Owner</owner>
      <author>Author</author>
      <approved-by>Approved by</approved-by>
      <sign-offs>Who has signed off this document</sign-offs>
      <sign-off>Sign-off</sign-off>
      <given-by>Given by</given-by>
      <not-applicable>Not applicable</not-applicable>
      <not-signed-off>Not yet signed off</not-signed-off>
      <other-formats>Other formats</other-formats>
      <easy-read>Easy read</easy-read>
      <print-version>To print or keep</print-version>
      <reviewed>Page last reviewed</reviewed>
      <review>Next review due</review>
      <notes>Footnotes</notes>
      <note>Footnote</note>
      <back-to-text>Back to text</back-to-text>
      <information>Information</information>
      <tip>Tip</tip>
      <important>Important</important>
      <warning>Warning</warning>
      <caution>Caution</caution>
      <details>More information</details>
      <do>Do</do>
      <dont>Don't</dont>
      <done>Done</done>
      <to-do>Not done yet</to-do>
      <table>Table</table>
      <not-found>Page not found</not-found>
      <not-found-typed>If you typed the web address, check it is correct.</not-found-typed>
      <not-found-pasted>If you pasted the web address, check you copied the entire address.</not-found-pasted>
      <not-found-look>If the address is correct, the page may have moved or a newer document may have taken its place.</not-found-look>
      <not-found-home>Go to the home page</not-found-home>
      <kind name="strategy">Strategy</kind>
      <kind name="policy">Policy</kind>
      <kind name="report">Report</kind>
      <kind name="guide">Guide</kind>
      <kind name="plan">Plan</kind>
      <kind name="paper">Paper</kind>
      <kind name="committee-paper">Committee paper</kind>
      <kind name="appendix">Appendix</kind>
      <kind name="easy-read">Easy read</kind>
      <view name="clinical view">Clinical view</view>
      <view name="patient view">Patient view</view>
      <view name="finance">Finance</view>
      <view name="quality">Quality</view>
      <view name="equality">Equality</view>
      <view name="information governance">Information governance</view>
      <view name="legal">Legal</view>
      <view name="report owner">Report owner</view>
      <month>January</month><month>February</month><month>March</month>
      <month>April</month><month>May</month><month>June</month>
      <month>July</month><month>August</month><month>September</month>
      <month>October</month><month>November</month><month>December</month>
    </words>
    <words lang="cy">
      <skip>Neidio i'r prif gynnwys</skip>
      <menu>Dewislen</menu>
      <browse>Pori</browse>
      <more>Rhagor</more>
      <homepage>tudalen hafan</homepage>
      <breadcrumb>Briwsion bara</breadcrumb>
      <home>Hafan</home>
      <back-to>Yn ôl i</back-to>
      <support-links>Dolenni cymorth</support-links>
      <contact>Cysylltu â ni</contact>
      <email>E-bost</email>
      <phone>Ffôn</phone>
      <text>Neges destun</text>
      <relay>Relay UK</relay>
      <post>Ysgrifennu atom</post>
      <website>Gwefan</website>
      <accessibility>Datganiad hygyrchedd</accessibility>
      <contents>Cynnwys</contents>
      <contents-label>Tudalennau'r cyhoeddiad hwn</contents-label>
      <on-this-page>Ar y dudalen hon</on-this-page>
      <pagination>Tudaleniad</pagination>
      <previous>Blaenorol</previous>
      <next>Nesaf</next>
      <page>tudalen</page>
      <pages>tudalen</pages>
      <appendix>Atodiad</appendix>
      <publications>Cyhoeddiadau</publications>
      <about>Am y ddogfen hon</about>
      <status>Statws</status>
      <draft>Drafft</draft>
      <consultation>Ymgynghoriad agored</consultation>
      <final>Terfynol</final>
      <draft-notice>Drafft yw hwn. Nid yw wedi'i gymeradwyo ac ni ddylid ei rannu y tu allan i'r tîm sy'n ei ysgrifennu.</draft-notice>
      <consultation-notice>Fersiwn ymgynghori yw hwn. Gall newid ar ôl i ni glywed barn pobl.</consultation-notice>
      <edition>Cyhoeddwyd</edition>
      <edition-date>Dyddiad</edition-date>
      <version>Fersiwn</version>
      <owner>Perchennog</owner>
      <author>Awdur</author>
      <approved-by>Cymeradwywyd gan</approved-by>
      <sign-offs>Pwy sydd wedi cymeradwyo'r ddogfen hon</sign-offs>
      <sign-off>Cymeradwyaeth</sign-off>
      <given-by>Gan bwy</given-by>
      <not-applicable>Amherthnasol</not-applicable>
      <not-signed-off>Heb ei gymeradwyo eto</not-signed-off>
      <other-formats>Fformatau eraill</other-formats>
      <easy-read>Hawdd ei ddeall</easy-read>
      <print-version>I'w argraffu neu ei gadw</print-version>
      <reviewed>Adolygwyd y dudalen ddiwethaf</reviewed>
      <review>Adolygiad nesaf</review>
      <notes>Troednodiadau</notes>
      <note>Troednodyn</note>
      <back-to-text>Yn ôl i'r testun</back-to-text>
      <information>Gwybodaeth</information>
      <tip>Awgrym</tip>
      <important>Pwysig</important>
      <warning>Rhybudd</warning>
      <caution>Gofal</caution>
      <details>Rhagor o wybodaeth</details>
      <do>Gwnewch</do>
      <dont>Peidiwch</dont>
      <done>Wedi'i wneud</done>
      <to-do>Heb ei wneud eto</to-do>
      <table>Tabl</table>
      <not-found>Heb ddod o hyd i'r dudalen</not-found>
      <not-found-typed>Os gwnaethoch deipio'r cyfeiriad gwe, gwiriwch ei fod yn gywir.</not-found-typed>
      <not-found-pasted>Os gwnaethoch ludo'r cyfeiriad gwe, gwiriwch eich bod wedi copïo'r cyfeiriad cyfan.</not-found-pasted>
      <not-found-look>Os yw'r cyfeiriad yn gywir, efallai fod y dudalen wedi symud neu fod dogfen newydd wedi cymryd ei lle.</not-found-look>
      <not-found-home>Mynd i'r dudalen hafan</not-found-home>
      <kind name="strategy">Strategaeth</kind>
      <kind name="policy">Polisi</kind>
      <kind name="report">Adroddiad</kind>
      <kind name="guide">Canllaw</kind>
      <kind name="plan">Cynllun</kind>
      <kind name="paper">Papur</kind>
      <kind name="committee-paper">Papur pwyllgor</kind>
      <kind name="appendix">Atodiad</kind>
      <kind name="easy-read">Hawdd ei ddeall</kind>
      <view name="clinical view">Barn glinigol</view>
      <view name="patient view">Barn cleifion</view>
      <view name="finance">Cyllid</view>
      <view name="quality">Ansawdd</view>
      <view name="equality">Cydraddoldeb</view>
      <view name="information governance">Llywodraethu gwybodaeth</view>
      <view name="legal">Cyfreithiol</view>
      <view name="report owner">Perchennog yr adroddiad</view>
      <month>Ionawr</month><month>Chwefror</month><month>Mawrth</month>
      <month>Ebrill</month><month>Mai</month><month>Mehefin</month>
      <month>Gorffennaf</month><month>Awst</month><month>Medi</month>
      <month>Hydref</month><month>Tachwedd</month><month>Rhagfyr</month>
    </words>
  </xsl:variable>

  <xsl:variable name="word-sets" select="exsl:node-set($all-words)/words"/>
  <!-- Words around the page are in the site's language, words in it in the page's. -->
  <xsl:variable name="site-words" select="$word-sets[@lang = substring-before(concat($site/@lang, '-'), '-')]"/>
  <xsl:variable name="page-words" select="$word-sets[@lang = substring-before(concat($page/@lang, '-'), '-')]"/>
  <xsl:variable name="s" select="$site-words | $word-sets[@lang = 'en'][not($site-words)]"/>
  <xsl:variable name="w" select="$page-words | $word-sets[@lang = 'en'][not($page-words)]"/>

  <!-- lang on an element whose words are not in the language around it. -->
  <xsl:template name="site-language">
    <xsl:if test="$site/@lang != $page/@lang">
      <xsl:attribute name="lang"><xsl:value-of select="$site/@lang"/></xsl:attribute>
      <xsl:attribute name="dir"><xsl:call-template name="direction-of"><xsl:with-param name="lang" select="$site/@lang"/></xsl:call-template></xsl:attribute>
    </xsl:if>
  </xsl:template>
  <xsl:template name="words-language">
    <xsl:if test="not($page-words)"><xsl:attribute name="lang">en</xsl:attribute></xsl:if>
  </xsl:template>

  <xsl:template name="direction">
    <xsl:param name="lang"/>
    <xsl:variable name="dir">
      <xsl:call-template name="direction-of"><xsl:with-param name="lang" select="$lang"/></xsl:call-template>
    </xsl:variable>
    <xsl:if test="$dir = 'rtl'"><xsl:attribute name="dir">rtl</xsl:attribute></xsl:if>
  </xsl:template>
  <xsl:template name="direction-of">
    <xsl:param name="lang"/>
    <xsl:choose>
      <xsl:when test="contains(' ar arc ckb dv fa he ks ps sd ug ur yi ', concat(' ', substring-before(concat($lang, '-'), '-'), ' '))">rtl</xsl:when>
      <xsl:otherwise>ltr</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- 2026-03-15 → 15 March 2026 -->
  <xsl:template name="date">
    <xsl:param name="date"/>
    <time datetime="{$date}">
      <xsl:value-of select="concat(number(substring($date, 9, 2)), ' ',
                                   $w/month[number(substring($date, 6, 2))], ' ',
                                   substring($date, 1, 4))"/>
    </time>
  </xsl:template>

  <!-- (PDF, 545KB, 24 pages): kilobytes rounded up, megabytes to 2 decimals. -->
  <xsl:template name="file-facts">
    <xsl:param name="file" select="."/>
    <xsl:value-of select="concat(' (', $file/@format)"/>
    <xsl:if test="$file/@bytes">
      <xsl:text>, </xsl:text>
      <xsl:choose>
        <xsl:when test="$file/@bytes &gt;= 1048576">
          <xsl:value-of select="concat(format-number($file/@bytes div 1048576, '0.00'), 'MB')"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:value-of select="concat(ceiling($file/@bytes div 1024), 'KB')"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:if>
    <xsl:if test="$file/@pages">
      <xsl:text>, </xsl:text>
      <xsl:choose>
        <xsl:when test="$file/@pages = 1"><xsl:value-of select="concat('1 ', $w/page)"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="concat($file/@pages, ' ', $w/pages)"/></xsl:otherwise>
      </xsl:choose>
    </xsl:if>
    <xsl:text>)</xsl:text>
  </xsl:template>

  <!-- "Appendix A: Legal duties", of a page or a page's entry. -->
  <xsl:template name="page-name">
    <xsl:param name="of" select="$page"/>
    <xsl:if test="$of/@appendix">
      <xsl:value-of select="concat($w/appendix, ' ', $of/@appendix, ': ')"/>
    </xsl:if>
    <xsl:value-of select="$of/@title"/>
  </xsl:template>
</xsl:stylesheet>
