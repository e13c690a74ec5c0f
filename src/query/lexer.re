/* lexer.re - bytes of a query to words, by re2c. A NUL ends the text: the caller sees to
 * it that there is one behind. */
#include "query/token.h"

#include "grammar.h"

/*!re2c
re2c:define:YYCTYPE = "unsigned char";
re2c:yyfill:enable = 0;

digit = [0-9];
letter = [A-Za-z_] | [\x80-\xff];
name = letter (letter | digit | [$])*;
exponent = [eE] [+-]? digit+;
*/

struct kw_token kw_token_next(struct kw_str text, uint32_t *at)
{
    const unsigned char *base = (const unsigned char *)text.ptr;
    const unsigned char *YYCURSOR = base + *at, *YYMARKER = YYCURSOR, *start;
    int kind;
#define TAKE(what)                                                                       \
    {                                                                                    \
        kind = (what);                                                                   \
        goto done;                                                                       \
    }
again:
    start = YYCURSOR;
    /*!re2c
    [ \t\r\n\v\f]+           { goto again; }
    "\xc2\xa0"               { goto again; }
    "//" [^\n\x00]*          { goto again; }
    "/*" ([^*\x00] | "*"+ [^*/\x00])* "*"+ "/" { goto again; }
    "/*"                     { TAKE(KW_TOKEN_BAD) }
    "\x00"                   { TAKE(start >= base + text.len ? KW_TOKEN_END : KW_TOKEN_BAD) }
    "0x" [0-9a-fA-F]+        { TAKE(KW_T_INTEGER) }
    "0o" [0-7]+              { TAKE(KW_T_INTEGER) }
    digit+                   { TAKE(KW_T_INTEGER) }
    digit* "." digit+ exponent? { TAKE(KW_T_FLOAT) }
    digit+ exponent          { TAKE(KW_T_FLOAT) }
    digit (letter | digit)*  { TAKE(KW_TOKEN_BAD_NUMBER) }
    digit* "." digit+ letter (letter | digit)* { TAKE(KW_TOKEN_BAD_NUMBER) }
    name                     { TAKE(KW_T_NAME) }
    "`" ([^`\x00] | "``")* "`" { TAKE(KW_T_NAME) }
    "`"                      { TAKE(KW_TOKEN_BAD) }
    "$" (name | digit+)      { TAKE(KW_T_PARAMETER) }
    "'" ([^'\\\x00] | "\\" [^\x00])* "'"    { TAKE(KW_T_STRING) }
    "\"" ([^"\\\x00] | "\\" [^\x00])* "\""  { TAKE(KW_T_STRING) }
    ['"]                     { TAKE(KW_TOKEN_BAD) }
    "("   { TAKE(KW_T_LP) }
    ")"   { TAKE(KW_T_RP) }
    "["   { TAKE(KW_T_LB) }
    "]"   { TAKE(KW_T_RB) }
    "{"   { TAKE(KW_T_LC) }
    "}"   { TAKE(KW_T_RC) }
    ","   { TAKE(KW_T_COMMA) }
    ".."  { TAKE(KW_T_DOTDOT) }
    "."   { TAKE(KW_T_DOT) }
    ":"   { TAKE(KW_T_COLON) }
    ";"   { TAKE(KW_T_SEMICOLON) }
    "|"   { TAKE(KW_T_BAR) }
    "+"   { TAKE(KW_T_PLUS) }
    "-"   { TAKE(KW_T_MINUS) }
    "*"   { TAKE(KW_T_STAR) }
    "/"   { TAKE(KW_T_SLASH) }
    "%"   { TAKE(KW_T_PERCENT) }
    "^"   { TAKE(KW_T_CARET) }
    "="   { TAKE(KW_T_EQ) }
    "=~"  { TAKE(KW_T_MATCHES) }
    "<>"  { TAKE(KW_T_NE) }
    "<="  { TAKE(KW_T_LE) }
    ">="  { TAKE(KW_T_GE) }
    "<"   { TAKE(KW_T_LT) }
    ">"   { TAKE(KW_T_GT) }
    *     { TAKE(KW_TOKEN_BAD) }
    */
done:
    *at = (uint32_t)(YYCURSOR - base);
    return (struct kw_token){.kind = kind,
                             .at = (uint32_t)(start - base),
                             .text = {(const char *)start, (size_t)(YYCURSOR - start)}};
}
