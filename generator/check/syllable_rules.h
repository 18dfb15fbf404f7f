/*
 * Syllables of an English word from its spelling alone. Private to check/ and
 * to the program that makes the table of what these rules get wrong.
 */
#ifndef CONCORDAT_CHECK_SYLLABLE_RULES_H
#define CONCORDAT_CHECK_SYLLABLE_RULES_H

#include <stddef.h>
#include <stdint.h>

/* `word` is lower case; bytes beyond ASCII count as consonants. At least 1. */
unsigned syllables_by_rule(const char *word, size_t size);

/* The table's hash of a word: its low bits choose a slot, its top 28 bits are
 * the fingerprint beside a count of four bits. */
uint64_t syllable_hash(const char *word, size_t size);

enum { SYLLABLE_SLOTS = 16384 };

#endif
