/* What the files of print/layout share. */
#ifndef CONCORDAT_PRINT_LAYOUT_INTERNAL_H
#define CONCORDAT_PRINT_LAYOUT_INTERNAL_H

#include "print/layout/inline.h"
#include "print/layout/layout.h"

/* ---- The document under way ------------------------------------------------ */

/* An id and the object that has it, sorted by id. */
struct identifier {
    const char *id;
    const struct fo *fo;
};

/* The first and last page an object's areas are on; -1: none. */
struct extent {
    int first, last;
};

/* A page number that the text shows, and what it was taken for. */
struct cited {
    const struct fo *fo; /* on whose … */
    bool is_last;        /* … last page it is, not the first */
    const char *folio;
    const char *otherwise; /* what stands there if there is no such page */
    bool is_guess;
};

/* An arena that goes with the last of its users. */
struct memory {
    struct arena *arena;
    unsigned users;
};
struct memory *memory_new(void);
struct memory *memory_hold(struct memory *memory);
/* Into the layout's streams, and out of them. */
struct memory *memory_new_stream(struct layout_internal *layout);
void memory_drop_stream(struct layout_internal *layout, struct memory *memory);
void memory_drop(struct memory *memory);

/* A line that shows guesses, and its area on a page. */
struct late_line {
    const struct line *line;
    struct area *area;
};

/* A warning about the result; given once the rounds are over. */
struct notice {
    enum message message;
    const struct fo
        *fo; /* of what a marker holds, which goes with its page: the fo:retrieve-marker */
    struct fo_place place;
    double number;
    const char *text; /* NULL: the number is the argument */
};

struct layout_internal {
    struct fo_tree *tree;
    struct layout_options options;
    struct arena *arena; /* of the round, the page-sequence or the page, by what is made */
    struct arena *keep;  /* of the whole layout */
    struct arena *round, *one_page; /* the latter, and the next: where pages are let go */
    VEC(struct memory *) streams;   /* what the flow under way is in, as far as it is kept */
    const struct layout *layout;
    bool is_first_round, is_over; /* is_over: all pages of the round are laid out */
    bool shows;     /* this round's pages are given to page_done, since it may be the last */
    bool has_shown; /* some of them */
    const struct identifier *ids;
    size_t id_count;
    struct extent *extents;      /* of this round, by serial */
    struct extent *last_extents; /* of the round before */
    uint32_t extent_count;
    const char **folios; /* by page index, of the round before */
    size_t folio_count;
    VEC(struct cited) cited;          /* in this round */
    VEC(const struct fo *) expected;  /* linked to before they have an area */
    VEC(struct late_line) late_lines; /* on the page under way */
    struct held *held;                /* pages that show guesses, in order */
    unsigned held_count;
    VEC(struct page) unfinished;     /* pages without their static content, which shows guesses */
    const struct fo *sequence_fo;    /* fo:page-sequence under way */
    VEC(struct notice) notices;      /* of this round */
    VEC(const char *) missing_fonts; /* lists of families, told of */
    bool failed;                     /* nothing more is painted, so fonts may be NULL */
    const char *folio;               /* of the page under way */
    bool in_static;                  /* collecting a static-content: the folio is known */
    struct page *page;               /* under way */
    struct page *first_page, *last_page; /* where all pages stay */
    struct page gone;                    /* the last page of a sequence that was let go */
    unsigned page_count;
    VEC(const char *) new_folios; /* by page index, of this round */
    struct marks *marks;          /* what starts and ends on the page under way */
    int page_index;
    mpt page_width, page_height; /* base of fixed containers */
    mpt footnote_width;          /* of the region that the flow under way goes to */
};

void layout_notice(struct layout_internal *layout, const struct fo *fo, enum message message,
                   double number, const char *text);
void notices_give(struct layout_internal *layout);

/* The folio of the page that a citation names, from the round before; in the first a guess, if
 * it is not known yet; "" if the id is not known. */
