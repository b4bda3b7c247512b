#include "svg_draw.h"

#include <math.h>
#include <string.h>

/* The round step (1, 2 or 5 times a power of ten) that cuts `range` into about `parts`. */
static double round_step(double range, int parts)
{
  double rough = range / parts, power = pow(10, floor(log10(rough)));
  double first = rough / power;
  return power * (first <= 1 ? 1 : first <= 2 ? 2 : first <= 5 ? 5 : 10);
}

lg_scale lg_scale_new(double low, double high, int ticks, bool percent)
{
  if (!isfinite(low) || !isfinite(high) || low > high) low = 0, high = 1;
  if (low >= 0 && low <= high / 2) low = 0;
  if (high - low <= 1e-12 * MAX(fabs(low), fabs(high)) || high == low) {
    double margin = high == 0 ? 1 : fabs(high) / 10;
    low = low == 0 ? 0 : low - margin;
    high += margin;
  }
  double factor = percent ? 100 : 1;
  lg_scale scale = {.percent = percent};
  double step = round_step(factor * (high - low), ticks);
  scale.decimals = CLAMP((int)ceil(-log10(step) - 1e-9), 0, 9);
  scale.step = step / factor;
  scale.low = floor(low / scale.step + 1e-9) * scale.step;
  scale.high = ceil(high / scale.step - 1e-9) * scale.step;
  return scale;
}

double lg_scale_at(const lg_scale *scale, double value)
{
  return scale->from +
         (value - scale->low) / (scale->high - scale->low) * (scale->to - scale->from);
}

char *lg_scale_text(const lg_scale *scale, double value)
{
  return scale->percent ? lg_html_percent(value, scale->decimals)
                        : lg_html_number(value, scale->decimals);
}

void lg_svg_number(GString *page, double value)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];
  /* Hundredths of a unit: finer than any screen, and the same text on every machine. */
  double rounded = round(value * 100) / 100;
  g_string_append(page, g_ascii_formatd(digits, sizeof digits, "%.6g", rounded == 0 ? 0 : rounded));
}

void lg_svg_attribute(GString *page, const char *name, double value)
{
  g_string_append_printf(page, " %s=\"", name);
  lg_svg_number(page, value);
  g_string_append_c(page, '"');
}

void lg_svg_open(GString *page, const char *title, const char *description, double height)
{
  g_string_append(page, "<figure>");
  lg_html_text(page, "figcaption", NULL, title);
  g_string_append_printf(page,
                         "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" "
                         "viewBox=\"0 0 %d ",
                         LG_SVG_WIDTH);
  lg_svg_number(page, height);
  g_string_append(page, "\" aria-label=\"");
  lg_html_escape(page, title);
  g_string_append(page, "\">\n");
  lg_html_text(page, "title", NULL, title);
  lg_html_text(page, "desc", NULL, description);
}

void lg_svg_close(GString *page)
{
  g_string_append(page, "</svg></figure>\n");
}

double lg_svg_text_width(const char *text)
{
  double width = 0;
  for (const char *c = text; *c; c = g_utf8_next_char(c))
    width += g_unichar_iswide(g_utf8_get_char(c)) ? LG_SVG_FONT : 0.58 * LG_SVG_FONT;
  return width;
}

static void svg_text_open(GString *page, double x, double y, lg_svg_anchor anchor,
                          const char *class_name)
{
  static const char *const anchors[] = {"", " text-anchor=\"middle\"", " text-anchor=\"end\""};
  g_string_append(page, "<text");
  lg_svg_attribute(page, "x", x);
  lg_svg_attribute(page, "y", y);
  g_string_append(page, anchors[anchor]);
  if (class_name) g_string_append_printf(page, " class=\"%s\"", class_name);
  g_string_append_c(page, '>');
}

void lg_svg_text(GString *page, double x, double y, lg_svg_anchor anchor, const char *class_name,
                 const char *text)
{
  svg_text_open(page, x, y, anchor, class_name);
  lg_html_escape(page, text);
  g_string_append(page, "</text>\n");
}

