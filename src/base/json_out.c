/* json_out.c - writing JSON. */
#include "base/json.h"

#include <assert.h>
#include <math.h>

#include "base/number.h"
#include "base/utf8.h"

/* The two-byte escapes of RFC 8259, section 7, without "/", which needs none. */
static const char *short_escape(unsigned char byte)
{
    switch (byte) {
    case '"':
        return "\\\"";
    case '\\':
        return "\\\\";
    case '\b':
        return "\\b";
    case '\f':
        return "\\f";
    case '\n':
        return "\\n";
    case '\r':
        return "\\r";
    case '\t':
        return "\\t";
    default:
        return NULL;
    }
}

static void add_escape(struct kw_out *out, unsigned char byte)
{
    const char *escape = short_escape(byte);
    if (escape)
        kw_out_add(out, kw_str_of(escape));
    else if (byte < 0x20)
        kw_out_printf(out, "\\u%04x", byte);
    else
        kw_out_add(out, KW_STR("\xEF\xBF\xBD"));
}

void kw_json_quote(struct kw_out *out, struct kw_str value)
{
    kw_out_byte(out, '"');
    size_t start = 0; /* of the bytes that need no escape */
    for (size_t at = 0, len; at < value.len; at += len) {
        uint32_t code = kw_utf8_decode(value, at, &len);
        if (code >= 0x20 && code != '"' && code != '\\' && code <= 0x10FFFF)
            continue;
        kw_out_add(out, kw_str_slice(value, start, at));
        add_escape(out, (unsigned char)value.ptr[at]);
        start = at + 1;
    }
    kw_out_add(out, kw_str_slice(value, start, value.len));
    kw_out_byte(out, '"');
}

static void begin_value(struct kw_json_out *json, const char *key)
{
    if (json->comma)
        kw_out_byte(json->out, ',');
    json->comma = true;
    if (!key)
        return;
    kw_json_quote(json->out, kw_str_of(key));
    kw_out_byte(json->out, ':');
}

void kw_json_open(struct kw_json_out *json, const char *key, char bracket)
{
    assert(bracket == '{' || bracket == '[');
    begin_value(json, key);
    kw_out_byte(json->out, bracket);
    json->comma = false;
}

void kw_json_close(struct kw_json_out *json, char bracket)
{
    assert(bracket == '}' || bracket == ']');
    kw_out_byte(json->out, bracket);
    json->comma = true;
}

void kw_json_string(struct kw_json_out *json, const char *key, struct kw_str value)
{
    begin_value(json, key);
    kw_json_quote(json->out, value);
}

void kw_json_integer(struct kw_json_out *json, const char *key, int64_t value)
{
    begin_value(json, key);
    kw_out_printf(json->out, "%lld", (long long)value);
}

void kw_json_number(struct kw_json_out *json, const char *key, double value)
{
    if (!isfinite(value)) {
        kw_json_null(json, key);
        return;
    }
    char text[KW_NUMBER_TEXT];
    kw_number_print(value, text);
    begin_value(json, key);
    kw_out_add(json->out, kw_str_of(text));
}

void kw_json_bool(struct kw_json_out *json, const char *key, bool value)
{
    begin_value(json, key);
    kw_out_add(json->out, value ? KW_STR("true") : KW_STR("false"));
}

void kw_json_null(struct kw_json_out *json, const char *key)
{
    begin_value(json, key);
    kw_out_add(json->out, KW_STR("null"));
}
