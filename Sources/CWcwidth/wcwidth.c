#define _XOPEN_SOURCE 700
#include "CWcwidth.h"

#include <wchar.h>

int hufu_wcwidth(uint32_t scalar) { return wcwidth((wchar_t)scalar); }