const char *layout_citation(struct layout_internal *layout, const struct fo *citation);
/* The folio of the page that a fo:page-number is on, as far as it is known. */
const char *layout_page_number(struct layout_internal *layout, const struct fo *fo);
/* What this round makes of a citation; NULL as long as that is not known. */
const char *layout_known_folio(const struct layout_internal *layout, const struct cited *cited);
void layout_note_extent(struct layout_internal *layout, const struct fo *fo);

/* ---- Paragraphs and lines --------------------------------------------------- */

struct inline_style *inline_style_new(struct layout_internal *layout, const struct fo *fo,
                                      const struct inline_style *parent);

/* The address of an external picture; NULL for an instream one. */
void image_measure(struct layout_internal *layout, const struct fo *fo, mpt base,
                   struct image_size *size);

/* A piece of a paragraph, in logical order. */
enum piece_kind {
    PIECE_TEXT,   /* bytes of the text, of one text object */
    PIECE_OPEN,   /* an inline begins … */
    PIECE_CLOSE,  /* … and ends */
    PIECE_OBJECT, /* a picture or leader: U+FFFC in the text */
    PIECE_ANCHOR, /* no width: an id, a footnote */
};

struct piece {
    enum piece_kind kind;
    const struct fo *fo;
    const struct inline_style *style; /* of the text, inside the inline */
    uint32_t start, end;              /* bytes */
    mpt retained[2];                  /* PIECE_OPEN: start and end edges that a line break keeps */
    int partner;                      /* PIECE_CLOSE: its opening piece, and back; -1 */
    bool outer;           /* PIECE_OPEN: was open before the paragraph; PIECE_CLOSE: stays open */
    bool is_void;         /* nothing of the inline stands in the paragraph, only beside it */
    bool whole[2];        /* of an inline around a block: it starts (ends) with that */
    mpt edge[SIDE_COUNT]; /* PIECE_OPEN: border plus padding */
    mpt gap[2];           /* space-start and -end … */
    bool keeps_gap[2];    /* … that the edges of a line do not drop */
    mpt width, height;    /* PIECE_OBJECT */
    mpt width_min, width_max; /* leaders */
    const struct area *unit;  /* what a leader repeats; or NULL */
    struct image_size image;
    struct footnote *footnote; /* PIECE_ANCHOR */
};

struct line {
    struct area *area;   /* the finished line */
    uint32_t start, end; /* bytes of the paragraph */
    struct footnote **footnotes;
    size_t footnote_count;
    mpt height;        /* with leading */
    struct late *late; /* it shows guesses, and is to be made again; or NULL */
};

/* What a paragraph's lines are to look like. */
struct line_request {
    mpt width;
    mpt text_indent;   /* of the first line */
    bool is_block_end; /* its last line is the block's last one */
    bool is_unaligned; /* it ends with its text, whatever text-align says */
    uint32_t from;     /* end a line before this byte; 0: none */
};

struct lines {
    struct line *items;
    size_t count;
    mpt widest; /* of what has no chance to break */
};
struct lines paragraph_break(struct layout_internal *layout, const struct paragraph *paragraph,
                             const struct line_request *request);

/* Border and padding of an inline's area. Start and end (the inline's own if it starts or
 * ends with the area) are there at a break only where they are retained. */
void inline_set_edges(struct layout_internal *layout, struct area *area, mpt base, bool starts,
                      bool ends);

/* ---- Line breaking ------------------------------------------------------------ */

enum element_kind { ELEMENT_BOX, ELEMENT_GLUE, ELEMENT_PENALTY };
struct element {
    enum element_kind kind;
    mpt width, stretch, shrink;
    mpt space;         /* ELEMENT_GLUE: the width without word- and letter-spacing, of which shares
                          stretch and shrink; 0: as word-spacing says */
    bool may_break;    /* a line may end before this glue, at this penalty */
    bool is_forced;    /* a line must end here */
    bool after_number; /* a short one, which belongs to the word after it */
    bool is_gap;       /* ELEMENT_GLUE: the space beside an inline, no text */
    mpt end_extra, start_extra; /* width that a break here adds to either line */
    uint32_t piece;
    uint32_t start, end; /* bytes */
};

