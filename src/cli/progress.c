/* progress.c - rates and times left. */
#include "cli/progress.h"

#include <inttypes.h>
#include <math.h>

#include "base/json.h"

enum { MINUTE = 60, HOUR = 3600 };
static const double soonest = 1; /* seconds after which a rate says something */

static double share_left(uint64_t done, uint64_t all)
{
    return done < all ? (double)(all - done) / (double)done : 0;
}

double kw_progress_left(const struct kw_progress *p, double seconds)
{
    if (seconds < soonest)
        return NAN;
    if (p->total && p->done)
        return seconds * share_left(p->done, p->total);
    if (p->of_bytes && p->bytes)
        return seconds * share_left(p->bytes, p->of_bytes);
    return NAN;
}

static void add_left(struct kw_buf *line, double left)
{
    if (left < 2 * MINUTE)
        kw_buf_printf(line, ", %.0f s left", left);
    else if (left < 2 * HOUR)
        kw_buf_printf(line, ", %.0f min left", left / MINUTE);
    else
        kw_buf_printf(line, ", %.1f h left", left / HOUR);
}

void kw_progress_text(struct kw_buf *line, const struct kw_progress *p, const char *what,
                      double seconds)
{
    double left = kw_progress_left(p, seconds);
    kw_buf_printf(line, "%" PRIu64, p->done);
    if (p->total)
        kw_buf_printf(line, " of %" PRIu64, p->total);
    kw_buf_printf(line, " %s", what);
    if (seconds >= soonest) {
        double rate = (double)p->done / seconds;
        kw_buf_printf(line, ", %.*f/s", rate < 10 ? 1 : 0, rate);
    }
    if (!isnan(left))
        add_left(line, left);
}

static void add_known(struct kw_json_out *json, const char *key, uint64_t number)
{
    if (number)
        kw_json_integer(json, key, (int64_t)number);
    else
        kw_json_null(json, key);
}

void kw_progress_json(struct kw_buf *line, const struct kw_progress *p, const char *what,
                      double seconds)
{
    struct kw_out out;
    struct kw_json_out json = {.out = &out};
    kw_out_to_buf(&out, line);
    kw_json_open(&json, NULL, '{');
    kw_json_open(&json, "progress", '{');
    kw_json_string(&json, "what", kw_str_of(what));
    kw_json_integer(&json, "done", (int64_t)p->done);
    add_known(&json, "total", p->total);
    kw_json_integer(&json, "bytes", (int64_t)p->bytes);
    add_known(&json, "of_bytes", p->of_bytes);
    kw_json_number(&json, "per_second",
                   seconds >= soonest ? (double)p->done / seconds : NAN);
    kw_json_number(&json, "seconds_left", kw_progress_left(p, seconds));
    kw_json_close(&json, '}');
    kw_json_close(&json, '}');
    if (kw_out_finish(&out, NULL) != KW_OK)
        line->failed = true;
}
