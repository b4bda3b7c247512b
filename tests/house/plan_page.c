/* plan_page.c - prints docs/plan.md (plan.zh.md with the argument zh) from the table of the plan's
 * keys and the headings of the tables. */
#include <glib.h>
#include <stdio.h>
#include <string.h>

#include "io/words/lang.h"
#include "io/words/plan_items.h"
#include "io/words/plan_keys.h"
#include "io/words/shapes.h"
#include "model/input_limits.h"

/* The page's own words, English and Chinese. */
static const char *const intro[] = {
    "# Every key of the plan\n\n"
    "[中文](plan.zh.md). Made from `io/words/plan_keys.c` by `cmake --build build/release --target "
    "docs`; a test compares it. What the\n"
    "keys mean in full stands in [spec/plan.md](spec/plan.md), a plan to begin with in "
    "[the guide](guide.md); `lungang template` writes one\n"
    "with all of them. In a workbook each key is an item of the sheet 方案 (plan), a column of "
    "another sheet "
    "(指标：不少于), or a word of\na condition; English workbooks have the key itself. "
    "An unknown or repeated key is a defect, with the nearest known one. A key "
    "`\"//\"` with a text is a note, in any\nobject.\n",
    "# 方案的全部键\n\n"
    "[English](plan.md)。本页由 `io/words/plan_keys.c` 生成（`cmake --build build/release --target "
    "docs`），并有测试核对。各键的完整含义见\n"
    "[spec/plan.md](spec/plan.md)；`lungang template 目录 --lang zh` "
    "写出含全部项目和说明的工作簿（加 `--json` 则写出 "
    "plan."
    "json）。工作簿中，每个键是“方案”表的一个项目、其他表的一列（如“指标：不少于”）或条件中的一个词"
    "。未知或重复的键是错误，并提示最接近的键。\n"
    "任何对象中都可用键 `\"//\"` 加一段文字作备注。\n"};
static const char *const heads[] = {
    "| key | in a workbook | value | without it | example | meaning |\n|---|---|---|---|---|---|\n",
    "| 键 | 工作簿中的项目 | 值 | 缺省 | 示例 | 含义 |\n|---|---|---|---|---|---|\n"};
static const char *const plan_title[] = {"The plan itself", "方案本身"};
static const char *const list_note[] = {"A list of these objects.", "由这样的对象组成的列表。"};
static const char *const columns_head[] = {"| table | fields |\n|---|---|\n",
                                           "| 表 | 字段 |\n|---|---|\n"};
static const char *const required[] = {"required", "必填"};
static const char *const types[LG_TYPE_COUNT][2] = {
    [LG_TYPE_WHOLE] = {"whole number", "整数"},
    [LG_TYPE_TEXT] = {"text", "文字"},
    [LG_TYPE_DATE] = {"date, YYYY-MM-DD", "日期，YYYY-MM-DD"},
    [LG_TYPE_TABLE] = {"file, or \"book.xlsx#sheet\", or pieces",
                       "文件，或 \"book.xlsx#sheet\"，或多份"},
    [LG_TYPE_WORD] = {"one of", "取其一"},
    [LG_TYPE_BOOL] = {"true or false", "true 或 false"},
    [LG_TYPE_KM] = {"km, 0 to 20100", "公里，0 至 20100"},
    [LG_TYPE_SECONDS] = {"seconds above 0", "大于 0 的秒数"},
    [LG_TYPE_SHARE] = {"share, \"0\" to \"1\"", "比例，\"0\" 至 \"1\""},
    [LG_TYPE_BOUND] = {"share as a text, or a number of heads", "比例（文字）或人数（数字）"},
    [LG_TYPE_FRACTION] = {"decimal or fraction, as a text", "小数或分数（文字）"},
    [LG_TYPE_BAND] = {"[fewer, more] with fewer ≤ 0 ≤ more, or null",
                      "[减, 增]，减 ≤ 0 ≤ 增；或 null"},
    [LG_TYPE_TEXTS] = {"list of texts", "文字的列表"},
    [LG_TYPE_LIST] = {"list of", "列表"},
    [LG_TYPE_OBJECT] = {"object", "对象"},
    [LG_TYPE_FILTER] = {"filter", "筛选条件"},
    [LG_TYPE_VALUE] = {"value", "值"},
    [LG_TYPE_ANY] = {"anything", "任意"},
};

