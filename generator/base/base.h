/*
 * base: what every stage stands on. Memory, text, files, the source text of a
 * page with its positions, findings and diagnostics, and the worker pool.
 *
 * Conventions that hold in every folder:
 * - A function that can fail returns 0 or -1 (or NULL); before it returns it
 *   has recorded exactly one diagnostic, so callers only unwind.
 * - Text is UTF-8. A `struct str` is a borrowed slice, not NUL-terminated; a
 *   `const char *` is NUL-terminated and lives in the arena it was made in.
 * - x_init/x_release work in place, x_new/x_free on the heap, x_clear empties.
 * - No memory ends the process with a message (see die_no_memory), so no
 *   allocation needs a check.
 */
#ifndef CONCORDAT_BASE_H
#define CONCORDAT_BASE_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#define PRINTF_LIKE(text, first) __attribute__((format(printf, text, first)))
#define UNUSED __attribute__((unused))
#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

/* ---- The end of the process ------------------------------------------- */

/* Out of memory: one line on stderr, exit status 3. */
_Noreturn void die_no_memory(size_t wanted);

/* A broken invariant of ours: file, line and message on stderr, exit status 70. */
_Noreturn void die_bug(const char *file, int line, const char *message);
#define BUG(message) die_bug(__FILE__, __LINE__, message)

/* ---- Arena ------------------------------------------------------------- */

/*
 * Memory with one lifetime, given back all at once. Blocks are aligned for any
 * type. Foreign handles (xmlDoc, cmark_node, hb_buffer) hang off an arena as
 * clean-ups, run in reverse order. Built with ARENA_PASS_THROUGH each block is
 * a malloc of its own, so that ASan sees every object.
 */
struct arena;

struct arena *arena_new(void);
void arena_free(struct arena *arena); /* NULL is allowed */

/* Uninitialised; never NULL, also for size 0. */
void *arena_alloc(struct arena *arena, size_t size) __attribute__((malloc, returns_nonnull));
void *arena_zalloc(struct arena *arena, size_t size) __attribute__((malloc, returns_nonnull));
/* count * size, checked for overflow, zeroed. */
void *arena_array(struct arena *arena, size_t count, size_t size)
    __attribute__((malloc, returns_nonnull));
#define ARENA_NEW(arena, type) ((type *)arena_zalloc((arena), sizeof(type)))
#define ARENA_ARRAY(arena, count, type) ((type *)arena_array((arena), (count), sizeof(type)))

char *arena_strndup(struct arena *arena, const char *text, size_t size);
char *arena_strdup(struct arena *arena, const char *text);
char *arena_printf(struct arena *arena, const char *format, ...) PRINTF_LIKE(2, 3);
char *arena_vprintf(struct arena *arena, const char *format, va_list args) PRINTF_LIKE(2, 0);

/* `run(handle)` when the arena is freed or rewound past this point. */
void arena_on_free(struct arena *arena, void (*run)(void *handle), void *handle);

/* A mark remembers a point; rewinding gives back all that came after it. */
struct arena_mark {
    void *chunk;
    size_t used;
    void *cleanups;
};
struct arena_mark arena_mark(struct arena *arena);
void arena_rewind(struct arena *arena, struct arena_mark mark);

/* Bytes handed out so far; for benches and limits. */
size_t arena_size(const struct arena *arena);

/* ---- Text -------------------------------------------------------------- */

/* A borrowed slice of text. */
struct str {
    const char *s;
    size_t n;
};
#define STR(literal) ((struct str){(literal), sizeof(literal) - 1})

struct str str_of(const char *text); /* NULL gives the empty slice */
bool str_equal(struct str a, struct str b);
bool str_is(struct str a, const char *text);
bool str_starts(struct str a, const char *prefix);
bool str_ends(struct str a, const char *suffix);
struct str str_trim(struct str a); /* ASCII white space off both ends */
/* Splits off what stands before the first `separator`; false once *rest is used up. */
bool str_next(struct str *rest, char separator, struct str *part);

/* A growing text on the heap. `s` is never NULL once something was added and
 * always NUL-terminated. */
struct buf {
    char *s;
    size_t n;
    size_t room;
};
#define BUF_INIT                                                                                   \
    {                                                                                              \
        NULL, 0, 0                                                                                 \
    }
