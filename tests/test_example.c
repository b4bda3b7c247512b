/* test_example.c - the example folder: made by the generator to the byte, solved, and counted again
 * from the files. */
#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "runner.h"

#define EXAMPLE LG_SOURCE "/examples/nanchang-2010"

static char *scratch; /* a folder for this run */

static char *file_text(const char *folder, const char *file, gsize *length)
{
  char *path = g_build_filename(folder, file, NULL);
  char *text = NULL;
  if (!g_file_get_contents(path, &text, length, NULL)) text = NULL;
  g_free(path);
  return text;
}

/* Exit status of a command, -1 where it could not run; its output goes nowhere but to *out. */
static int command_run(const char *const *argv, char **out)
{
  char *text = NULL, *errors = NULL;
  int wait = 0, status = -1;
  if (g_spawn_sync(NULL, (char **)(void *)(uintptr_t)argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &text,
                   &errors, &wait, NULL) &&
      WIFEXITED(wait))
    status = WEXITSTATUS(wait);
  if (out != NULL) *out = g_strdup(text);
  g_free(text);
  g_free(errors);
  return status;
}

static void test_reproduced(void)
{
  static const char *const files[] = {"plan.json", "teachers.csv", "schools.csv", "wishes.csv",
                                      "locks.csv"};
  char *folder = g_build_filename(scratch, "again", NULL);
  const char *const argv[] = {LG_GENERATE, "--example", "nanchang-2010", "-o", folder, NULL};
  LG_EQUAL_INT(command_run(argv, NULL), 0, "lg_generate");
  for (size_t k = 0; k < G_N_ELEMENTS(files); k++) {
    gsize kept_length = 0, made_length = 0;
    char *kept = file_text(EXAMPLE, files[k], &kept_length);
    char *made = file_text(folder, files[k], &made_length);
    bool same = kept != NULL && made != NULL && kept_length == made_length &&
                memcmp(kept, made, kept_length) == 0;
    LG_TRUE(same, files[k]);
    g_free(kept);
    g_free(made);
  }
  g_free(folder);
}

int main(void)
{
  static const lg_case cases[] = {{"the generator writes the same bytes", test_reproduced},
                                  {NULL, NULL}};
  scratch = g_dir_make_tmp("lungang-example-XXXXXX", NULL);
  int status = lg_run("example", cases);
  const char *const remove[] = {"rm", "-r", scratch, NULL};
  command_run(remove, NULL);
  g_free(scratch);
  return status;
}
