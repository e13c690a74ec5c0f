/* language.c - what knotwork can read sentences in. */
#include "knotwork/document.h"

bool kw_language_is_english(struct kw_str code)
{
    if (code.len == 0)
        return true;
    bool en = (code.ptr[0] | 32) == 'e' && code.len > 1 && (code.ptr[1] | 32) == 'n';
    return en && (code.len == 2 || code.ptr[2] == '-' || code.ptr[2] == '_' ||
                  (code.ptr[2] | 32) == 'g');
}
