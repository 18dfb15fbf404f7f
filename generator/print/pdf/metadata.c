/*
 * XMP metadata and document information. The XMP claims PDF/A-2a (with attached files
 * A-3a, or A-4f for A-4 below) and PDF/UA-1,
 * and describes the schema of the latter, which PDF/A does not know (ISO 19005-2,
 * 6.6.2.3); or PDF/A-4, PDF/UA-2 and, as declarations, both parts of WTPDF 1.0. Of a document
 * with faults it claims less.
 */
#include "internal.h"

/* `before` text `after`, or nothing. */
static void put_property(struct buf *out, const char *before, const char *text, const char *after)
{
    if (text == NULL)
        return;
    buf_puts(out, before);
    buf_put_xml(out, str_of(text));
    buf_puts(out, after);
}

static void put_date_property(struct buf *out, const char *name, int64_t date)
{
    buf_printf(out, "<xmp:%s>", name);
    put_iso_date(out, date);
    buf_printf(out, "</xmp:%s>\n", name);
}

static const char SCHEMA[] =
    "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\n"
    "<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>\n"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\n"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\n"
    "<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\n"
    "<pdfaProperty:name>part</pdfaProperty:name>\n"
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\n"
    "<pdfaProperty:category>internal</pdfaProperty:category>\n"
    "<pdfaProperty:description>The part of ISO 14289 the document follows"
    "</pdfaProperty:description>\n"
    "</rdf:li></rdf:Seq></pdfaSchema:property>\n"
    "</rdf:li></rdf:Bag></pdfaExtension:schemas>\n";

/* PDF/A: level A wants what PDF/UA wants, level U Unicode for all text. */
static void put_archive(struct buf *out, bool is_2_0, enum pdf_claim claim, bool has_attachments)
{
    if (is_2_0)
        buf_printf(out, "<pdfaid:part>4</pdfaid:part><pdfaid:rev>2020</pdfaid:rev>%s\n",
                   has_attachments ? "<pdfaid:conformance>F</pdfaid:conformance>" : "");
    else
        buf_printf(out,
                   "<pdfaid:part>%d</pdfaid:part><pdfaid:conformance>%c</pdfaid:conformance>\n",
                   has_attachments ? 3 : 2, claim == PDF_CLAIMS_ALL ? 'A' : 'U');
}

static const char CLAIMS_1_7[] = "<pdfuaid:part>1</pdfuaid:part>\n";

#define DECLARATION(name)                                                                          \
    "<rdf:li "                                                                                     \
    "rdf:parseType=\"Resource\"><pdfd:conformsTo>http://pdfa.org/declarations/wtpdf#" name         \
    "</pdfd:conformsTo></rdf:li>\n"

static const char CLAIMS_2_0[] = "<pdfuaid:part>2</pdfuaid:part><pdfuaid:rev>2024</pdfuaid:rev>\n"
                                 "<pdfd:declarations><rdf:Bag>\n" DECLARATION("accessibility1.0")
                                     DECLARATION("reuse1.0") "</rdf:Bag></pdfd:declarations>\n";

void put_xmp(struct buf *out, const struct pdf_options *options, enum pdf_claim claim,
             bool has_attachments)
{
    bool is_2_0 = options->version == PDF_2_0;
    buf_puts(out, "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                  "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
                  "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
                  "<rdf:Description rdf:about=\"\"\n"
                  " xmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n"
                  " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"\n"
                  " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"\n"
                  " xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\"\n"
                  " xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\"\n");
    buf_puts(out, is_2_0 ? " xmlns:pdfd=\"http://pdfa.org/declarations/\">\n"
                         : " xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\"\n"
                           " xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\"\n"
                           " xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n");
    if (claim != PDF_CLAIMS_NONE)
        put_archive(out, is_2_0, claim, has_attachments);
    if (claim == PDF_CLAIMS_ALL)
        buf_puts(out, is_2_0 ? CLAIMS_2_0 : CLAIMS_1_7);
    put_property(out, "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">", options->title,
                 "</rdf:li></rdf:Alt></dc:title>\n");
    put_property(out, "<dc:creator><rdf:Seq><rdf:li>", options->author,
                 "</rdf:li></rdf:Seq></dc:creator>\n");
    put_property(out, "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">", options->subject,
                 "</rdf:li></rdf:Alt></dc:description>\n");
    put_property(out, "<dc:language><rdf:Bag><rdf:li>", options->lang,
                 "</rdf:li></rdf:Bag></dc:language>\n");
    put_property(out, "<pdf:Keywords>", options->keywords, "</pdf:Keywords>\n");
    buf_puts(out, "<pdf:Producer>" PDF_PRODUCER "</pdf:Producer>\n"
                  "<xmp:CreatorTool>" PDF_PRODUCER "</xmp:CreatorTool>\n");
    put_date_property(out, "CreateDate", options->date);
    put_date_property(out, "ModifyDate", options->date);
    put_date_property(out, "MetadataDate", options->date);
    buf_puts(out, is_2_0 ? "" : SCHEMA);
    buf_puts(out, "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>\n");
}

void put_info(struct buf *out, const struct pdf_options *options)
{
    put_text_entry(out, "/Title", options->title);
    put_text_entry(out, "/Author", options->author);
    put_text_entry(out, "/Subject", options->subject);
    put_text_entry(out, "/Keywords", options->keywords);
    buf_puts(out, "/Producer(" PDF_PRODUCER ")/Creator(" PDF_PRODUCER ")/CreationDate(");
    put_pdf_date(out, options->date);
    buf_puts(out, ")/ModDate(");
    put_pdf_date(out, options->date);
    buf_putc(out, ')');
}
