/* test_print.c - what reaches the terminal of texts that would command it. */
#include <glib.h>
#include <stdio.h>
#include <string.h>

#include "case_folder.h"
#include "child.h"
#include "cli/print.h"
#include "runner.h"

static void test_printable(void)
{
  static const struct {
    const char *text, *shown;
  } cases[] = {{"", ""},
               {"轮岗 a\tb\nc", "轮岗 a\tb\nc"},
               {"a\x1B[2Jb", "a\\u001B[2Jb"},
               {"\r\x7F\x01", "\\u000D\\u007F\\u0001"},
               {"\xC2\x9B"
                "31m",
                "\\u009B31m"},
               {"王\u202E芳\u2066\u200F\u061C", "王\\u202E芳\\u2066\\u200F\\u061C"},
               {"a\u2028b", "a\\u2028b"},
               {"\U000E0041\U0001F600", "\\uDB40\\uDC41\U0001F600"},
               {"王\u200D芳", "王\u200D芳"}, /* not seen, but harmless */
               {"a\xFF\x1B", "a\uFFFD\\u001B"}};
  for (size_t k = 0; k < G_N_ELEMENTS(cases); k++) {
    g_autofree char *shown = lg_printable(cases[k].text);
    LG_EQUAL_TEXT(shown, cases[k].shown, cases[k].shown);
  }
}

static const char *const bad[] = {"\x1B", "\u202E", "\xC2\x9B", "\r"};

static void silent_check(const char *text, const char *what)
{
  for (size_t k = 0; k < G_N_ELEMENTS(bad); k++) LG_TRUE(!strstr(text, bad[k]), what);
}

static void run_check(const lg_case_folder *folder, const char *const *arguments, const char *what)
{
  lg_child_order order = {.folder = folder->path};
  for (int k = 0; arguments[k]; k++) order.arguments[k] = arguments[k];
  lg_child child = lg_child_run(&order);
  LG_TRUE(*child.out || *child.err, what);
  silent_check(child.out, what);
  silent_check(child.err, what);
  lg_child_clear(&child);
}

/* Titles, names, file names, arguments and a template of letters that hold such characters. */
static void test_commands(void)
{
  static const char plan[] =
      "{\"lungang\": 1, \"date\": \"2020-09-01\", \"title\": \"a\\u0085b\", \"teachers\": "
      "\"t.csv\", "
      "\"schools\": \"s.csv\", \"goals\": [\"moves\"]}";
  static const char plain[] =
      "{\"lungang\": 1, \"date\": \"2020-09-01\", \"teachers\": \"t.csv\", \"schools\": \"s.csv\", "
      "\"goals\": [\"moves\"]}";
  static const char teachers[] = "id,name,school,subject\nT1,王\u200E芳,S1,语文\n";
  static const char schools[] = "id,name,stage,tier,students\nS1,一\u200F小,primary,weak,100\n";
  lg_case_folder *folder = lg_case_folder_new();
  lg_case_folder_write(folder, "title.json", plan, strlen(plan));
  lg_case_folder_write(folder, "\x1B[31mplan\u202E.json", plain, strlen(plain));
  lg_case_folder_write(folder, "plan.json", plain, strlen(plain));
  lg_case_folder_write(folder, "t.csv", teachers, strlen(teachers));
  lg_case_folder_write(folder, "s.csv", schools, strlen(schools));
  static const char letter[] = "[teacher]\n\x1B[2J{nobody\x1B}\n[school]\n\u202E{nothing}\n";
  lg_case_folder_write(folder, "letter.txt", letter, strlen(letter));
  static const char *const runs[][10] = {
      {"check", "title.json", NULL},
      {"check", "\x1B[31mplan\u202E.json", NULL},
      {"solve", "\x1B[31mplan\u202E.json", "--force", NULL},
      {"solve", "plan.json", "-o", "o\x1B[1m", NULL},
      {"solve", "nothing\x1B[1m\r.json", NULL},
      {"solve\x1B", NULL},
      {"solve", "--\u202E", NULL},
      {"verify", "plan.json", "o\x1B[1m/roster.csv", NULL},
      {"explain", "plan.json", "o\x1B[1m/roster.csv", "--teacher", "T\x1B", NULL},
      {"explain", "plan.json", "o\x1B[1m/roster.csv", "--teacher", "T1", NULL},
      {"letters", "plan.json", "o\x1B[1m/roster.csv", "--template", "letter.txt", "-o", "l", NULL},
      {"whatif", "plan.json", "--vary", "quotas.\x1B=1:2:1", NULL},
      {"compare", "plan.json", "o\x1B[1m/roster.csv", "x\x1B.csv", NULL}};
  for (size_t k = 0; k < G_N_ELEMENTS(runs); k++) run_check(folder, runs[k], runs[k][1]);
  lg_case_folder_free(folder);
}

int main(void)
{
  static const lg_case cases[] = {
      {"printable", test_printable}, {"commands", test_commands}, {NULL, NULL}};
  return lg_run("print", cases);
}
