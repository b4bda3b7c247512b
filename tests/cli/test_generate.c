/* test_generate.c - the generator of invented districts: the same seed, the same bytes; every
 * variant of the plan in both languages is a clean input. */
#include <glib.h>
#include <string.h>
#include <sys/wait.h>

#include "runner.h"

static char *scratch; /* a folder for this run */

/* Exit status of a command line, -1 where it could not run; its words are shown where that is not
 * `expected`. */
static int line_run(const char *line, int expected)
{
  char *text = NULL, *errors = NULL;
  int wait = 0, status = -1;
  if (g_spawn_command_line_sync(line, &text, &errors, &wait, NULL) && WIFEXITED(wait))
    status = WEXITSTATUS(wait);
  if (status != expected)
    g_print("%s\n%s\n%s\n", line, text != NULL ? text : "", errors != NULL ? errors : "");
  g_free(text);
  g_free(errors);
  return status;
}

/* All tables of the folder scratch/name after `lg_generate options`, one text. g_free. */
static char *district_text(const char *name, const char *options)
{
  static const char *const files[] = {"plan.json",  "teachers.csv", "schools.csv",
                                      "wishes.csv", "locks.csv",    "demand.csv"};
  char *line =
      g_strdup_printf("'%s' --plan staffing %s -o '%s/%s'", LG_GENERATE, options, scratch, name);
  LG_EQUAL_INT(line_run(line, 0), 0, options);
  g_free(line);
  GString *all = g_string_new(NULL);
  for (size_t k = 0; k < G_N_ELEMENTS(files); k++) {
    char *path = g_build_filename(scratch, name, files[k], NULL);
    char *text = NULL;
    gsize length = 0;
    LG_TRUE(g_file_get_contents(path, &text, &length, NULL) && length > 0, files[k]);
    g_string_append_len(all, text != NULL ? text : "", (gssize)length);
    g_free(text);
    g_free(path);
  }
  return g_string_free(all, FALSE);
}

static void test_seeds(void)
{
  char *first = district_text("a", "--seed 7 --teachers 90 --schools 5");
  char *again = district_text("b", "--seed 7 --teachers 90 --schools 5");
  char *other = district_text("c", "--seed 8 --teachers 90 --schools 5");
  LG_TRUE(strcmp(first, again) == 0, "the same seed, the same district");
  LG_TRUE(strcmp(first, other) != 0, "another seed, another district");
  g_free(first);
  g_free(again);
  g_free(other);
}

static void variant_check(const char *name)
{
  static const char *const styles[] = {"--lang zh --gbk-teachers", "--lang en --no-coordinates"};
  for (size_t k = 0; k < G_N_ELEMENTS(styles); k++) {
    char *what = g_strdup_printf("%s %s", name, styles[k]);
    char *line =
        g_strdup_printf("'%s' --seed 5 --teachers 120 --schools 6 --plan %s %s -o '%s/%s-%zu'",
                        LG_GENERATE, name, styles[k], scratch, name, k);
    LG_EQUAL_INT(line_run(line, 0), 0, what);
    g_free(line);
    line = g_strdup_printf("'%s' check '%s/%s-%zu/plan.json'", LG_PROGRAM, scratch, name, k);
    LG_EQUAL_INT(line_run(line, 0), 0, what);
    g_free(line);
    g_free(what);
  }
}

/* The names of the variants are read from the help. */
static void test_variants(void)
{
  char *text = NULL;
  char *line = g_strdup_printf("'%s' --help", LG_GENERATE);
  LG_TRUE(g_spawn_command_line_sync(line, &text, NULL, NULL, NULL), "lg_generate --help");
  g_free(line);
  const char *names = text != NULL ? strstr(text, "Plans: ") : NULL;
  if (LG_TRUE(names != NULL, "the help names the plans")) {
    char *list = g_strndup(names + strlen("Plans: "), strcspn(names, "\n") - strlen("Plans: "));
    char **each = g_strsplit(list, " ", -1);
    for (int k = 0; each[k] != NULL; k++) variant_check(each[k]);
    LG_TRUE(g_strv_length(each) >= 10, "ten variants at least");
    g_strfreev(each);
    g_free(list);
  }
  g_free(text);
}

static void test_refused(void)
{
  static const char *const wrong[] = {"--plan none",    "--lang fr",
                                      "--schools 0",    "--schools 9 --teachers 3",
                                      "--rotated 101%", "--example none"};
  for (size_t k = 0; k < G_N_ELEMENTS(wrong); k++) {
    char *line = g_strdup_printf("'%s' %s -o '%s/wrong'", LG_GENERATE, wrong[k], scratch);
    LG_EQUAL_INT(line_run(line, 2), 2, wrong[k]);
    g_free(line);
  }
  char *path = g_build_filename(scratch, "wrong", NULL);
  LG_TRUE(!g_file_test(path, G_FILE_TEST_EXISTS), "nothing is written");
  g_free(path);
}

int main(void)
{
  static const lg_case cases[] = {{"seeds", test_seeds},
                                  {"every variant is a clean input", test_variants},
                                  {"wrong options", test_refused},
                                  {NULL, NULL}};
  scratch = g_dir_make_tmp("lungang-generate-XXXXXX", NULL);
  if (scratch == NULL) return 1;
  int status = lg_run("generate", cases);
  char *line = g_strdup_printf("rm -r '%s'", scratch);
  line_run(line, 0);
  g_free(line);
  g_free(scratch);
  return status;
}
