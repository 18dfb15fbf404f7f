<?xml version="1.0" encoding="UTF-8"?>
<!--
  The fixed words of the print theme, in English. Another language is a
  stylesheet that imports publication.xsl and defines these again.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:variable name="word-contents">Contents</xsl:variable>
  <xsl:variable name="word-page">Page</xsl:variable>
  <xsl:variable name="word-of">of</xsl:variable>
  <xsl:variable name="word-version">Version</xsl:variable>
  <xsl:variable name="word-appendix">Appendix</xsl:variable>
  <xsl:variable name="word-draft">Draft</xsl:variable>
  <xsl:variable name="word-draft-mark">DRAFT</xsl:variable>
  <xsl:variable name="word-draft-warning">Draft: not approved for publication</xsl:variable>
  <xsl:variable name="word-consultation">Open for comment</xsl:variable>
  <xsl:variable name="word-final">Final</xsl:variable>
  <xsl:variable name="word-published">Published</xsl:variable>
  <xsl:variable name="word-read-online">Read this document on the web:</xsl:variable>

  <xsl:variable name="word-facts">About this document</xsl:variable>
  <xsl:variable name="word-title">Title</xsl:variable>
  <xsl:variable name="word-organisation">Organisation</xsl:variable>
  <xsl:variable name="word-status">Status</xsl:variable>
  <xsl:variable name="word-owner">Owner</xsl:variable>
  <xsl:variable name="word-author">Author</xsl:variable>
  <xsl:variable name="word-approved-by">Approved by</xsl:variable>
  <xsl:variable name="word-reviewed">Last reviewed</xsl:variable>
  <xsl:variable name="word-review">Next review</xsl:variable>

  <xsl:variable name="word-sign-offs">Who has signed off this document</xsl:variable>
  <xsl:variable name="word-sign-off">Sign-off</xsl:variable>
  <xsl:variable name="word-given-by">Given by</xsl:variable>
  <xsl:variable name="word-not-applicable">Not applicable</xsl:variable>
  <xsl:variable name="word-not-signed-off">Not yet signed off</xsl:variable>

  <xsl:variable name="word-done">Done</xsl:variable>
  <xsl:variable name="word-to-do">To do</xsl:variable>
  <xsl:variable name="word-do">Do</xsl:variable>
  <xsl:variable name="word-dont">Do not</xsl:variable>
  <xsl:variable name="word-details">More information</xsl:variable>
  <xsl:variable name="word-important">Important</xsl:variable>
  <xsl:variable name="word-note">Note</xsl:variable>
  <xsl:variable name="word-tip">Tip</xsl:variable>
  <xsl:variable name="word-warning">Warning</xsl:variable>
  <xsl:variable name="word-caution">Caution</xsl:variable>

  <xsl:variable name="word-go-to">Go to</xsl:variable>
  <xsl:variable name="word-go-to-note">Go to note</xsl:variable>
  <xsl:variable name="word-back-from-note">Back to the text from note</xsl:variable>
  <xsl:variable name="word-web-page">Web page:</xsl:variable>
  <xsl:variable name="word-email">Email:</xsl:variable>
  <xsl:variable name="word-phone">Phone:</xsl:variable>
  <xsl:variable name="word-post">Post:</xsl:variable>
  <xsl:variable name="word-website">Website:</xsl:variable>
  <xsl:variable name="word-text">Text message:</xsl:variable>
  <xsl:variable name="word-relay">Relay service:</xsl:variable>

  <xsl:variable name="word-addresses">Web addresses</xsl:variable>
  <xsl:variable name="word-addresses-lead">If you read this document on paper, you can find the pages it links to at these addresses.</xsl:variable>
  <xsl:variable name="word-contact">Contact us</xsl:variable>
  <xsl:variable name="word-formats">Other formats</xsl:variable>
  <xsl:variable name="word-formats-lead">You can ask us for this document in large print, easy read, braille, audio, British Sign Language or another language. Please tell us which one you need.</xsl:variable>

  <xsl:variable name="word-easy-read">Easy read</xsl:variable>
  <xsl:variable name="word-easy-read-of">An easy read version of:</xsl:variable>
  <xsl:variable name="word-full-version">The full version</xsl:variable>
  <xsl:variable name="word-full-version-lead">You can read the full version on our website. It has more information.</xsl:variable>
  <xsl:variable name="word-easy-formats-lead">You can ask us for this booklet in another format. This can be large print, audio or another language.</xsl:variable>
</xsl:stylesheet>
