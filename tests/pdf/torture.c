/*
 * A document that uses all of pdf.h, for qpdf, veraPDF and the reader of its
 * structure to judge: torture OUT.pdf PICTURES [FILLER-PAGES [2.0]]
 */
#include "print/pdf/pdf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WIDTH = 595276, HEIGHT = 841890, LEFT = 56693, PT = 1000 };

struct book {
    struct arena *arena;
    struct arena *line; /* rewound after each */
    struct font_set *set;
    struct pdf *pdf;
    struct pdf_element *root;
    mpt y;
    unsigned notes;
};

/* ---- Setting a line ------------------------------------------------------------------- */

struct ink {
    const char *family, *lang;
    mpt size;
    int weight;
    enum font_style slope;
    struct pdf_color color;
};
static const struct ink BODY = {"Liberation Sans", "en-GB",     11 * PT, 400,
                                FONT_NORMAL,       {33, 43, 50}};
static const struct ink HEADING = {"Liberation Sans", "en-GB",     20 * PT, 700,
                                   FONT_NORMAL,       {0, 94, 184}};
static const struct ink LINK = {"Liberation Sans", "en-GB",     11 * PT, 400,
                                FONT_ITALIC,       {0, 94, 184}};

static struct text_paragraph *shape(struct book *book, const char *text, const struct ink *ink)
{
    const char **family = ARENA_ARRAY(book->line, 1, const char *);
    struct text_style *style = ARENA_NEW(book->line, struct text_style);
    struct text_run *run = ARENA_NEW(book->line, struct text_run);
    family[0] = ink->family;
    *style = (struct text_style){.request = {family, 1, ink->weight, ink->slope},
                                 .size = ink->size,
                                 .lang = ink->lang,
                                 .kerning = true,
                                 .ligatures = true};
    *run = (struct text_run){0, (uint32_t)strlen(text), style, NULL};
    struct text_paragraph *paragraph = text_paragraph_new(
        book->line, book->set, str_of(text), run, 1, (struct text_bidi){.direction = TEXT_AUTO});
    if (paragraph->missing != NULL) {
        fprintf(stderr, "no font has %s of \"%s\"\n", paragraph->missing, text);
        exit(EXIT_FAILURE);
    }
    return paragraph;
}

static mpt item_width(const struct text_item *item)
{
    mpt width = 0;
    for (size_t i = 0; i < item->glyph_count; i++)
        width += item->glyphs[i].advance;
    return width;
}

/* Pieces stand in visual order and are painted in the text's. Gives the width. */
static mpt put_words(struct book *book, struct pdf_element *element, const char *text,
                     const struct ink *ink, mpt x)
{
    struct arena_mark mark = arena_mark(book->line);
    struct text_paragraph *paragraph = shape(book, text, ink);
    size_t count = paragraph->item_count;
    uint8_t *levels = ARENA_ARRAY(book->line, count, uint8_t);
    uint32_t *order = ARENA_ARRAY(book->line, count, uint32_t);
    mpt *places = ARENA_ARRAY(book->line, count, mpt), at = x;
    for (size_t i = 0; i < count; i++)
        levels[i] = paragraph->items[i].level;
    text_visual_order(levels, count, order);
    for (size_t i = 0; i < count; i++) {
        places[order[i]] = at;
        at += item_width(&paragraph->items[order[i]]);
    }
    if (element != NULL)
        pdf_content(book->pdf, element);
    for (size_t i = 0; i < count; i++) {
        const struct text_item *item = &paragraph->items[i];
        const struct pdf_text piece = {
            .font = item->font,
            .size = ink->size,
            .color = ink->color,
            .glyphs = item->glyphs,
            .glyph_count = item->glyph_count,
            .text = paragraph->text,
            .start = item->start,
            .end = item->end,
            .right_to_left = item->level % 2 == 1,
        };
        pdf_text(book->pdf, places[i], book->y, &piece);
    }
    arena_rewind(book->line, mark);
    return at - x;
}

static struct pdf_element *element(struct book *book, struct pdf_element *parent, const char *type)
{
    return pdf_element(book->pdf, parent, type, NULL);
}

static void put_line(struct book *book, struct pdf_element *element, const char *text,
                     const struct ink *ink)
{
    put_words(book, element, text, ink, LEFT);
    book->y += ink->size * 3 / 2;
}

/* ---- Pages ------------------------------------------------------------------------------- */

