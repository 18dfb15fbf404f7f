/*
 * Properties and objects of XSL 1.1 that the formatter knows of and has no use for. Not to
 * be taken for misspelt ones.
 */
#include "print/fo/internal.h"

/* What would look different; with the initial value, which does not. */
static const struct {
    const char *name, *initial;
} undrawn[] = {
    {"allowed-height-scale", "any"},
    {"allowed-width-scale", "any"},
    {"destination-placement-offset", "0pt"},
    {"font-size-adjust", "none"},
    {"glyph-orientation-horizontal", "0deg"},
    {"glyph-orientation-vertical", "auto"},
    {"page-citation-strategy", "all"},
    {"target-presentation-context", "use-target-processing-context"},
    {"target-processing-context", "document-root"},
    {"target-stylesheet", "use-normal-stylesheet"},
    {"text-shadow", "none"},
};

/* What is said to who speaks (7.7), and what only concerns objects that are not formatted:
 * these are told of themselves. */
static const char *const idle[] = {
    "active-state",
    "auto-restore",
    "azimuth",
    "caption-side",
    "case-name",
    "case-title",
    "change-bar-class",
    "change-bar-color",
    "change-bar-offset",
    "change-bar-placement",
    "change-bar-style",
    "change-bar-width",
    "color-profile-name",
    "cue",
    "cue-after",
    "cue-before",
    "elevation",
    "float",
    "flow-map-name",
    "flow-map-reference",
    "flow-name-reference",
    "index-class",
    "index-key",
    "intrinsic-scale-value",
    "intrusion-displace",
    "merge-pages-across-index-key-references",
    "merge-ranges-across-index-key-references",
    "merge-sequential-page-numbers",
    "page-number-treatment",
    "pause",
    "pause-after",
    "pause-before",
    "pitch",
    "pitch-range",
    "play-during",
    "ref-index-key",
    "region-name-reference",
    "rendering-intent",
    "retrieve-boundary-within-table",
    "retrieve-position-within-table",
    "richness",
    "scale-option",
    "speak",
    "speak-header",
    "speak-numeral",
    "speak-punctuation",
    "speech-rate",
    "stress",
    "switch-to",
    "voice-family",
    "volume",
};

static const char *const objects[] = {
    "change-bar-begin",
    "change-bar-end",
    "color-profile",
    "float",
    "flow-assignment",
    "flow-map",
    "flow-name-specifier",
    "flow-source-list",
    "flow-target-list",
    "folio-prefix",
    "folio-suffix",
    "index-key-reference",
    "index-page-citation-list",
    "index-page-citation-list-separator",
    "index-page-citation-range-separator",
    "index-page-number-prefix",
    "index-page-number-suffix",
    "index-range-begin",
    "index-range-end",
    "initial-property-set",
    "inline-container",
    "multi-case",
    "multi-properties",
    "multi-property-set",
    "multi-switch",
    "multi-toggle",
    "page-sequence-wrapper",
    "region-name-specifier",
    "retrieve-table-marker",
    "scaling-value-citation",
    "table-and-caption",
    "table-caption",
};

enum fo_known fo_known_property(struct str name, struct str value)
{
    for (size_t i = 0; i < COUNT_OF(undrawn); i++)
        if (str_is(name, undrawn[i].name))
            return str_is(str_trim(value), undrawn[i].initial) ? FO_KNOWN_IDLE : FO_KNOWN_UNDRAWN;
    return str_is_among(name, idle, COUNT_OF(idle)) ? FO_KNOWN_IDLE : FO_UNKNOWN;
}

bool fo_known_object(struct str name)
{
    return str_is_among(name, objects, COUNT_OF(objects));
}
