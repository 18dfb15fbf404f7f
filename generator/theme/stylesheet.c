/*
 * libxslt: compiling a theme's stylesheets and running them. They may read the
 * themes' own folder and nothing else, write nothing, and see neither clock nor
 * memory addresses, so that a result depends on its input alone.
 */
#define _GNU_SOURCE /* memmem */
#include "internal.h"

#include <libexslt/exslt.h>
#include <libxml/xpathInternals.h>
#include <libxslt/extensions.h>
#include <libxslt/security.h>
#include <libxslt/transform.h>
#include <libxslt/variables.h>
#include <libxslt/xsltutils.h>

#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* ---- Messages of libxslt and libxml2 ---------------------------------------------- */

/* What they said, and where the first fault is. */
struct complaint {
    struct buf text;
    char *file;
    int line, column;
};

/* libxslt speaks in pieces of printf. */
static void collect(void *context, const char *format, ...)
{
    struct complaint *complaint = context;
    va_list args;
    va_start(args, format);
    buf_vprintf(&complaint->text, format, args);
    va_end(args);
}

/* libxml2: broken XML and XPath. */
#if LIBXML_VERSION >= 21200
static void collect_error(void *context, const xmlError *error)
#else
static void collect_error(void *context, xmlErrorPtr error)
#endif
{
    struct complaint *complaint = context;
    if (complaint->file == NULL && error->file != NULL) {
        complaint->file = strdup(error->file);
        complaint->line = error->line;
        complaint->column = error->int2;
    }
    if (error->message != NULL)
        buf_puts(&complaint->text, error->message);
    if (error->domain == XML_FROM_XPATH && error->str1 != NULL)
        buf_printf(&complaint->text, "in \"%s\"\n", error->str1);
}

static void complaint_listen(struct complaint *complaint)
{
    xsltSetGenericErrorFunc(complaint, collect);
    xmlSetStructuredErrorFunc(complaint, collect_error);
}

static void complaint_release(struct complaint *complaint)
{
    xsltSetGenericErrorFunc(NULL, NULL);
    xmlSetStructuredErrorFunc(NULL, NULL);
    buf_release(&complaint->text);
    free(complaint->file);
}

/* "runtime error: file F line L element E" heads a message of libxslt: takes the
 * place out of it. */
static bool read_place(struct str line, struct complaint *complaint)
{
    const char *file = memmem(line.s, line.n, "error: file ", 12);
    if (file == NULL)
        return false;
    file += 12;
    const char *end = memmem(file, (size_t)(line.s + line.n - file), " line ", 6);
    if (end != NULL && complaint->file == NULL) {
        complaint->file = strndup(file, (size_t)(end - file));
        complaint->line = atoi(end + 6);
    }
    return true;
}

/* Its lines as one sentence, without headers; the place in the struct. In `arena`. */
static const char *complaint_text(struct complaint *complaint, struct arena *arena)
{
    struct buf text = BUF_INIT;
    struct str rest = {complaint->text.s, complaint->text.n}, line;
    while (str_next(&rest, '\n', &line)) {
        line = str_trim(line);
        if (line.n == 0 || read_place(line, complaint))
            continue;
        buf_puts(&text, text.n > 0 ? "; " : "");
        buf_put_str(&text, line);
    }
    if (text.n == 0)
        buf_puts(&text, "no reason given");
    return buf_to_arena(&text, arena);
}

/* ---- Security and determinism --------------------------------------------------- */

/* What hangs at a transform's context (_private). */
struct run {
    const struct theme *theme;
    xmlHashTable *ids; /* node → number, of generate-id() */
};

/* For libxslt's check of reads. */
static int may_read(xsltSecurityPrefsPtr security UNUSED, xsltTransformContextPtr context,
                    const char *path)
{
    const struct run *this = context != NULL ? context->_private : NULL;
    char real[PATH_MAX];
    if (this == NULL || realpath(path, real) == NULL)
        return 0;
    for (size_t i = 0; i < this->theme->reach.count; i++) {
        const char *reach = this->theme->reach.items[i];
        size_t size = strlen(reach);
        if (strncmp(real, reach, size) == 0 && real[size] == '/')
            return 1;
    }
    return 0;
}