static void begin_page(struct book *book, const char *label)
{
    pdf_page_begin(book->pdf, pdf_page_count(book->pdf), WIDTH, HEIGHT, label);
    pdf_artifact(book->pdf, "Pagination", "Header");
    book->y = 40 * PT;
    put_words(book, NULL, "A strategy for everybody", &BODY, LEFT);
    pdf_stroke_line(book->pdf, LEFT, 46 * PT, WIDTH - LEFT, 46 * PT, PT / 2, PDF_SOLID,
                    (struct pdf_color){0, 94, 184});
    book->y = 90 * PT;
}

static void end_page(struct book *book, const char *folio)
{
    pdf_artifact(book->pdf, "Pagination", "Footer");
    book->y = HEIGHT - 40 * PT;
    put_words(book, NULL, folio, &BODY, WIDTH / 2);
    pdf_page_end(book->pdf);
}

static struct pdf_element *put_heading(struct book *book, struct pdf_element *parent,
                                       const char *type, const char *text, const char *id)
{
    struct pdf_element *heading = element(book, parent, type);
    pdf_destination(book->pdf, heading, id, book->y - HEADING.size);
    put_line(book, heading, text, &HEADING);
    book->y += 8 * PT;
    return heading;
}

/* ---- What the pages hold ------------------------------------------------------------------- */

static const struct {
    const char *lang, *text;
} SCRIPTS[] = {
    {"en-GB", "The office of difficult affairs: fi ffi AVATAR (brackets) \\ back\xC2\xADslash."},
    {"cy", "Mae’r strategaeth hon ar gyfer pawb: tŷ, dŵr, ŵyr, Ŷ."},
    {"pl", "Zażółć gęślą jaźń — usługi zdrowotne dla każdego."},
    {"pa", "ਸਾਰਿਆਂ ਲਈ ਸਿਹਤ ਸੇਵਾਵਾਂ ਦੀ ਰਣਨੀਤੀ।"},
    {"ur", "ہر ایک کے لیے صحت کی خدمات، ۲۰۲۶ تک۔"},
    {"ar", "استراتيجية الخدمات الصحية للجميع (NHS) حتى 2026."},
    {"bn", "সবার জন্য স্বাস্থ্য পরিষেবার কৌশল।"},
    {"gu", "દરેક માટે આરોગ્ય સેવાઓની વ્યૂહરચના."},
    {"hi", "सभी के लिए स्वास्थ्य सेवाओं की रणनीति।"},
    {"ta", "அனைவருக்கும் சுகாதார சேவைகள்."},
    {"zh", "面向所有人的卫生服务战略。"},
    {"he", "אסטרטגיה לכולם (2026)."},
    {"vi", "Chiến lược cho mọi người: đ\xE1\xBA\xBF\xE1\xBB\x81, a\xCC\x88\xCC\x81."},
    {"en-GB", "Signs: ✓ → ≥ ≤ ½ € £ 😀?"},
};

static void put_scripts(struct book *book, struct pdf_element *section)
{
    for (size_t i = 0; i < COUNT_OF(SCRIPTS); i++) {
        struct ink ink = BODY;
        ink.lang = SCRIPTS[i].lang;
        ink.size = 14 * PT;
        const struct pdf_attributes attributes = {.lang = SCRIPTS[i].lang};
        struct pdf_element *p = pdf_element(book->pdf, section, "P", &attributes);
        put_line(book, p, SCRIPTS[i].text, &ink);
        book->y += 8 * PT;
    }
}

static void put_link(struct book *book, struct pdf_element *parent, mpt *x, const char *text,
                     const char *uri, const char *id)
{
    struct pdf_element *link = element(book, parent, "Link");
    mpt width = put_words(book, link, text, &LINK, *x);
    pdf_fill_rectangle(book->pdf, *x, book->y + 2 * PT, width, PT / 2, LINK.color);
    pdf_link(book->pdf, link, *x, book->y - 10 * PT, width, 13 * PT, uri, id, text);
    *x += width;
}

static void put_links(struct book *book, struct pdf_element *section)
{
    struct pdf_element *p = element(book, section, "P");
    mpt x = LEFT;
    x += put_words(book, p, "See ", &BODY, x);
    put_link(book, p, &x, "the table", NULL, "table");
    x += put_words(book, p, " and ", &BODY, x);
    put_link(book, p, &x, "the website", "https://example.org/café?a=1&b=(2)", NULL);
    x += put_words(book, p, " for more", &BODY, x);
    struct pdf_element *reference = element(book, p, "Reference");
    char text[16], id[16];
    snprintf(text, sizeof text, "%u", ++book->notes);
    snprintf(id, sizeof id, "note-%u", book->notes);
    put_link(book, reference, &x, text, NULL, id);
    put_words(book, p, ", all of it.", &BODY, x);
    book->y += 20 * PT;
    const struct pdf_attributes attributes = {.id = id};
    struct pdf_element *note = pdf_element(book->pdf, p, "Note", &attributes);
    pdf_note_mark(note, reference);
    pdf_destination(book->pdf, note, id, book->y - 12 * PT);
    struct pdf_element *label = element(book, note, "Lbl");
    x = LEFT;
    x += put_words(book, label, text, &BODY, x);
    put_words(book, note, " A note of its own.", &BODY, x);
    book->y += 20 * PT;
}