/* A bar would end the cell. */
static void print_cell(const char *text)
{
  for (const char *p = text; *p; p++) {
    if (*p == '|') fputc('\\', stdout);
    fputc(*p, stdout);
  }
}

static void print_value(const lg_plan_key *key, const lg_lang *lang, int of)
{
  GString *value = g_string_new(types[key->type][of]);
  if (key->type == LG_TYPE_WHOLE && key->lo == key->hi)
    g_string_append_printf(value, " %d", key->lo);
  else if (key->type == LG_TYPE_WHOLE && key->hi == LG_MAX_WHOLE)
    g_string_append_printf(value, of ? "，不小于 %d" : ", %d or more", key->lo);
  else if (key->type == LG_TYPE_WHOLE)
    g_string_append_printf(value, "%s%d %s %d", of ? "，" : ", ", key->lo, of ? "至" : "to",
                           key->hi);
  if (key->allowed) {
    bool joins = key->type == LG_TYPE_LIST || key->type == LG_TYPE_WORD;
    const char *between = joins ? (of ? "：" : " ") : (of ? "；" : "; ");
    g_string_append_printf(value, "%s%s", between, lg_tr(lang, key->allowed));
  }
  print_cell(value->str);
  g_string_free(value, TRUE);
}

static void print_key(const lg_plan_key *key, const lg_lang *lang, int of)
{
  g_autofree char *item = lg_plan_item_of_key(key, true);
  printf("| `%s` | ", key->name);
  print_cell(item ? item : "–");
  printf(" | ");
  print_value(key, lang, of);
  const char *fallback = key->fallback ? key->fallback : "–";
  bool is_required = strcmp(fallback, LG_KEY_REQUIRED) == 0;
  bool is_json = strchr("[{\"0123456789", *fallback);
  is_json |= strcmp(fallback, "true") == 0 || strcmp(fallback, "false") == 0 ||
             strcmp(fallback, "null") == 0;
  const char *mark = is_json ? "`" : "";
  printf(" | %s", mark);
  print_cell(is_required ? required[of] : is_json ? fallback : lg_tr(lang, fallback));
  printf("%s | `", mark);
  print_cell(key->example);
  printf("` | ");
  print_cell(lg_tr(lang, key->meaning));
  printf(" |\n");
}

/* A note as JSON writes it, without its backslashes. */
static void print_note(const char *note)
{
  printf("\n");
  for (const char *p = note; *p; p++)
    if (*p != '\\') fputc(*p, stdout);
  printf("\n");
}

static void print_columns(int of)
{
  printf("\n%s", columns_head[of]);
  for (int kind = 0; kind < LG_TABLE_COUNT; kind++) {
    const lg_shape *shape = lg_shape_of((lg_table_kind)kind);
    printf("| `%s` | ", kind == LG_TABLE_ROSTER ? "baseline" : shape->name);
    for (int f = 0; f < shape->field_count; f++)
      printf("%s`%s` %s", f ? ", " : "", shape->fields[f].headings[0],
             shape->fields[f].headings[1] ? shape->fields[f].headings[1] : "");
    printf(" |\n");
  }
}

static void print_object(lg_key_object object, const lg_lang *lang, int of)
{
  const char *path = lg_key_object_path(object), *note = lg_key_object_note(object);
  if (*path)
    printf("\n## `%s`\n", path);
  else
    printf("\n## %s\n", plan_title[of]);
  if (g_str_has_suffix(path, "[]") && !strchr(path, ',')) printf("\n%s\n", list_note[of]);
  if (note) print_note(lg_tr(lang, note));
  if (object == LG_OBJECT_COLUMNS) print_columns(of);
  int count;
  const lg_plan_key *keys = lg_plan_keys_of(object, &count);
  if (count) printf("\n%s", heads[of]);
  for (int k = 0; k < count; k++) print_key(&keys[k], lang, of);
}

int main(int argc, char **argv)
{
  int of = argc > 1 && strcmp(argv[1], "zh") == 0;
  lg_lang *lang = lg_lang_new(of ? "zh" : "en");
  printf("%s", intro[of]);
  for (int object = 0; object < LG_OBJECT_COUNT; object++)
    if (object != LG_OBJECT_NOT) print_object((lg_key_object)object, lang, of);
  lg_lang_free(lang);
  return 0;
}