void lg_svg_text_cut(GString *page, double x, double y, lg_svg_anchor anchor,
                     const char *class_name, const char *text, double width)
{
  if (lg_svg_text_width(text) <= width) {
    lg_svg_text(page, x, y, anchor, class_name, text);
    return;
  }
  double used = LG_SVG_FONT; /* the … */
  const char *end = text;
  for (; *end; end = g_utf8_next_char(end)) {
    used += g_unichar_iswide(g_utf8_get_char(end)) ? LG_SVG_FONT : 0.58 * LG_SVG_FONT;
    if (used > width) break;
  }
  char *cut = g_strdup_printf("%.*s…", (int)(end - text), text);
  svg_text_open(page, x, y, anchor, class_name);
  lg_html_text(page, "title", NULL, text);
  g_string_truncate(page, page->len - 1); /* a line end would be shown as a blank */
  lg_html_escape(page, cut);
  g_string_append(page, "</text>\n");
  g_free(cut);
}

void lg_svg_stroke(GString *page, double x1, double y1, double x2, double y2,
                   const char *class_name)
{
  g_string_append(page, "<line");
  lg_svg_attribute(page, "x1", x1);
  lg_svg_attribute(page, "y1", y1);
  lg_svg_attribute(page, "x2", x2);
  lg_svg_attribute(page, "y2", y2);
  g_string_append_printf(page, " class=\"%s\"/>\n", class_name);
}

/* Ends an element that a pointer may rest on. */
static void svg_end(GString *page, const char *element, const char *class_name, const char *hint)
{
  g_string_append_printf(page, " class=\"%s\"", class_name);
  if (!hint) {
    g_string_append(page, "/>\n");
    return;
  }
  g_string_append_c(page, '>');
  lg_html_text(page, "title", NULL, hint);
  g_string_append_printf(page, "</%s>\n", element);
}

void lg_svg_box(GString *page, double x, double y, double width, double height,
                const char *class_name, const char *hint)
{
  g_string_append(page, "<rect");
  lg_svg_attribute(page, "x", x);
  lg_svg_attribute(page, "y", y);
  lg_svg_attribute(page, "width", MAX(width, 0));
  lg_svg_attribute(page, "height", MAX(height, 0));
  svg_end(page, "rect", class_name, hint);
}

void lg_svg_marker(GString *page, int series, double x, double y, const char *hint)
{
  static const char *const shapes[LG_SVG_SERIES] = {
      "m-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z", "m-3.5 -3.5h7v7h-7z", "m0 -4.5l4.5 8h-9z",
      "m0 -5l5 5l-5 5l-5 -5z", "m-4.5 -3.5h9l-4.5 8z"};
  char class_name[4];
  g_snprintf(class_name, sizeof class_name, "s%d", series % LG_SVG_SERIES);
  g_string_append(page, "<path d=\"M");
  lg_svg_number(page, x);
  g_string_append_c(page, ' ');
  lg_svg_number(page, y);
  g_string_append_printf(page, "%s\"", shapes[series % LG_SVG_SERIES]);
  svg_end(page, "path", class_name, hint);
}

static int scale_ticks(const lg_scale *scale)
{
  return (int)floor((scale->high - scale->low) / scale->step + 0.5);
}

void lg_svg_axis_below(GString *page, const lg_scale *scale, const char *title, double top,
                       double bottom)
{
  int ticks = scale_ticks(scale);
  for (int k = 0; k <= ticks; k++) {
    double value = scale->low + k * scale->step, x = lg_scale_at(scale, value);
    char *text = lg_scale_text(scale, value);
    lg_svg_stroke(page, x, top, x, bottom, "grid");
    lg_svg_text(page, x, bottom + 16, LG_SVG_MIDDLE, "quiet", text);
    g_free(text);
  }
  if (title)
    lg_svg_text(page, (scale->from + scale->to) / 2, bottom + 34, LG_SVG_MIDDLE, "quiet", title);
}

void lg_svg_axis_left(GString *page, const lg_scale *scale, double left, double right)
{
  int ticks = scale_ticks(scale);
  for (int k = 0; k <= ticks; k++) {
    double value = scale->low + k * scale->step, y = lg_scale_at(scale, value);
    char *text = lg_scale_text(scale, value);
    lg_svg_stroke(page, left, y, right, y, "grid");
    lg_svg_text(page, left - 8, y + 4, LG_SVG_END, "quiet", text);
    g_free(text);
  }
}