void buf_release(struct buf *buf);
void buf_clear(struct buf *buf);
void buf_add(struct buf *buf, const void *bytes, size_t size);
void buf_puts(struct buf *buf, const char *text);
static inline void buf_putc(struct buf *buf, char byte)
{
    if (buf->n + 1 >= buf->room) {
        buf_add(buf, &byte, 1);
        return;
    }
    buf->s[buf->n++] = byte;
    buf->s[buf->n] = '\0';
}
void buf_put_str(struct buf *buf, struct str text);
void buf_printf(struct buf *buf, const char *format, ...) PRINTF_LIKE(2, 3);
void buf_vprintf(struct buf *buf, const char *format, va_list args) PRINTF_LIKE(2, 0);
void buf_put_code_point(struct buf *buf, uint32_t code_point);
/* What stands for a character that XML and HTML take for markup, also in attributes between
 * double quotation marks; NULL: itself. */
const char *xml_entity(uint32_t c);
/* As text or the value of an attribute of XML: what cannot stand there becomes a reference, or
 * a space where there is none. */
void buf_put_xml(struct buf *buf, struct str text);
/* Copies the content into the arena and releases the buffer. */
char *buf_to_arena(struct buf *buf, struct arena *arena);

/* A growing array: VEC(struct thing) things = {0}; *vec_push(&things) = thing; */
#define VEC(type)                                                                                  \
    struct {                                                                                       \
        type *items;                                                                               \
        size_t count, room;                                                                        \
    }
#define vec_push(vec)                                                                              \
    (vec_grow((void **)&(vec)->items, &(vec)->room, (vec)->count + 1, sizeof(*(vec)->items)),      \
     &(vec)->items[(vec)->count++])
/* Gives back the room beyond what it holds. */
#define vec_fit(vec)                                                                               \
    vec_shrink((void **)&(vec)->items, &(vec)->room, (vec)->count, sizeof *(vec)->items)
#define vec_release(vec) (vec_drop((void **)&(vec)->items), (vec)->count = (vec)->room = 0)
void vec_grow(void **items, size_t *room, size_t wanted, size_t size);
void vec_shrink(void **items, size_t *room, size_t count, size_t size);
void vec_drop(void **items);

/* Bytes to insert, delete, replace or swap with their neighbour to make one text of the
 * other; SIZE_MAX if one is longer than 40 bytes. */
size_t edit_distance(struct str a, struct str b);

bool str_is_among(struct str text, const char *const *list, size_t count);
/* The first of `count` records, sorted by the number in `field`, that has `from` or more. */
#define RECORDS_FROM(records, count, field, from)                                                  \
    ((count) == 0 ? 0 : records_from(&(records)->field, sizeof *(records), count, from))
uint32_t records_from(const uint32_t *first, size_t record_size, size_t count, uint32_t from);

/* The entry of `known` nearest to `word` (edit distance, at most a third of its
 * length), or NULL. For "did you mean". */
const char *nearest_word(struct str word, const char *const *known, size_t count);

/* Numbers of letters "A", "B" … "Z", "AA" for 1, 2 …; in the arena. */
const char *letter_number(struct arena *arena, unsigned number);

/* Columns it takes on a terminal: 0 for what joins the character before, 2 for wide ones. */
uint8_t code_point_width(uint32_t c);

/* Whether a text has the shape of a language tag (RFC 5646). */
bool language_is_valid(struct str tag);

/* ---- Dates -------------------------------------------------------------- */

/* A day of the Gregorian calendar, written YYYY-MM-DD (ISO 8601). Such texts compare
 * as the days do. */
bool date_is_valid(struct str text);
unsigned date_days_in(unsigned year, unsigned month); /* month: 1 to 12 */
/* How many days lie between 1 January of the year 1, a Monday, and a day that is valid. */
unsigned date_number(struct str date);
/* Writes a day as people do, "31 March 2027"; "2027-03" is a month, "2027" a year. False: the
 * text is none of them, and nothing was written. */
bool date_spell(struct buf *buf, struct str date);
/* The months' names in English, from January on. */
extern const char *const month_names[12];
/* Today, in the arena: the day of SOURCE_DATE_EPOCH (UTC) if that is set, so that a
 * run can be repeated, else of the clock. NULL after a failure: it is no number. */
const char *date_today(struct arena *arena);

/* ---- UTF-8 ------------------------------------------------------------- */

/* Offset of the first byte that is not well-formed UTF-8 or is NUL, or `size`. */
size_t utf8_check(const char *text, size_t size);
size_t utf8_length(const char *text, size_t size); /* in code points */
/* Decodes at *offset and moves on; U+FFFD for what is ill-formed. */
uint32_t utf8_next(const char *text, size_t size, size_t *offset);
/* Where the character before the byte begins; the text must be well-formed. */
size_t utf8_before(const char *text, size_t offset);