struct break_request {
    mpt width, end_width;  /* of lines, and of the very last one */
    mpt line_stretch;      /* each line's own, whatever is on it */
    mpt last_stretch;      /* the last line's */
    bool justify;          /* spaces and leaders stretch and shrink … */
    bool justify_last;     /* … also on the last line */
    unsigned ladder_limit; /* of lines in a row that end with a hyphen */
    bool hyphens_freely;   /* not only where lines would be strained without them */
    mpt least_last;        /* the shorter a last line is, the more it looks lost … */
    double parting;        /* … by this cube of a ratio; so does a number without its word */
};

/* Ends of lines, as indexes of elements, the last one `count`; into `ends`, which has
 * room for count + 1. Total fit (Knuth and Plass 1981). */
size_t break_lines(const struct element *elements, size_t count,
                   const struct break_request *request, size_t *ends);

/* ---- Streams --------------------------------------------------------------------- */

#define KEEP_ALWAYS 1000000

/* How strongly boxes hold together (XSL 1.1, 7.20): against a break to another column,
 * and against one to another page. Who keeps within a column keeps within a page too,
 * so `page` is never the weaker. */
struct keep {
    int column, page;
};
#define KEEP_FIRM ((struct keep){KEEP_ALWAYS, KEEP_ALWAYS})
static inline struct keep keep_strongest(struct keep a, struct keep b)
{
    return (struct keep){a.column > b.column ? a.column : b.column,
                         a.page > b.page ? a.page : b.page};
}

enum break_kind { BREAK_NONE, BREAK_COLUMN, BREAK_PAGE, BREAK_EVEN, BREAK_ODD };

struct space {
    mpt min, opt, max;
    int precedence; /* INT_MAX: force */
    bool retain;
};

enum frame_kind {
    FRAME_BLOCK,
    FRAME_CONTAINER, /* a viewport area with a reference area in it */
    FRAME_LINE,      /* a line that holds a block within inlines */
};

struct stream;

/* A table's header or footer, which stands again at each cut. */
struct repeated {
    struct stream *stream;
    mpt height;
    const struct fo *fo;
    const struct table *table; /* collects it for each page, whose number it shows; or NULL */
};
/* As it stands on the page under way. */
const struct stream *repeated_stream(struct layout_internal *layout,
                                     const struct repeated *repeated);

/* A block that holds boxes of the stream; may be cut by breaks. */
struct frame {
    enum frame_kind kind;
    const struct fo *fo;
    const struct frame *parent;
    mpt x; /* of the border box, from the parent's content edge */
    mpt ipd;
    mpt start_indent, end_indent, space_start, space_end;
    mpt inherited_end; /* end-indent as children have it, before the width took its part */
    mpt border[SIDE_COUNT], padding[SIDE_COUNT];
    bool retain_border[2], retain_padding[2]; /* BEFORE, AFTER: at a cut */
    struct keep keep_together, keep_next, keep_previous;
    struct keep keep_across;                /* its own and its ancestors' keep_together */
    mpt head, tail;                         /* what a cut costs in this frame and those around it */
    const struct repeated *header, *footer; /* of a table; or NULL */
    bool is_reference;
    const struct piece *open_pieces; /* FRAME_LINE: inlines around, outermost first */
    size_t open_count;
    const struct inline_style *line_style;
};

enum event_kind { EVENT_SPACE, EVENT_OPEN, EVENT_CLOSE, EVENT_BOX, EVENT_BREAK, EVENT_KEEP };

struct event {
    enum event_kind kind;
    bool is_after; /* EVENT_SPACE: a space-after, which stays before a break */
    union {
        struct space space;
        struct frame *frame;
        uint32_t box;
        enum break_kind breaks;
        struct keep keep;
    };
};

enum box_kind {
    BOX_LINE,
    BOX_STEP,      /* of a group */
    BOX_CONTAINER, /* of given height, or absolutely placed */
    BOX_PART,      /* a stream that is never cut: a table's header */
    BOX_STRUT,     /* nothing: an empty cell */
};

struct box {
    enum box_kind kind;
    mpt height, min_height;
    const struct line *line;
    struct group *group;
    uint32_t step;
    struct container *container;
    struct stream *part;
    bool is_footer;
    const struct frame *frame;
    /* A name that a new collection at another width finds again. */
    const struct paragraph *paragraph;
    const struct fo *key_block;
    uint32_t key_segment, key_offset;
};