static xsltSecurityPrefs *make_security(void)
{
    xsltSecurityPrefs *security = xsltNewSecurityPrefs();
    if (security == NULL)
        die_no_memory(0);
    xsltSetSecurityPrefs(security, XSLT_SECPREF_READ_FILE, may_read);
    xsltSetSecurityPrefs(security, XSLT_SECPREF_WRITE_FILE, xsltSecurityForbid);
    xsltSetSecurityPrefs(security, XSLT_SECPREF_CREATE_DIRECTORY, xsltSecurityForbid);
    xsltSetSecurityPrefs(security, XSLT_SECPREF_READ_NETWORK, xsltSecurityForbid);
    xsltSetSecurityPrefs(security, XSLT_SECPREF_WRITE_NETWORK, xsltSecurityForbid);
    return security;
}

/* libxslt makes generate-id() from addresses. Ours counts: the first node asked
 * about is id1. */
static void generate_id(xmlXPathParserContextPtr parser, int count)
{
    xsltTransformContext *context = xsltXPathGetTransformContext(parser);
    const struct run *this = context->_private;
    xmlHashTable *ids = this->ids;
    const xmlNode *node = parser->context->node;
    xmlXPathObject *argument = NULL;
    if (count > 1) {
        xmlXPathSetArityError(parser);
        return;
    }
    if (count == 1) {
        argument = valuePop(parser);
        if (argument == NULL || argument->type != XPATH_NODESET) {
            xmlXPathFreeObject(argument);
            xmlXPathSetTypeError(parser);
            return;
        }
        xmlNodeSet *set = argument->nodesetval;
        xmlXPathNodeSetSort(set);
        node = set != NULL && set->nodeNr > 0 ? set->nodeTab[0] : NULL;
    }
    char key[32], id[32] = "";
    if (node != NULL) {
        snprintf(key, sizeof key, "%p", (const void *)node);
        uintptr_t number = (uintptr_t)xmlHashLookup(ids, BAD_CAST key);
        if (number == 0) {
            number = (uintptr_t)xmlHashSize(ids) + 1;
            xmlHashAddEntry(ids, BAD_CAST key, (void *)number);
        }
        snprintf(id, sizeof id, "id%zu", (size_t)number);
    }
    xmlXPathFreeObject(argument);
    valuePush(parser, xmlXPathNewString(BAD_CAST id));
}

/* What stylesheets get of EXSLT: no dates, no random numbers, no evaluation of text. */
static void register_functions(void)
{
    exsltCommonRegister();
    exsltStrRegister();
    exsltSetsRegister();
}

/* ---- Loading ------------------------------------------------------------------------ */

static void note_file(struct theme *theme, const xmlDoc *doc)
{
    if (doc == NULL || doc->URL == NULL)
        return;
    const char *path = (const char *)doc->URL;
    for (size_t i = 0; i < theme->files.count; i++) {
        if (strcmp(theme->files.items[i], path) == 0)
            return;
    }
    *vec_push(&theme->files) = arena_strdup(theme->arena, path);
}

/* A stylesheet's own file, what it includes and what it imports. */
static void note_files(struct theme *theme, const xsltStylesheet *stylesheet)
{
    for (; stylesheet != NULL; stylesheet = stylesheet->next) {
        note_file(theme, stylesheet->doc);
        for (const xsltDocument *included = stylesheet->docList; included != NULL;
             included = included->next)
            note_file(theme, included->doc);
        note_files(theme, stylesheet->imports);
    }
}

int stylesheet_load(struct theme *theme, enum theme_output output, const char *path)
{
    struct complaint complaint = {.text = BUF_INIT};
    register_functions();
    complaint_listen(&complaint);
    xsltStylesheet *stylesheet = xsltParseStylesheetFile(BAD_CAST path);
    int result = 0;
    /* What libxslt only warns of, as an unknown xsl: element, is a mistake too. */
    if (stylesheet == NULL || stylesheet->errors > 0 || complaint.text.n > 0) {
        const char *text = complaint_text(&complaint, theme->arena);
        result = fail(complaint.file != NULL ? complaint.file : path, (uint32_t)complaint.line,
                      (uint32_t)complaint.column, MSG_THEME_STYLESHEET, text);
        xsltFreeStylesheet(stylesheet);
    } else {
        theme->stylesheets[output] = stylesheet;
        note_files(theme, stylesheet);
    }
    complaint_release(&complaint);
    return result;
}

