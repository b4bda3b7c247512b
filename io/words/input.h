/* input.h - what was read, as data: reading makes it (io/read.h), files and texts tell of it. */
#ifndef LG_INPUT_H
#define LG_INPUT_H

#include <glib.h>

#include "model/policy.h"
#include "report.h"

typedef enum { LG_ENC_UTF8, LG_ENC_UTF8_BOM, LG_ENC_GB18030, LG_ENC_XLSX, LG_ENC_JSON } lg_encoding;
/* "utf-8", "utf-8-bom", "gb18030", "xlsx", "json" */
const char *lg_encoding_word(lg_encoding encoding);

/* One input file, for summary.json. */
typedef struct {
  char *file; /* as the plan writes it; the plan itself by its own file name */
  char sha256[65];
  int rows;
  lg_encoding encoding;
  bool is_plan;   /* which has no rows */
  char delimiter; /* 0 where none */
  char *sheet;    /* NULL where none */
} lg_input_file;

/* The whole input of a run: the plan and its tables, read and checked. */
typedef struct {
  lg_report *report;
  struct lg_plan *plan;  /* as it is written; NULL where it could not be opened */
  lg_district *district; /* NULL where there are defects */
  lg_policy *policy;     /* NULL where there are defects */
  GArray *files;         /* lg_input_file: the plan first */
  char *lang;            /* the plan's, or NULL */
  bool is_pooled;        /* the district is a pool's, */
  lg_district *thinned;  /* or shares all but locks, pairs and standing with it */
  char *new_key;         /* a key that was drawn for this run and is in no file yet, or NULL */
} lg_input;

/* A cell of the file that says something else than the input. */
typedef struct {
  int row;
  char *column, *found, *expected; /* owned */
  int teacher;
  bool broken; /* rule `file`: another home school; else it follows from the rest, and is stale */
} lg_file_difference;
int lg_file_broken(const GArray *differences); /* how many */

#endif