struct gap {
    uint32_t begin, split, end; /* events; a break cuts before event `split` */
    mpt whole, whole_min;       /* size without a break … */
    mpt tail, tail_min;         /* … before a break … */
    mpt head, head_min;         /* … and after one */
    struct keep strength;       /* KEEP_ALWAYS: never break */
    enum break_kind forced;
    const struct frame *open; /* innermost frame that a break here cuts; may be NULL */
};

/* How far a stream is finished that is added to: the last gap, which is to be made again. */
struct growth {
    size_t room, stretch_room; /* for gaps and sums */
    uint32_t gap, event;
    uint32_t stretched;       /* gaps whose stretch is summed up */
    const struct frame *open; /* where it begins */
};

/* Invariants once finished: gap i stands before box i, gap count after the last;
 * sums are of boxes and gaps wholly inside. */
struct stream {
    struct layout_internal *layout;
    VEC(struct event) events;
    VEC(struct box) boxes;
    struct gap *gaps;          /* boxes.count + 1 */
    int64_t *sum, *min_sum;    /* boxes.count + 1 */
    bool stretches;            /* some space has a maximum above its optimum; then … */
    int64_t *stretch_sum;      /* … of what whole gaps can stretch by: boxes.count + 1 */
    const struct frame *outer; /* NULL: its own top */
    struct frame *open;        /* innermost, while collecting */
    struct growth *growth;     /* NULL: finished at once */
};

struct stream *stream_new(struct layout_internal *layout);
void stream_space(struct stream *stream, const struct space *space, bool is_after);
void stream_open(struct stream *stream, struct frame *frame);
void stream_close(struct stream *stream);
struct box *stream_box(struct stream *stream, enum box_kind kind);
void stream_break(struct stream *stream, enum break_kind kind);
void stream_keep(struct stream *stream,
                 struct keep strength); /* between the box before and after */
void stream_finish(struct stream *stream);
/* One that is finished again and again while it is added to. */
struct stream *stream_new_growing(struct layout_internal *layout);
void stream_extend(struct stream *stream);
/* Lets go of the first boxes and events; what was box i is i - boxes. The new first box only
 * stands for what was before. */
void stream_trim(struct stream *stream, uint32_t boxes, uint32_t events);

/* Height of boxes [from, to) in a region of their own. */
mpt stream_measure(const struct stream *stream, uint32_t from, uint32_t to);
mpt stream_measure_min(const struct stream *stream, uint32_t from, uint32_t to);
/* What the spaces of [from, to) can shrink by: measure less measure_min. */
mpt stream_elasticity(const struct stream *stream, uint32_t from, uint32_t to);
/* What they can stretch by. */
mpt stream_stretch(const struct stream *stream, uint32_t from, uint32_t to);

/* Whether a break before box `at` cuts the table whose row `box` begins or ends there. */
bool stream_cuts_table(const struct stream *stream, uint32_t at, const struct box *box);

/* What the spaces of a gap's part come to, with what opens and closes there. `spaces`, if not
 * NULL, takes one size for each event of the part. */
enum gap_part { GAP_WHOLE, GAP_TAIL, GAP_HEAD };
struct gap_size {
    mpt opt, min, max;
};
struct gap_size gap_resolve(const struct stream *stream, const struct gap *gap, enum gap_part part,
                            struct gap_size *spaces);

/* Areas of boxes [from, to), linked by next, in `parent`; the height they take.
 * `share`, in 1/65536, is how much of (optimum - minimum) spaces shrink; below 0, how much of
 * (maximum - optimum) they stretch. */
struct build {
    struct layout_internal *layout;
    mpt content_width; /* of the region or reference area */
    bool is_repeated;
};
/* Takes note that an object's areas begin (end) on the page under way. */
void marks_open(struct layout_internal *layout, const struct fo *fo, bool starts);
void marks_close(struct layout_internal *layout, const struct fo *fo, bool ends);
mpt stream_build(struct build *build, const struct stream *stream, uint32_t from, uint32_t to,
                 int32_t share, struct area *parent);
