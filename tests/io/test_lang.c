/* test_lang.c - the built-in catalogue and the choice of the language. */
#include "io/words/lang.h"

#include <glib.h>
#include <locale.h>

#include "runner.h"

static void test_chinese_without_locale(void)
{
  g_setenv("LANG", "C", TRUE);
  g_setenv("LC_ALL", "C", TRUE);
  setlocale(LC_ALL, "");
  lg_lang *lang = lg_lang_new("zh");
  LG_TRUE(lang != NULL, "the catalogue is there");
  LG_EQUAL_TEXT(lg_lang_code(lang), "zh", "code");
  LG_EQUAL_TEXT(lg_tr(lang, "near retirement"), "临近退休", "a text");
  LG_EQUAL_TEXT(lg_tr(lang, "exempt: %s"), "免交流：%s", "a format");
  LG_EQUAL_TEXT(lg_tr(lang, "Summary"), "汇总", "another text");
  lg_lang_free(lang);
}

static void test_unknown_text_is_itself(void)
{
  static const char *const texts[] = {"", " ", "~~~ no such text", "near retiremen",
                                      "near retirementt"};
  lg_lang *lang = lg_lang_new("zh");
  for (size_t k = 0; k < G_N_ELEMENTS(texts); k++)
    LG_EQUAL_TEXT(lg_tr(lang, texts[k]), texts[k], texts[k]);
  lg_lang_free(lang);
}

static void test_english_is_the_source(void)
{
  LG_TRUE(lg_lang_new("en") == NULL, "en needs no catalogue");
  LG_TRUE(lg_lang_new(NULL) == NULL, "nor does no code");
  LG_TRUE(lg_lang_new("fr") == NULL, "nor an unknown one");
  LG_EQUAL_TEXT(lg_lang_code(NULL), "en", "code");
  LG_EQUAL_TEXT(lg_tr(NULL, "near retirement"), "near retirement", "a text");
  lg_lang_free(NULL);
}

/* Names and values of the three variables, then what follows; NULL: not set. */
static void test_choice(void)
{
  static const char *const rows[][6] = {/* option, plan, LC_ALL, LC_MESSAGES, LANG, expected */
                                        {"en", "zh", "zh_CN.UTF-8", NULL, NULL, "en"},
                                        {NULL, "zh", "en_GB.UTF-8", NULL, NULL, "zh"},
                                        {NULL, NULL, "zh_CN.UTF-8", "en_GB", "C", "zh"},
                                        {NULL, NULL, "C", "zh_CN", "zh_CN", "en"},
                                        {NULL, NULL, "", "zh_TW", "C", "zh"},
                                        {NULL, NULL, NULL, NULL, "zh", "zh"},
                                        {NULL, NULL, NULL, NULL, "de_DE", "en"},
                                        {NULL, NULL, NULL, NULL, NULL, "en"}};
  static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
  for (size_t r = 0; r < G_N_ELEMENTS(rows); r++) {
    for (int k = 0; k < 3; k++) {
      if (rows[r][2 + k])
        g_setenv(names[k], rows[r][2 + k], TRUE);
      else
        g_unsetenv(names[k]);
    }
    char *what = g_strdup_printf("row %zu", r);
    LG_EQUAL_TEXT(lg_lang_choose(rows[r][0], rows[r][1]), rows[r][5], what);
    g_free(what);
  }
}

int main(void)
{
  static const lg_case cases[] = {{"Chinese with LANG=C", test_chinese_without_locale},
                                  {"unknown text", test_unknown_text_is_itself},
                                  {"English", test_english_is_the_source},
                                  {"choice", test_choice},
                                  {NULL, NULL}};
  return lg_run("lang", cases);
}
