/* output.h - one run and its answer, as data that files and texts tell of. */
#ifndef LG_OUTPUT_H
#define LG_OUTPUT_H

#include "input.h"
#include "model/answer.h"
#include "model/audit/audit.h"
#include "model/changes.h"
#include "model/options.h"
#include "model/rehearsal.h"

/* A column or row of the certificates, or a teacher's only place: a row of proof/names.csv. */
typedef struct {
  const char *kind; /* "column", "row", "constant" */
  const char *name, *rule, *id, *class_id, *teacher_id, *school_id, *text;
} lg_proof_name;

/* The proofs of the answer, for others to check: what goes into proof/. */
typedef struct {
  GString *const
      *texts; /* [count] one a goal, NULL where there is none; of a plan that cannot be met
                            texts[0] */
  int count;
  const lg_proof_name *names;
  int name_count;
} lg_proof_files;

/* All that the files tell; everything is borrowed. roster and audit are NULL at exits 4 and 5. */
typedef struct {
  const lg_input *input;
  const lg_options *options;
  const lg_answer *answer;
  const lg_audit *audit;
  const lg_lang *lang; /* language of headings and values */
  double read_s, total_s;
  bool interrupted;              /* Ctrl-C ended the solving, not the clock */
  bool limits;                   /* --limits: summary.json has the answer's */
  const lg_proof_files *proof;   /* of --proof; else NULL */
  const lg_changes *changes;     /* against the baseline, of `replan`; else NULL */
  const lg_rehearsal *rehearsal; /* of `rehearse`, whose roster is the answer's; else NULL */
} lg_output;

#endif