/* ---- Source text and positions ----------------------------------------- */

/* Bytes of a source text, end exclusive. Offsets count after a byte order mark. */
struct span {
    uint32_t start, end;
};

/* 1-based; columns count Unicode characters. Line 0: the file as a whole. */
struct place {
    uint32_t line, column;
};

/* One input file as read. Lines end at LF, CRLF or CR. */
struct source {
    const char *path; /* as the user would type it, with '/' */
    const char *text; /* without byte order mark; NUL-terminated */
    size_t size;
    const uint32_t *lines; /* start offset of each line */
    uint32_t line_count;
};

/* The path is copied, the text borrowed (both must live as long as the arena). */
const struct source *source_new(struct arena *arena, const char *path, struct str text);
struct place source_place(const struct source *source, uint32_t offset);
/* Goes from place to offset. Places asked for in ascending order cost no more than the
 * text once, however long its lines are. Starts zeroed but for `source`. */
struct offset_cursor {
    const struct source *source;
    struct place place;
    uint32_t offset;
};
uint32_t offset_cursor_move(struct offset_cursor *cursor, struct place place);
/* The line's text without its end; line counts from 1. */
struct str source_line(const struct source *source, uint32_t line);

/* ---- Findings and diagnostics ------------------------------------------- */

enum level { LEVEL_OFF, LEVEL_WARNING, LEVEL_ERROR };
const char *level_name(enum level level);
bool level_parse(struct str name, enum level *level);

enum finding_status { FINDING_NEW, FINDING_BASELINE, FINDING_WAIVED };
const char *finding_status_name(enum finding_status status);

/* Why a finding was accepted, in the words of whoever did. */
struct waiver {
    const char *text; /* all of it: "reason, owner, until 2027-01-31" */
    const char *reason, *owner;
    const char *until; /* YYYY-MM-DD, the last day; NULL: without end */
};

/* What a rule, or a stage that reads content, says about a place in a source. */
struct finding {
    const char *rule; /* the id in square brackets */
    enum level level;
    const char *path;
    struct place start, end; /* end exclusive; start.line 0: the whole file */
    const char *message;     /* what is wrong; lower case, no full stop */
    const char *advice;      /* what to do, a sentence; may be NULL */
    const char *fix;         /* text to put in place of the span; may be NULL */
    bool certain;            /* the fix cannot change the meaning: --fix applies it unasked */
    const char *excerpt;     /* the source line of start, or what stands around it; may be NULL */
    uint32_t excerpt_column; /* of the excerpt's first character; over 1: cut off before it */
    bool excerpt_cut;        /* the line goes on behind the excerpt */
    const char *context;     /* the sentence around it as readers see it; may be NULL */
    struct span marked;      /* bytes of the context that it is about */
    const char *fingerprint; /* stable across edits elsewhere; may be NULL */
    enum finding_status status;
    const struct waiver *waiver; /* of a waived one; else NULL */
};

/* Where findings about one page or run collect. */
struct findings {
    struct arena *arena; /* owns all texts of the findings */
    VEC(struct finding) list;
    /* The last start, from which a later one on its line is counted on, and its excerpt
     * if that is the whole line: many findings on one long line must not each cost it. */
    const struct source *source;
    uint32_t offset;
    struct place place;
    const char *line;
};
struct findings *findings_new(struct arena *arena);
/* Copies `finding`'s texts; the span gives places and excerpt. */
struct finding *findings_add(struct findings *findings, const struct source *source,
                             struct span span, struct finding finding);
/* By path, place, rule and message, so that no order of work shows. */
void findings_sort(struct findings *findings);
size_t findings_count(const struct findings *findings, enum level level); /* that are new */

/* Messages of our own stages: codes, levels and texts stand in messages.def. */
enum message {
#define MESSAGE(code, rule, level, format, advice) MSG_##code,
#include "messages.def"
#undef MESSAGE
    MESSAGE_COUNT
};
/* A finding about content, its text from messages.def filled with the arguments. */
void report(struct findings *findings, const struct source *source, struct span span,
            enum message message, ...);
/* The same for a place in a file that is not at hand; line 0: in the file as a whole. */
struct finding *vreport_at(struct findings *findings, const char *path, struct place place,
                           enum message message, va_list args);

/*
 * A failed operation: one line on stderr, "concordat: path:line:col: error:
 * text", then the advice. `path` may be NULL, `line` 0. Returns -1, so that
 * `return fail(…)` reads well.
 */