static void put_list(struct book *book, struct pdf_element *parent, int depth, mpt x)
{
    const struct pdf_attributes attributes = {.list_numbering = depth == 0 ? "Decimal" : "Disc"};
    struct pdf_element *list = pdf_element(book->pdf, parent, "L", &attributes);
    for (int i = 0; i < 3; i++) {
        char label[8];
        snprintf(label, sizeof label, depth == 0 ? "%d." : "•", i + 1);
        struct pdf_element *item = element(book, list, "LI");
        struct pdf_element *lbl = element(book, item, "Lbl");
        struct pdf_element *body = element(book, item, "LBody");
        struct pdf_element *p = element(book, body, "P");
        put_words(book, lbl, label, &BODY, x);
        put_words(book, p, "An item of the list", &BODY, x + 20 * PT);
        book->y += 16 * PT;
        if (i == 1 && depth < 2)
            put_list(book, body, depth + 1, x + 20 * PT);
    }
}

static void put_cell(struct book *book, struct pdf_element *row, mpt x, const char *text,
                     struct pdf_attributes attributes)
{
    bool header = attributes.scope != NULL;
    struct pdf_element *cell = pdf_element(book->pdf, row, header ? "TH" : "TD", &attributes);
    struct pdf_element *p = element(book, cell, "P");
    pdf_artifact(book->pdf, "Layout", NULL);
    pdf_fill_rectangle(book->pdf, x, book->y - 14 * PT, 118 * PT, 20 * PT,
                       header ? (struct pdf_color){232, 237, 238}
                              : (struct pdf_color){255, 255, 255});
    pdf_stroke_line(book->pdf, x, book->y + 6 * PT, x + 118 * PT, book->y + 6 * PT, PT,
                    header ? PDF_DASHED : PDF_DOTTED, BODY.color);
    put_words(book, p, text, &BODY, x + 4 * PT);
}

static void put_table(struct book *book, struct pdf_element *section)
{
    struct pdf_element *table = element(book, section, "Table");
    pdf_destination(book->pdf, table, "table", book->y - 20 * PT);
    struct pdf_element *caption = element(book, table, "Caption");
    put_line(book, element(book, caption, "P"), "Table 1: Waiting times (days)", &BODY);
    struct pdf_element *row = element(book, element(book, table, "THead"), "TR");
    put_cell(book, row, LEFT, "Place", (struct pdf_attributes){.scope = "Column", .id = "place"});
    put_cell(book, row, LEFT + 120 * PT, "Times",
             (struct pdf_attributes){.scope = "Column", .id = "times", .column_span = 2});
    book->y += 20 * PT;
    struct pdf_element *body = element(book, table, "TBody");
    for (int i = 0; i < 3; i++) {
        char id[16], headers[32], number[16];
        snprintf(id, sizeof id, "row-%d", i);
        snprintf(headers, sizeof headers, "times %s", id);
        snprintf(number, sizeof number, "%d", 12 * i + 7);
        row = element(book, body, "TR");
        put_cell(book, row, LEFT, "Riverside", (struct pdf_attributes){.scope = "Row", .id = id});
        put_cell(book, row, LEFT + 120 * PT, number, (struct pdf_attributes){.headers = headers});
        put_cell(book, row, LEFT + 240 * PT, number, (struct pdf_attributes){.headers = headers});
        book->y += 20 * PT;
    }
    book->y += 20 * PT;
}

static void put_picture(struct book *book, struct pdf_element *section, const char *folder,
                        const char *name, mpt width)
{
    const char *path = path_join(book->arena, folder, name);
    struct pdf_image *image =
        pdf_image_load(book->pdf, &(struct pdf_picture){.key = path, .file = path});
    if (image == NULL)
        exit(EXIT_FAILURE);
    const struct pdf_attributes attributes = {.alt = name};
    struct pdf_element *figure = pdf_element(book->pdf, section, "Figure", &attributes);
    mpt height = (mpt)((int64_t)width * pdf_image_height(image) / pdf_image_width(image));
    pdf_content(book->pdf, figure);
    pdf_image_draw(book->pdf, image, LEFT, book->y, width, height, book->set);
    book->y += height + 10 * PT;
}