/* ---- Running -------------------------------------------------------------------------- */

static void set_parameters(const struct theme *theme, enum theme_output output,
                           xsltTransformContext *context)
{
    const struct {
        const char *name, *value;
    } parameters[] = {
        {"assets", THEME_ASSETS},
        {"stylesheet", theme->stylesheet_href},
        {"fonts", theme->fonts_href},
        {"logo", output == THEME_HTML ? theme->logo_href : theme->logo_file},
        {"icons", theme->nhs_brand && theme->entitled ? "nhs" : ""},
        {"folder", theme->folder},
    };
    for (size_t i = 0; i < COUNT_OF(parameters); i++)
        xsltQuoteOneUserParam(context, BAD_CAST parameters[i].name, BAD_CAST parameters[i].value);
}

/* The source file of the page, for messages; of the first where there are many. */
static char *page_path(const xmlDoc *document)
{
    const xmlNode *root = xmlDocGetRootElement(document);
    for (xmlNode *node = root != NULL ? root->children : NULL; node != NULL; node = node->next) {
        if (node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, "page") == 0)
            return (char *)xmlGetProp(node, BAD_CAST "path");
    }
    return NULL;
}

static xmlDoc *run(const struct theme *theme, enum theme_output output, xmlDoc *document,
                   struct complaint *complaint, bool *stopped)
{
    xsltStylesheet *stylesheet = theme->stylesheets[output];
    xsltTransformContext *context = xsltNewTransformContext(stylesheet, document);
    struct run this = {theme, xmlHashCreate(64)};
    if (context == NULL || this.ids == NULL)
        die_no_memory(0);
    xsltSecurityPrefs *security = make_security();
    context->_private = &this;
    xsltSetCtxtSecurityPrefs(security, context);
    xsltSetTransformErrorFunc(context, complaint, collect);
    xmlXPathRegisterFunc(context->xpathCtxt, BAD_CAST "generate-id", generate_id);
    set_parameters(theme, output, context);
    xmlDoc *result = xsltApplyStylesheetUser(stylesheet, document, NULL, NULL, NULL, context);
    *stopped = context->state != XSLT_STATE_OK;
    xsltFreeTransformContext(context);
    xsltFreeSecurityPrefs(security);
    xmlHashFree(this.ids, NULL);
    return result;
}

xmlDoc *theme_transform(const struct theme *theme, enum theme_output output, xmlDoc *document)
{
    if (theme->stylesheets[output] == NULL) {
        static const char *const names[THEME_OUTPUTS] = {"html", "print", "easy-read-print"};
        fail(theme->source->path, 0, 0, MSG_THEME_NO_OUTPUT, names[output]);
        return NULL;
    }
    diagrams_add(theme, document);
    struct complaint complaint = {.text = BUF_INIT};
    struct arena *arena = arena_new();
    char *path = page_path(document);
    const char *page = path != NULL ? path : "document";
    bool stopped = false;
    complaint_listen(&complaint);
    xmlDoc *result = run(theme, output, document, &complaint, &stopped);
    if (result == NULL || stopped) {
        const char *text = complaint_text(&complaint, arena);
        fail(complaint.file, (uint32_t)complaint.line, 0, MSG_THEME_TRANSFORM, page, text);
        xmlFreeDoc(result);
        result = NULL;
    } else if (complaint.text.n > 0) {
        const char *text = complaint_text(&complaint, arena);
        warn(complaint.file, (uint32_t)complaint.line, 0, MSG_THEME_SAYS, page, text);
    }
    if (result != NULL && brand_check_page(theme, result, page) != 0) {
        xmlFreeDoc(result);
        result = NULL;
    }
    complaint_release(&complaint);
    xmlFree(path);
    arena_free(arena);
    return result;
}
