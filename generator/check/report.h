/* Private to the report writers of check/. */
#ifndef CONCORDAT_CHECK_REPORT_H
#define CONCORDAT_CHECK_REPORT_H

#include "check/check.h"

#include <yajl/yajl_gen.h>

void report_text(const struct findings *findings, struct report_options options, struct buf *out);
void report_json(const struct findings *findings, struct report_options options, struct buf *out);
void report_sarif(const struct findings *findings, const struct checker *checker, struct buf *out);

/* JSON through yajl; what it writes is appended to `out`. */
yajl_gen json_begin(struct buf *out);
void json_end(yajl_gen gen, struct buf *out);
void json_key(yajl_gen gen, const char *key);
void json_string(yajl_gen gen, const char *text);
void json_text(yajl_gen gen, const char *key, const char *text); /* nothing for NULL */
void json_number(yajl_gen gen, const char *key, size_t number);

/* The finding's own fingerprint, or one of its rule, message and line. */
const char *report_fingerprint(const struct finding *finding, char buffer[17]);

#endif
