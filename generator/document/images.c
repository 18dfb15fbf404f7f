/* Images: the file on disk and its size. Only headers are decoded; that the file goes on to
 * its end is checked by its chunks, or its last bytes. */
#include "internal.h"

#include <ctype.h>
#include <dirent.h>
#include <jpeglib.h>
#include <libxml/parser.h>
#include <math.h>
#include <png.h>
#include <setjmp.h>
#include <string.h>
#include <strings.h>

enum {
    SIZE_LIMIT = 100000, /* pixels a side */
    PIXEL_LIMIT = 100 * 1000 * 1000,
    SUGGESTIONS = 50, /* of a missing file's nearest name, on one page */
};

/* ---- PNG ------------------------------------------------------------------------ */

/* Whether all chunks are there, from the signature to IEND. What stands behind it harms none. */
static bool png_is_whole(FILE *file)
{
    unsigned char head[8];
    for (long at = 8; fseek(file, at, SEEK_SET) == 0 && fread(head, 1, 8, file) == 8;) {
        if (memcmp(head + 4, "IEND", 4) == 0)
            return true;
        at += 12L + ((long)head[0] << 24 | head[1] << 16 | head[2] << 8 | head[3]);
    }
    return false;
}

static bool png_size(FILE *file, unsigned *width, unsigned *height, const char **why)
{
    png_image image = {.version = PNG_IMAGE_VERSION};
    bool right = png_image_begin_read_from_stdio(&image, file) != 0;
    *width = image.width;
    *height = image.height;
    png_image_free(&image);
    *why = right ? "the PNG is cut off" : "the PNG is damaged";
    return right && png_is_whole(file);
}

/* ---- JPEG ------------------------------------------------------------------------ */

struct jpeg_failure {
    struct jpeg_error_mgr manager;
    jmp_buf leave;
};

static void jpeg_fail(j_common_ptr info)
{
    struct jpeg_failure *failure = (struct jpeg_failure *)(void *)info->err;
    longjmp(failure->leave, 1);
}

static void jpeg_be_quiet(j_common_ptr info UNUSED)
{
}

/* The number of channels, 0 if it is no JPEG. */
static int jpeg_header(FILE *file, unsigned *width, unsigned *height)
{
    struct jpeg_decompress_struct info;
    struct jpeg_failure failure;
    info.err = jpeg_std_error(&failure.manager);
    failure.manager.error_exit = jpeg_fail;
    failure.manager.output_message = jpeg_be_quiet;
    if (setjmp(failure.leave) != 0) {
        jpeg_destroy_decompress(&info);
        return 0;
    }
    jpeg_create_decompress(&info);
    jpeg_stdio_src(&info, file);
    jpeg_read_header(&info, TRUE);
    *width = info.image_width;
    *height = info.image_height;
    int channels = info.num_components;
    jpeg_destroy_decompress(&info);
    return channels;
}

static bool ends_with(FILE *file, const char *bytes, size_t size, long within)
{
    char tail[512];
    if (within > (long)sizeof tail || fseek(file, -within, SEEK_END) != 0)
        return false;
    size_t got = fread(tail, 1, (size_t)within, file);
    for (size_t at = 0; at + size <= got; at++)
        if (memcmp(tail + at, bytes, size) == 0)
            return true;
    return false;
}

static bool jpeg_size(FILE *file, unsigned *width, unsigned *height, const char **why)
{
    int channels = jpeg_header(file, width, height);
    *why = channels == 0  ? "the JPEG is damaged"
           : channels > 3 ? "its colours are CMYK, for a printing press; RGB is wanted"
                          : "the JPEG is cut off";
    if (channels == 0 || channels > 3)
        return false;
    return ends_with(file, "\xFF\xD9", 2, 2) || ends_with(file, "\xFF\xD9", 2, 64);
}

/* ---- SVG --------------------------------------------------------------------------- */

/* A length in CSS pixels (CSS Values 4, section 6.2); 0 if it is none or relative. */
static double css_pixels(const char *text)
{
    static const struct {
        const char *unit;
        double pixels;
    } units[] = {{"", 1},    {"px", 1},           {"pt", 96.0 / 72}, {"pc", 16},
                 {"in", 96}, {"cm", 96.0 / 2.54}, {"mm", 9.6 / 2.54}};
    char *end;
    double value = text != NULL ? strtod(text, &end) : 0;
    if (text == NULL || end == text || !(value > 0))
        return 0;
    struct str unit = str_trim(str_of(end));
    for (size_t i = 0; i < COUNT_OF(units); i++)
        if (str_is(unit, units[i].unit))
            return value * units[i].pixels;
    return 0;
}

