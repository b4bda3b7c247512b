#include "io/words/output_text.h"
#include "svg_draw.h"
#include "svg_place.h"

enum { LG_FLOW_HEIGHT = 240, LG_FLOW_GAP = 12, LG_FLOW_NODE = 14, LG_FLOW_LABEL = 150 };

struct flow_plot {
  double left, right, top, unit;
  double from[LG_SVG_SERIES], to[LG_SVG_SERIES]; /* where the next band begins */
};

static int flow_sum(const lg_svg_flow *chart, int node, bool leaves)
{
  int sum = 0;
  for (int k = 0; k < chart->count; k++)
    sum += chart->numbers[leaves ? node * chart->count + k : k * chart->count + node];
  return sum;
}

static void flow_node(GString *page, const lg_svg_flow *chart, const struct flow_plot *plot,
                      int node, bool leaves)
{
  char class_name[8];
  int sum = flow_sum(chart, node, leaves);
  double y = leaves ? plot->from[node] : plot->to[node];
  double x = leaves ? plot->left - LG_FLOW_NODE : plot->right, middle = y + sum * plot->unit / 2;
  char *number = lg_show_whole(sum);
  char *text = g_strdup_printf("%s  %s", chart->names[node], number);
  g_snprintf(class_name, sizeof class_name, "s%d", node);
  lg_svg_box(page, x, y, LG_FLOW_NODE, sum * plot->unit, class_name, NULL);
  lg_svg_text_cut(page, leaves ? x - 8 : x + LG_FLOW_NODE + 8, middle + 4,
                  leaves ? LG_SVG_END : LG_SVG_START, NULL, text, LG_FLOW_LABEL - 30);
  g_free(text);
  g_free(number);
}

/* A band from the left to the right, with its number in it where there is room. */
static void flow_band(GString *page, const lg_svg_flow *chart, struct flow_plot *plot, int from,
                      int to)
{
  int number = chart->numbers[from * chart->count + to];
  double height = number * plot->unit, middle = (plot->left + plot->right) / 2;
  double a = plot->from[from], b = plot->to[to];
  const double points[] = {plot->left,  a,          middle,      a,          middle, b,
                           plot->right, b,          plot->right, b + height, middle, b + height,
                           middle,      a + height, plot->left,  a + height};
  static const char *const before[] = {"M", "C", " ", " ", "L", "C", " ", " "};
  if (number == 0) return;
  char *text = lg_show_whole(number);
  char *hint = g_strdup_printf("%s → %s: %s", chart->names[from], chart->names[to], text);
  g_string_append_printf(page, "<path class=\"band s%d\" d=\"", from);
  for (int k = 0; k < 8; k++) {
    g_string_append(page, before[k]);
    lg_svg_number(page, points[2 * k]);
    g_string_append_c(page, ' ');
    lg_svg_number(page, points[2 * k + 1]);
  }
  g_string_append(page, "z\">");
  lg_html_text(page, "title", NULL, hint);
  g_string_append(page, "</path>\n");
  if (height >= LG_SVG_FONT)
    lg_svg_text(page, plot->left + 8, a + height / 2 + 4, LG_SVG_START, NULL, text);
  plot->from[from] += height;
  plot->to[to] += height;
  g_free(hint);
  g_free(text);
}

void lg_svg_write_flow(GString *page, const lg_svg_flow *chart)
{
  struct flow_plot plot = {.left = LG_FLOW_LABEL, .right = LG_SVG_WIDTH - LG_FLOW_LABEL, .top = 30};
  int all = 0;
  for (int k = 0; k < chart->count; k++) all += flow_sum(chart, k, true);
  plot.unit = all > 0 ? (double)LG_FLOW_HEIGHT / all : 0;
  double left = plot.top, right = plot.top;
  for (int k = 0; k < chart->count; k++) {
    plot.from[k] = left;
    plot.to[k] = right;
    left += flow_sum(chart, k, true) * plot.unit + LG_FLOW_GAP;
    right += flow_sum(chart, k, false) * plot.unit + LG_FLOW_GAP;
  }
  lg_svg_open(page, chart->title, chart->description, MAX(left, right) + 4);
  lg_svg_text(page, plot.left, 14, LG_SVG_END, "quiet", chart->left_title);
  lg_svg_text(page, plot.right, 14, LG_SVG_START, "quiet", chart->right_title);
  for (int k = 0; k < chart->count; k++) {
    flow_node(page, chart, &plot, k, true);
    flow_node(page, chart, &plot, k, false);
  }
  for (int from = 0; from < chart->count; from++)
    for (int to = 0; to < chart->count; to++) flow_band(page, chart, &plot, from, to);
  lg_svg_close(page);
}