#define SHRINK_ALL 65536
#define STRETCH_ALL (-65536)

struct area *area_new(struct layout_internal *layout, enum area_kind kind, const struct fo *fo);
void area_append(struct area *parent, struct area *child);

/* ---- Orientation --------------------------------------------------------------- */

/* Quarters to the left that the object itself asks for. */
unsigned orientation_turns(const struct fo_tree *tree, const struct fo *fo);
/* Where a box of what `around` holds, upright, comes to stand once that is turned. */
struct turned_box orientation_place(unsigned turns, struct turned_box around,
                                    struct turned_box box);

/* ---- Containers ------------------------------------------------------------------------ */

struct container {
    const struct fo *fo;
    struct stream *stream;
    mpt x, y;     /* border box */
    mpt ipd, bpd; /* content, upright */
    unsigned turns;
    mpt border[SIDE_COUNT], padding[SIDE_COUNT];
    mpt start_indent, end_indent, space_start, space_end;
    bool is_absolute, is_fixed, clips, auto_height;
    enum fo_keyword align;
};
struct area *container_build(struct build *build, const struct container *container);

/* ---- Collecting blocks -------------------------------------------------------------------- */

struct collect {
    struct layout_internal *layout;
    struct stream *stream;
    mpt width;                    /* content width of the parent: base of percentages */
    mpt height;                   /* of the parent: base of percentages; -1: not known */
    mpt reference;                /* content width of the reference area … */
    mpt reference_height;         /* … and its height; -1: not known */
    mpt start_indent, end_indent; /* inherited numbers */
    mpt body_start, label_end;
    mpt base_x; /* the parent's content edge from the reference area's */
    const struct inline_style *style;
    const struct restarts *restarts;
    const struct collect *outer; /* that the parent itself was collected in; NULL: none */
    mpt *need;     /* the width that the reference area must have so that no word in it is cut,
                      so far; NULL: nobody asks */
    bool *wanting; /* in a trial: set if a table wants to divide its width otherwise */
};

/* Where a collection at another width goes on: lines that begin there, and the steps of
 * the old groups that it cuts. */
struct restart {
    const struct fo *block;
    uint32_t segment, offset;
};
struct group_restart {
    const struct group *group;
    uint32_t step;
};
struct restarts {
    VEC(struct restart) list;
    VEC(struct group_restart) groups;
};

void collect_one(struct collect *collect, const struct fo *fo);
void collect_children(struct collect *collect, const struct fo *parent);
/* The siblings from `first` up to but not `end` (NULL: all). */
void collect_run(struct collect *collect, const struct fo *first, const struct fo *end);
void collect_list(struct collect *collect, const struct fo *list);
void collect_item(struct collect *list, const struct fo *item);
void collect_table(struct collect *collect, const struct fo *table);
void collect_container(struct collect *collect, const struct fo *container);

/* Whether an object holds nothing but blocks or list items; then they can be collected one
 * by one, in `within`, between these two. */
bool collect_is_shell(const struct fo_tree *tree, const struct fo *fo);
void collect_open(struct collect *collect, const struct fo *fo, struct collect *within);
void collect_close(struct collect *collect, const struct fo *fo);

/* Border, padding, indents and keeps of a block-level object. */
void collect_frame(const struct collect *collect, const struct fo *fo, struct frame *frame);
void collect_edges(const struct collect *collect, const struct fo *fo, mpt border[SIDE_COUNT],
                   mpt padding[SIDE_COUNT]);
/* Something in the content cannot be narrower than this. */
void collect_note_need(const struct collect *collect, mpt width);
/* A context for the content of `frame`. */
struct collect collect_within(const struct collect *collect, const struct frame *frame);
void collect_before(struct collect *collect, const struct fo *fo); /* break and space */
void collect_after(struct collect *collect, const struct fo *fo);
/* Only the breaks; those of a first or last descendant count for what it starts or
 * ends. */