static bool svg_root_size(xmlNode *root, unsigned *width, unsigned *height)
{
    xmlChar *w = xmlGetNoNsProp(root, BAD_CAST "width"),
            *h = xmlGetNoNsProp(root, BAD_CAST "height");
    xmlChar *box = xmlGetNoNsProp(root, BAD_CAST "viewBox");
    double across = css_pixels((const char *)w), down = css_pixels((const char *)h);
    double x, y, box_width = 0, box_height = 0;
    bool boxed = box != NULL &&
                 sscanf((const char *)box, "%lf%*[, \t\n]%lf%*[, \t\n]%lf%*[, \t\n]%lf", &x, &y,
                        &box_width, &box_height) == 4 &&
                 box_width > 0 && box_height > 0;
    if (boxed && across == 0 && down == 0) {
        across = box_width;
        down = box_height;
    } else if (boxed && across == 0) {
        across = down * box_width / box_height;
    } else if (boxed && down == 0) {
        down = across * box_height / box_width;
    }
    xmlFree(w);
    xmlFree(h);
    xmlFree(box);
    if (!(across > 0 && down > 0 && across < SIZE_LIMIT && down < SIZE_LIMIT))
        return false;
    *width = (unsigned)(across < 1 ? 1 : across + 0.5);
    *height = (unsigned)(down < 1 ? 1 : down + 0.5);
    return true;
}

/* What the parser said first, and where. */
static const char *xml_fault(struct arena *arena)
{
    xmlErrorPtr error = xmlGetLastError();
    if (error == NULL)
        return "it is not an SVG";
    struct str said = {error->message, strcspn(error->message, "\n")};
    return arena_printf(arena, "it is not well-formed XML: %.*s (its line %d)", (int)said.n, said.s,
                        error->line);
}