int fail(const char *path, uint32_t line, uint32_t column, enum message message, ...);
/* The same for faults of a configuration, with the line and a mark under the place: one,
 * or all in their order (0 if there are none). */
int fail_finding(const struct finding *finding);
int fail_findings(struct findings *findings);
int vfail(const char *path, uint32_t line, uint32_t column, enum message message, va_list args);
/* All that messages.def says, in its order. */
struct message_text {
    const char *rule;
    enum level level;
    const char *format, *advice;
};
const struct message_text *message_texts(size_t *count);
/* The text of a message alone, without its advice. */
void message_put(struct buf *text, enum message message, va_list args);
/* The same for a notice that does not fail ("warning:"). */
void warn(const char *path, uint32_t line, uint32_t column, enum message message, ...);
void vwarn(const char *path, uint32_t line, uint32_t column, enum message message, va_list args);

/* ---- Files -------------------------------------------------------------- */

/* Joins with one '/', resolves "." and "..", keeps a leading ".."; in the arena. */
char *path_join(struct arena *arena, const char *folder, const char *name);
/* The part before the last '/', or "."; in the arena. */
char *path_folder(struct arena *arena, const char *path);
const char *path_name(const char *path);
const char *path_extension(const char *path); /* "" or with its dot */
/* How to get from the folder of page `from` to `to`; both relative to one root. */
char *path_relative(struct arena *arena, const char *from, const char *to);

bool file_exists(const char *path); /* a regular file */
bool folder_exists(const char *path);
/* Whether both paths lead to one file that is there. */
bool file_is_same(const char *path, const char *other);
bool folder_empty(const char *path); /* true of one that is not there */
/* Whole file, NUL after it; at most `limit` bytes, else a failure. */
int file_read(struct arena *arena, const char *path, size_t limit, struct str *text);
/* Writes beside the target and renames; makes missing folders. */
int file_write(const char *path, const void *bytes, size_t size);
/* The same for a file that is there: keeps its mode, and a link to it a link. */
int file_replace(const char *path, const void *bytes, size_t size);
int file_copy(const char *from, const char *to);
int folder_make(const char *path);   /* with its parents */
int folder_remove(const char *path); /* with all in it; missing is fine */
/* Regular files below `folder`, sorted by bytes, paths relative to it. Names that
 * start with '.' and node_modules are passed over. */
struct path_list {
    char **paths;
    size_t count;
};
int folder_list(struct arena *arena, const char *folder, struct path_list *list);
/* Swaps `staged` into the place of `target` so that a reader sees either. */
int folder_swap(const char *staged, const char *target);

/* ---- Worker pool -------------------------------------------------------- */

/*
 * Runs `work(index, result, payload)` for 0 … count-1 on forked processes and
 * hands each result to `done` in the order of the indexes, whatever order they
 * finished in; what an item printed on stderr comes out right before. Workers see
 * the parent's memory copy-on-write; nothing they change comes back but `result`
 * and shared memory. A worker that crashes or outruns its limits gives `done` a
 * NULL result for the item it was at, and `lost` says why; another takes its place.
 * An item whose worker died after it may be worked on twice.
 */
struct pool_options {
    unsigned workers;     /* 0: one a processor; 1: in this process, no fork */
    bool apart;           /* fork for one worker, too: what may crash must not take us along */
    unsigned cpu_seconds; /* a worker's limit for one item; 0: none */
    size_t memory_bytes;  /* a worker's address space; 0: none */
};
typedef void pool_work(size_t index, struct buf *result, void *payload);
typedef int pool_done(size_t index, const struct buf *result, const char *lost, void *payload);
/* -1 if a `done` returned -1 or no worker could be started. */
int pool_run(struct pool_options options, size_t count, pool_work *work, pool_done *done,
             void *payload);

/* Zeroed memory that workers and their parent both write, given back with the arena. */
void *shared_memory(struct arena *arena, size_t size);

/* ---- What a worker sends back -------------------------------------------- */

/* Values one after the other, to be read in the order they were put. Parent and
 * worker are one program in one run: a text that ends too soon is a bug. */
void wire_put_number(struct buf *wire, int64_t number);
void wire_put_text(struct buf *wire, const char *text); /* may be NULL */
void wire_put_bytes(struct buf *wire, struct str bytes);
void wire_put_findings(struct buf *wire, const struct findings *findings);
/* Each takes what it returns off the front of `wire`. */
int64_t wire_number(struct str *wire);
const char *wire_text(struct str *wire, struct arena *arena);
struct str wire_bytes(struct str *wire); /* borrowed from the wire */
void wire_findings(struct str *wire, struct findings *findings);

#endif
