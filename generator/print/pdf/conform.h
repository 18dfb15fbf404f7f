/* What the files of the conformance check share; private to them. */
#ifndef CONCORDAT_PRINT_PDF_CONFORM_H
#define CONCORDAT_PRINT_PDF_CONFORM_H

#include "internal.h"

struct checking {
    pdf_fault *tell;
    void *payload;
    const struct pdf *pdf;
};

void fault(const struct checking *checking, const struct pdf_element *element, enum message message,
           ...);
/* Whether the type, or another word, is among the blank-separated ones; NULL is not. */
bool is_one_of(const char *word, const char *list);

/* The grid of a table and its header cells. */
void conform_table(const struct checking *checking, const struct pdf_element *table);

#endif
