/* input_limits.h - the largest inputs taken, shared by the checks and by the messages that name them
 * (SPEC 2). */
#ifndef LG_INPUT_LIMITS_H
#define LG_INPUT_LIMITS_H

enum {
  LG_MAX_TEACHERS = 500000,
  LG_MAX_SCHOOLS = 10000,
  LG_MAX_QUOTAS = 200,
  LG_MAX_PAIRS = 500000,                 /* that the two keys of a quota's `per` make */
  LG_MAX_FILE_BYTES = 256 * 1024 * 1024, /* also unpacked */
  LG_MAX_CELL_BYTES = 1024 * 1024,
  LG_MAX_TABLE_BYTES = LG_MAX_FILE_BYTES, /* of the cells that are read, as if none shared a text */
  LG_MAX_STUDENTS = 100000,               /* a school */
  LG_MAX_WEIGHT = 1000,
  LG_MAX_POINTS = 1000,
  LG_MAX_KM = 20100,
  LG_MAX_WHOLE = 1000000000, /* any other whole number */
  LG_MAX_TERM = 100,         /* years of a service */
  LG_MAX_UNITS = 1000,       /* a week, of one flexible service */
  LG_MAX_JSON_DEPTH = 64,
  LG_MAX_JSON_VALUES = 2000000 /* of a plan: more would only fill the memory */
};

#endif