/* Without network, external files or entities. */
static bool svg_size(struct arena *arena, const char *path, unsigned *width, unsigned *height,
                     const char **why)
{
    xmlResetLastError();
    xmlDoc *doc =
        xmlReadFile(path, NULL, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    xmlNode *root = doc != NULL ? xmlDocGetRootElement(doc) : NULL;
    bool right = false;
    if (root == NULL)
        *why = xml_fault(arena);
    else if (strcmp((const char *)root->name, "svg") != 0)
        *why = "it is not an SVG";
    else if (doc->intSubset != NULL && doc->intSubset->entities != NULL)
        *why = "the SVG declares entities";
    else if (!svg_root_size(root, width, height))
        *why = "the SVG states no size that can be used: it needs a viewBox, or width and height";
    else
        right = true;
    xmlFreeDoc(doc);
    return right;
}

/* ---- Any ----------------------------------------------------------------------------- */

enum kind { NO_KIND, PNG, JPEG, SVG };

static enum kind kind_by_name(const char *path)
{
    static const struct {
        const char *extension;
        enum kind kind;
    } kinds[] = {{".png", PNG}, {".jpg", JPEG}, {".jpeg", JPEG}, {".svg", SVG}};
    for (size_t i = 0; i < COUNT_OF(kinds); i++)
        if (strcasecmp(path_extension(path), kinds[i].extension) == 0)
            return kinds[i].kind;
    return NO_KIND;
}

/* Whether it begins as a file of that kind does; if not, *why. */
static bool begins_as(FILE *file, enum kind kind, const char **why)
{
    static const char *const wrong[] = {"", "its name says PNG, but it is none",
                                        "its name says JPEG, but it is none"};
    char head[8];
    size_t got = fread(head, 1, sizeof head, file);
    struct str start = {head, got};
    rewind(file);
    *why = got == 0 ? "the file is empty" : wrong[kind];
    return str_starts(start, kind == PNG ? "\x89PNG\r\n\x1A\n" : "\xFF\xD8\xFF");
}

static bool pixels_size(const char *path, enum kind kind, unsigned *width, unsigned *height,
                        const char **why)
{
    FILE *file = fopen(path, "rb");
    *why = "it cannot be opened";
    if (file == NULL)
        return false;
    bool right = begins_as(file, kind, why) &&
                 (kind == PNG ? png_size : jpeg_size)(file, width, height, why);
    fclose(file);
    if (right && (*width == 0 || *height == 0 || *width > SIZE_LIMIT || *height > SIZE_LIMIT ||
                  (uint64_t)*width * *height > PIXEL_LIMIT)) {
        *why = "it has more pixels than can be printed";
        right = false;
    }
    return right;
}

bool image_size(struct arena *arena, const char *path, unsigned *width, unsigned *height,
                const char **why)
{
    enum kind kind = kind_by_name(path);
    bool right = false;
    *why = "it is not a .png, .jpg or .svg file";
    *width = *height = 0;
    if (kind != NO_KIND)
        right = kind == SVG ? svg_size(arena, path, width, height, why)
                            : pixels_size(path, kind, width, height, why);
    if (!right)
        *width = *height = 0;
    return right;
}

/* ---- In the tree ----------------------------------------------------------------------- */

const char *nearest_file(struct arena *arena, const char *path)
{
    const char *folder = path_folder(arena, path), *name = path_name(path), *found = NULL;
    VEC(const char *) names = {0};
    DIR *dir = opendir(folder);
    for (struct dirent *entry; dir != NULL && (entry = readdir(dir)) != NULL;) {
        if (entry->d_name[0] == '.' || strcmp(entry->d_name, name) == 0)
            continue;
        const char *kept = arena_strdup(arena, entry->d_name);
        if (strcasecmp(kept, name) == 0 && (found == NULL || strcmp(kept, found) < 0))
            found = kept;
        *vec_push(&names) = kept;
    }
    if (dir != NULL)
        closedir(dir);
    if (found == NULL && names.count > 0)
        found = nearest_word(str_of(name), names.items, names.count);
    vec_release(&names);
    return found;
}

const char *destination_file(struct arena *arena, const struct site *site, const char *page,
                             const char *destination)
{
    char *decoded = arena_strdup(arena, destination), *to = decoded;
    decoded[strcspn(decoded, "?#")] = '\0';
    for (const char *from = decoded; *from != '\0'; to++) {
        unsigned byte;
        bool escape = from[0] == '%' && isxdigit((unsigned char)from[1]) &&
                      isxdigit((unsigned char)from[2]) && sscanf(from + 1, "%2x", &byte) == 1;
        *to = escape ? (char)byte : *from;
        from += escape ? 3 : 1;
    }
    *to = '\0';
    if (decoded[0] == '/')
        return path_join(arena, site->root[0] != '\0' ? site->root : ".", decoded + 1);
    return path_join(arena, path_folder(arena, page), decoded);
}

const char *destination_below(struct arena *arena, const struct document *page,
                              const char *destination)
{
    return destination_file(arena, &(const struct site){.root = ""}, page->path, destination);
}

static bool has_scheme(const char *destination)
{
    size_t size = strspn(destination, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ+-.");
    return (size > 1 && destination[size] == ':') || strncmp(destination, "//", 2) == 0;
}

/* `file` and the size, or the name of a pictogram that the theme will look up. */
void image_fill(struct builder *builder, xmlNode *image)
{
    const char *destination = attribute_of(builder->arena, image, "destination");
    struct span span = document_span(image);
    unsigned width = 0, height = 0;
    const char *file = "", *why;
    if (strncmp(destination, "picture:", 8) == 0) {
        set_attribute(image, "name", destination + 8);
    } else if (has_scheme(destination)) {
        report(builder->findings, builder->source, span, MSG_IMAGE_REMOTE, destination);
    } else {
        file = destination_file(builder->arena, builder->site, builder->source->path, destination);
        if (folder_exists(file)) {
            report(builder->findings, builder->source, span, MSG_IMAGE_BROKEN, destination,
                   "it is a folder");
        } else if (!file_exists(file)) {
            bool suggest = builder->suggested++ < SUGGESTIONS;
            const char *near = suggest ? nearest_file(builder->arena, file) : NULL;
            report(builder->findings, builder->source, span, MSG_IMAGE_MISSING, destination,
                   near == NULL ? ""
                                : arena_printf(builder->arena, "; did you mean \"%s\"?", near));
        } else if (!image_size(builder->arena, file, &width, &height, &why)) {
            report(builder->findings, builder->source, span, MSG_IMAGE_BROKEN, destination, why);
        }
    }
    set_attribute(image, "file", file);
    set_number(image, "width", width);
    set_number(image, "height", height);
}
