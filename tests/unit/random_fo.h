/* Formatting objects at random, the same ones for a seed. */
#ifndef CONCORDAT_TESTS_RANDOM_FO_H
#define CONCORDAT_TESTS_RANDOM_FO_H

#include "base/base.h"

void random_start(unsigned seed);
unsigned random_below(unsigned limit);

/* Attributes of a block: spaces, borders, keeps. */
void random_attributes(struct buf *fo);
void random_words(struct buf *fo);
/* Block-level objects: blocks, lists, tables, containers; those in others are deeper. */
void random_blocks(struct buf *fo, unsigned depth);

#endif
