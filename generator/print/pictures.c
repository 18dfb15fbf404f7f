/*
 * Where pictures come from: files, data: URIs and drawings inside the document. Each is
 * loaded once, whatever makes areas of it how often.
 */
#include "print/internal.h"

#include <string.h>

const char *printer_address(struct printer *printer, const char *value)
{
    struct str text = str_trim(str_of(value));
    if (str_starts(text, "url(") && str_ends(text, ")"))
        text = str_trim((struct str){text.s + 4, text.n - 5});
    if (text.n >= 2 && (text.s[0] == '\'' || text.s[0] == '"') && text.s[text.n - 1] == text.s[0])
        text = (struct str){text.s + 1, text.n - 2};
    return arena_strndup(printer->arena, text.s, text.n);
}

/* "http" of "http://…"; a letter alone before the colon is no scheme but a drive. */
static struct str scheme_of(const char *uri)
{
    size_t n = strspn(uri, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.");
    return (struct str){uri, n > 1 && uri[n] == ':' ? n : 0};
}

static const char *file_of(struct printer *printer, const char *uri)
{
    struct buf path = BUF_INIT;
    struct str rest = {uri + strlen("file:"), strlen(uri) - strlen("file:")};
    if (str_starts(rest, "//localhost/"))
        rest = (struct str){rest.s + 11, rest.n - 11};
    else if (str_starts(rest, "///"))
        rest = (struct str){rest.s + 2, rest.n - 2};
    percent_decode(&path, rest);
    return buf_to_arena(&path, printer->arena);
}

static void find_file(struct printer *printer, const char *uri, struct pdf_picture *picture)
{
    const char *path = str_is(scheme_of(uri), "file") ? file_of(printer, uri) : uri;
    if (path[0] != '/')
        path = path_join(printer->arena, path_folder(printer->arena, printer->path), path);
    picture->key = picture->file = path;
}

/* A data: URI is a picture of its own by all its characters; messages show its type. */
static void find_data(struct printer *printer, const char *uri, struct pdf_picture *picture)
{
    picture->key = uri;
    picture->file = arena_printf(printer->arena, "%.*s,…", (int)strcspn(uri, ",;"), uri);
    if (!data_uri_decode(printer->arena, uri, &picture->bytes))
        picture->fault = "its data: address holds no data";
    picture->has_bytes = true;
}

static void find_foreign(struct printer *printer, const struct fo *fo, struct pdf_picture *picture)
{
    picture->key = arena_printf(printer->arena, "%p", (const void *)fo->xml);
    picture->file = "the drawing in fo:instream-foreign-object";
    picture->bytes = fo_foreign_xml(printer->arena, fo);
    picture->has_bytes = true;
    if (picture->bytes.n == 0)
        picture->fault = "there is none in the element";
}

/* The finding names the picture before it says what is wrong. */
static void tell(void *payload, const struct pdf_picture *picture, uint32_t line,
                 enum message message, va_list args)
{
    struct printer *printer = payload;
    struct arena *arena = printer->findings->arena;
    struct fo_place at = fo_place(printer->tree, picture->origin);
    printer->lost_picture |= message != MSG_SVG_RASTER && !picture->is_inside;
    const char *part = picture->is_inside ? ", a picture in it" : "";
    struct finding *finding = printer_find(printer, &at, message, args);
    const char *where = line > 0 ? arena_printf(arena, ", line %u", line) : "";
    finding->message =
        arena_printf(arena, "\"%s\"%s%s: %s", picture->file, where, part, finding->message);
    if (picture->is_inside)
        finding->level = LEVEL_WARNING;
}

static struct pdf_image *load(struct printer *printer, const struct fo *fo,
                              struct pdf_picture *picture)
{
    struct fo_place at = fo_place(printer->tree, fo);
    picture->from = at.column
                        ? arena_printf(printer->arena, "%s:%u:%u", at.path, at.line, at.column)
                        : arena_printf(printer->arena, "%s:%u", at.path, at.line);
    picture->only_warn = printer->tree->lenient || printer->findings;
    picture->tell = printer->findings ? tell : NULL;
    picture->payload = printer;
    picture->origin = fo;
    picture->is_known = printer->drawings_are_known;
    return pdf_image_load(printer->pdf, picture);
}

struct pdf_image *printer_picture(struct printer *printer, const struct fo *fo, const char *value)
{
    struct pdf_picture picture = {0};
    const char *uri = printer_address(printer, value);
    struct str scheme = scheme_of(uri);
    if (str_is(scheme, "data")) {
        find_data(printer, uri, &picture);
    } else if (scheme.n == 0 || str_is(scheme, "file")) {
        find_file(printer, uri, &picture);
    } else {
        picture.key = picture.file = uri;
        picture.fault = "nothing is fetched from the network";
    }
    if (!*uri) {
        picture.key = arena_printf(printer->arena, "%p", (const void *)fo->xml);
        picture.file = fo_name(fo);
        picture.fault = "it has no address";
    }
    return load(printer, fo, &picture);
}

struct pdf_image *printer_image(struct printer *printer, const struct fo *fo)
{
    if (fo->type == FO_EXTERNAL_GRAPHIC)
        return printer_picture(printer, fo, fo_string(printer->tree, fo, FO_P_SRC));
    struct pdf_picture picture = {0};
    find_foreign(printer, fo, &picture);
    return load(printer, fo, &picture);
}

bool printer_image_size(void *payload, const struct fo *fo, const char *address, mpt *width,
                        mpt *height)
{
    struct printer *printer = payload;
    struct pdf_image *image =
        address ? printer_picture(printer, fo, address) : printer_image(printer, fo);
    if (!image)
        return false;
    *width = pdf_image_width(image);
    *height = pdf_image_height(image);
    if (printer->like_fop && pdf_image_is_drawing(image)) {
        *width = (mpt)((int64_t)*width * 4 / 3);
        *height = (mpt)((int64_t)*height * 4 / 3);
    }
    return true;
}
