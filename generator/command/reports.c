#include "command/reports.h"

#include <string.h>

static bool parse_format(struct arena *arena, struct str name, enum report_format *format)
{
    if (report_format_parse(name, format))
        return true;
    fail(NULL, 0, 0, MSG_FORMAT_UNKNOWN, (int)name.n, name.s, report_format_names(arena));
    return false;
}

/* FORMAT=FILE */
static bool parse_file(struct arena *arena, const char *value, struct report_file *file)
{
    struct str path = str_of(value), format;
    str_next(&path, '=', &format);
    if (path.n == 0) {
        fail(NULL, 0, 0, MSG_REPORT_FILE, value);
        return false;
    }
    file->path = path.s;
    return parse_format(arena, format, &file->format);
}

bool reports_parse(struct reports *reports, const struct invocation *invocation)
{
    struct arena *arena = invocation->arena;
    reports->options = (struct report_options){.color = invocation->color,
                                               .brief = invocation->quiet,
                                               .limit = reports->limit,
                                               .all = reports->all};
    reports->list = ARENA_ARRAY(arena, reports->files.count, struct report_file);
    for (size_t i = 0; i < reports->files.count; i++) {
        if (!parse_file(arena, reports->files.items[i], &reports->list[i]))
            return false;
    }
    return parse_format(arena, str_of(reports->printed), &reports->options.format);
}

bool reports_want_levels(const struct reports *reports)
{
    bool wanted = report_wants_levels(reports->options.format);
    for (size_t i = 0; i < reports->files.count; i++)
        wanted |= report_wants_levels(reports->list[i].format);
    return wanted;
}

int reports_write(const struct reports *reports, const struct findings *findings,
                  const struct checker *checker, struct report_options options)
{
    int status = 0;
    struct buf out = BUF_INIT;
    options.format = reports->options.format;
    options.color = reports->options.color;
    options.brief = reports->options.brief;
    options.limit = reports->options.limit;
    options.all = reports->options.all;
    report_write(findings, checker, options, &out);
    fwrite(out.s, 1, out.n, stdout);
    options.color = options.brief = false;
    for (size_t i = 0; i < reports->files.count; i++) {
        buf_clear(&out);
        options.format = reports->list[i].format;
        report_write(findings, checker, options, &out);
        if (file_write(reports->list[i].path, out.s, out.n) < 0)
            status = -1;
    }
    buf_release(&out);
    return status;
}
