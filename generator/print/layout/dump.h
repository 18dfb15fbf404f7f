/* Private to the dump of the area tree. */
#ifndef CONCORDAT_PRINT_LAYOUT_DUMP_H
#define CONCORDAT_PRINT_LAYOUT_DUMP_H

#include "print/layout/internal.h"

struct dump {
    const struct layout *layout;
    const struct fo_tree *tree;
    struct buf *xml;
};

void dump_areas(struct dump *d, const struct area *first, const struct area *parent);
/* What display-align leaves empty above content is a block of its own. */
void dump_spacer(struct dump *d, mpt height);
void dump_inlines(struct dump *d, const struct area *first);

#define DUMP_NO_EDGES " bap=\"0 0 0 0\""
#define DUMP_NO_SIZE " ipd=\"0\" bpd=\"0\"" DUMP_NO_EDGES

/* "url(x.png)" without its wrapping. */
struct str dump_address(const char *value);

/* Attributes of the element that is open. */
void dump_attribute(struct dump *d, const char *name, const char *value);
void dump_number(struct dump *d, const char *name, mpt value);
void dump_number_unless_0(struct dump *d, const char *name, mpt value);
void dump_color(struct dump *d, const char *name, uint32_t value);
void dump_level(struct dump *d, uint8_t value); /* if something runs right to left */
void dump_edges(struct dump *d, const struct area *area);
void dump_background(struct dump *d, const struct fo *fo, const struct area *area);
void dump_sizes(struct dump *d, const struct area *area);
void dump_id(struct dump *d, const struct fo *fo);
void dump_link(struct dump *d, const struct fo *fo);
void dump_matrix(struct dump *d, unsigned turns, struct turned_box box);

#endif
