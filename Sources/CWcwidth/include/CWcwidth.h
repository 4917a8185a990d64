#ifndef C_WCWIDTH_H
#define C_WCWIDTH_H

#include <stdint.h>

/// How many terminal columns a character takes by the C library's tables; -1 for control characters. Needs a UTF-8 `LC_CTYPE`.
/// Swift's own libc module hides `wcwidth`, which stands behind a feature macro; that is all this target is for.
int hufu_wcwidth(uint32_t scalar);

#endif
