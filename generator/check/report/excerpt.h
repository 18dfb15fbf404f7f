/* The source line of a finding with marks below its span, for a terminal. */
#ifndef CONCORDAT_CHECK_EXCERPT_H
#define CONCORDAT_CHECK_EXCERPT_H

#include "base/base.h"

/* Appends rows of text, each with its row of marks in `paint` … `reset` below. Up to
 * about a hundred columns around the span; a longer span is broken into rows. */
void excerpt_put(struct buf *out, const struct finding *finding, const char *paint,
                 const char *reset);
/* Text with all that could command a terminal replaced. */
void excerpt_put_text(struct buf *out, const char *text);

#endif