void collect_break_before(struct collect *collect, const struct fo *fo);
/* The break before what a flow begins with. */
enum break_kind collect_first_break(const struct fo_tree *tree, const struct fo *flow);
void collect_break_after(struct collect *collect, const struct fo *fo);
struct keep collect_keep(const struct fo_tree *tree, const struct fo *fo, enum fo_property column);
/* The start-indent or end-indent that an object's own properties give. */
mpt collect_indent(const struct collect *collect, const struct fo *fo, bool end, mpt edge);

/* ---- Footnotes --------------------------------------------------------------------------------
 */

struct footnote {
    const struct fo *fo; /* fo:footnote-body */
    struct stream *stream;
    mpt height;
};
struct footnote *footnote_collect(struct layout_internal *layout, const struct fo *body);
/* Those whose anchors are in boxes [from, to), appended to `list`. */
struct footnote_list {
    VEC(struct footnote *) list;
};
void stream_footnotes(const struct stream *stream, uint32_t from, uint32_t to,
                      struct footnote_list *list);

/* Where a new collection of what `stream` holds from box `at` on must begin lines, and
 * the box of the new one that goes on there; UINT32_MAX if there is none. */
void resume_restarts(const struct stream *stream, uint32_t at, struct restarts *restarts);
uint32_t resume_find(const struct stream *old, uint32_t at, const struct stream *fresh);
/* The boxes of each cell of a new group that are above the cut; NULL if it is not cut. */
const uint32_t *resume_cuts(const struct restarts *restarts, const struct group *group);

/* The children of `fo` on one line, however wide; NULL if there is nothing. */
struct area *layout_one_line(struct layout_internal *layout, const struct fo *fo,
                             const struct inline_style *style);
/* What a leader repeats, as its content; NULL if it has none. */
struct area *leader_unit(struct layout_internal *layout, const struct fo *fo,
                         const struct inline_style *style);

/* The line of a fo:title; NULL if it is empty. */
struct area *layout_title(const struct layout *layout, const struct fo *title);

/* ---- Pages -------------------------------------------------------------------------------------
 */

/* Lays the whole document out once: pages, extents, folios. */
void round_run(struct layout_internal *layout);

/* Which page master comes next (XSL 1.1, 6.4.8 and following). */
struct selector {
    const struct layout_internal *layout;
    const struct fo *master; /* fo:simple-page-master or fo:page-sequence-master */
    const struct fo *part;   /* of a sequence master */
    unsigned repeats;        /* of the part, so far */
};
struct page_conditions {
    bool is_first, is_last, is_blank, is_odd;
};
bool selector_init(struct selector *selector, const struct layout_internal *layout,
                   const struct fo *sequence);
/* NULL if the sequence of masters is used up or none fits. The selector moves on
 * only if `takes`. */
const struct fo *selector_next(struct selector *selector, struct page_conditions conditions,
                               bool takes);
bool selector_has_last(const struct selector *selector);

/* The page and its regions' places. */
mpt region_content_width(const struct placed_region *region);
mpt region_content_height(const struct placed_region *region);
void page_place_regions(struct layout_internal *layout, struct page *page);
/* What display-align leaves above a region's areas. */
mpt region_display_offset(const struct fo_tree *tree, const struct placed_region *region);
const char *region_name(const struct fo_tree *tree, const struct fo *region);

/* Static content: a sequence's by its flow-name, NULL if it has none, and all of a page's. */
struct fo *static_find(const struct fo_tree *tree, const struct fo *sequence, const char *name);
void statics_fill(struct layout_internal *layout, struct page *page);
/* How the number of a page is written. */
struct folio_format {
    const char *text;
    const char *separator; /* after every `size` digits from the right; 0: nowhere */
    int size;
};
const char *page_folio(struct arena *arena, const struct folio_format *format, int number);

/* Markers of the page under way and of those before. */
struct marks;
struct marks *marks_new(struct layout_internal *layout);
void marks_page(struct layout_internal *layout, bool starts_sequence);
/* Goes back to a page. */
void marks_return(struct layout_internal *layout, unsigned page);
/* Fills every fo:retrieve-marker in a static-content for the page under way. */
void marks_retrieve(struct layout_internal *layout, struct fo *static_content);
/* Empties them again: what they hold goes with the page. */
void marks_forget(struct fo *static_content);

#endif