static void put_turned(struct book *book, struct pdf_element *section)
{
    const double quarter[6] = {0, 1, -1, 0, 520 * PT, 300 * PT};
    struct pdf_element *p = element(book, section, "P");
    pdf_transform_push(book->pdf, quarter);
    pdf_clip_push(book->pdf, 0, -20 * PT, 200 * PT, 40 * PT);
    mpt x = 0, y = book->y;
    book->y = 0;
    x += put_words(book, p, "Turned text with ", &BODY, x);
    put_link(book, p, &x, "a link", NULL, "top");
    book->y = y;
    pdf_pop(book->pdf);
    pdf_pop(book->pdf);
}

static void put_filler(struct book *book, struct pdf_element *section, unsigned pages)
{
    struct pdf_bookmark *parent = pdf_bookmark(book->pdf, NULL, "Filler", "filler-1", false);
    for (unsigned page = 1; page <= pages; page++) {
        char id[24], text[64], label[16];
        snprintf(id, sizeof id, "filler-%u", page);
        snprintf(text, sizeof text, "Chapter %u of many", page);
        snprintf(label, sizeof label, "%u", page + 4);
        begin_page(book, label);
        put_heading(book, section, "H2", text, id);
        pdf_bookmark(book->pdf, parent, text, id, true);
        for (int i = 0; i < 9; i++) {
            struct pdf_element *p = element(book, section, "P");
            for (int line = 0; line < 4; line++)
                put_line(book, p,
                         "Everybody should be able to see a doctor or a nurse near where they live,"
                         " at a time that suits. ",
                         &BODY);
        }
        put_links(book, section);
        end_page(book, label);
    }
}

/* ---- The document ---------------------------------------------------------------------------- */

static void put_pages(struct book *book, const char *pictures, unsigned filler)
{
    struct pdf_element *part = element(book, book->root, "Part");
    begin_page(book, "i");
    put_heading(book, part, "H1", "A strategy for everybody", "top");
    put_scripts(book, part);
    put_turned(book, part);
    end_page(book, "i");

    pdf_page_begin(book->pdf, 1, WIDTH, HEIGHT, "ii"); /* nothing at all on it */
    pdf_page_end(book->pdf);

    begin_page(book, "1");
    put_heading(book, part, "H2", "Links, lists and tables", "lists");
    put_links(book, part);
    put_list(book, part, 0, LEFT);
    put_table(book, part);
    end_page(book, "1");

    begin_page(book, "2");
    put_heading(book, part, "H2", "Pictures", "pictures");
    if (pictures != NULL) {
        put_picture(book, part, pictures, "gradient.png", 60 * PT);
        put_picture(book, part, pictures, "palette.png", 60 * PT);
        put_picture(book, part, pictures, "photo.jpg", 90 * PT);
        put_picture(book, part, pictures, "chart.svg", 240 * PT);
        put_picture(book, part, pictures, "shapes.svg", 160 * PT);
        put_picture(book, part, pictures, "shapes.svg", 40 * PT);
    }
    end_page(book, "2");

    struct pdf_bookmark *top =
        pdf_bookmark(book->pdf, NULL, "A strategy — for everybody", "top", true);
    pdf_bookmark(book->pdf, top, "Links, lists and tables", "lists", true);
    pdf_bookmark(book->pdf, top, "Pictures", "pictures", true);
    if (filler > 0)
        put_filler(book, part, filler);
}

int main(int argc, char **argv)
{
    if (argc < 2)
        return EXIT_FAILURE;
    const struct pdf_options options = {
        .version = argc > 4 && strcmp(argv[4], "2.0") == 0 ? PDF_2_0 : PDF_1_7,
        .title = "A strategy — for <everybody> & all",
        .author = "Concordat",
        .subject = "Trial",
        .keywords = "strategy, health",
        .lang = "en-GB",
        .date = 1735689600,
    };
    struct arena *arena = arena_new();
    struct book book = {.arena = arena, .line = arena_new(), .set = font_set_new(arena, NULL, 0)};
    book.pdf = pdf_new(arena, options);
    book.root = pdf_element(book.pdf, NULL, "Document", NULL);
    put_pages(&book, argc > 2 && argv[2][0] != '\0' ? argv[2] : NULL,
              argc > 3 ? (unsigned)atoi(argv[3]) : 0);
    int result = pdf_save(book.pdf, argv[1]);
    arena_free(book.line);
    arena_free(arena);
    return result == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
