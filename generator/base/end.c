#include "base.h"

#include <stdlib.h>

_Noreturn void die_no_memory(size_t wanted)
{
    fprintf(stderr, "concordat: out of memory (%zu bytes more were wanted)\n", wanted);
    exit(3);
}

_Noreturn void die_bug(const char *file, int line, const char *message)
{
    fprintf(stderr, "concordat: bug at %s:%d: %s; please report it\n", file, line, message);
    exit(70); /* EX_SOFTWARE of sysexits.h */
}
