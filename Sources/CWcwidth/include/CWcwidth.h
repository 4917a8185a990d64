#ifndef C_WCWIDTH_H
#define C_WCWIDTH_H

#include <stdint.h>

/// How many terminal columns a character takes by the C library's tables for UTF-8, whatever locale the process has; -1 for control
/// characters. Swift's own libc module hides `wcwidth`, which stands behind a feature macro; that is all this target is for.
int hufu_wcwidth(uint32_t scalar);

#endif
