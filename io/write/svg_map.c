#include <math.h>
#include <string.h>

#include "io/words/output_text.h"
#include "svg_draw.h"
#include "svg_place.h"

enum { LG_MAP_MARGIN = 24, LG_MAP_LEAST = 220, LG_MAP_MOST = 640, LG_MAP_NAMES = 60 };

/* Degrees to the drawing; one degree of longitude is shorter by the cosine of the latitude. */
struct projection {
  double west, north, shrink, unit, left, height; /* unit: of a degree of latitude */
};

static const double degree_km = 111.19508; /* of a great circle of 6371.0088 km */

static struct projection map_projection(const lg_svg_map *chart)
{
  double west = INFINITY, east = -INFINITY, south = INFINITY, north = -INFINITY;
  for (int k = 0; k < chart->place_count; k++) {
    west = fmin(west, chart->places[k].lon);
    east = fmax(east, chart->places[k].lon);
    south = fmin(south, chart->places[k].lat);
    north = fmax(north, chart->places[k].lat);
  }
  struct projection map = {.west = west, .north = north};
  map.shrink = fmax(cos((south + north) / 2 * G_PI / 180), 0.01);
  double width = fmax((east - west) * map.shrink, 1e-4), height = fmax(north - south, 1e-4);
  map.unit =
      fmin((LG_SVG_WIDTH - 2 * LG_MAP_MARGIN) / width, (LG_MAP_MOST - 2 * LG_MAP_MARGIN) / height);
  map.left = (LG_SVG_WIDTH - width * map.unit) / 2;
  map.height = fmax(height * map.unit + 2 * LG_MAP_MARGIN, LG_MAP_LEAST);
  return map;
}

static double map_x(const struct projection *map, const lg_svg_place *place)
{
  return map->left + (place->lon - map->west) * map->shrink * map->unit;
}

static double map_y(const struct projection *map, const lg_svg_place *place)
{
  return LG_MAP_MARGIN + (map->north - place->lat) * map->unit;
}

static void map_point(GString *page, const char *before, double x, double y)
{
  g_string_append(page, before);
  lg_svg_number(page, x);
  g_string_append_c(page, ' ');
  lg_svg_number(page, y);
}

/* Bent to the right of its way, so that there and back are two lines; a head at its end. */
static void map_arrow(GString *page, const lg_svg_map *chart, const struct projection *map,
                      const lg_svg_arrow *arrow)
{
  const lg_svg_place *from = &chart->places[arrow->from], *to = &chart->places[arrow->to];
  double x1 = map_x(map, from), y1 = map_y(map, from);
  double x2 = map_x(map, to), y2 = map_y(map, to);
  double dx = x2 - x1, dy = y2 - y1, length = hypot(dx, dy);
  if (length < 1) return;
  double cx = (x1 + x2) / 2 - dy * 0.12, cy = (y1 + y2) / 2 + dx * 0.12;
  double ex = x2 - cx, ey = y2 - cy, end = hypot(ex, ey), width = 0.6 + 0.6 * sqrt(arrow->number);
  double head = 5 + width, bx = x2 - ex / end * (head + 4), by = y2 - ey / end * (head + 4);
  double px = -ey / end * head / 2, py = ex / end * head / 2;
  char *number = lg_show_whole(arrow->number);
  char *hint = g_strdup_printf("%s → %s: %s", from->name, to->name, number);
  g_string_append(page, "<path class=\"way\" d=\"");
  map_point(page, "M", x1, y1);
  map_point(page, "Q", cx, cy);
  map_point(page, " ", bx, by);
  g_string_append_c(page, '"');
  lg_svg_attribute(page, "stroke-width", width);
  g_string_append_c(page, '>');
  lg_html_text(page, "title", NULL, hint);
  g_string_append(page, "</path><path class=\"wayhead\" d=\"");
  map_point(page, "M", bx + px, by + py);
  map_point(page, "L", x2 - ex / end * 4, y2 - ey / end * 4);
  map_point(page, "L", bx - px, by - py);
  g_string_append(page, "z\"/>\n");
  g_free(hint);
  g_free(number);
}

struct map_label {
  double x, y, width;
};

static bool map_is_free(const GArray *labels, struct map_label wanted)
{
  if (wanted.x < 0 || wanted.x + wanted.width > LG_SVG_WIDTH) return false;
  for (guint k = 0; k < labels->len; k++) {
    struct map_label there = g_array_index(labels, struct map_label, k);
    if (fabs(there.y - wanted.y) < LG_SVG_FONT + 1 && wanted.x < there.x + there.width + 3 &&
        there.x < wanted.x + wanted.width + 3)
      return false;
  }
  return true;
}

/* Names beside their places as far as they do not meet; all of them are shown to the pointer. */
static void map_names(GString *page, const lg_svg_map *chart, const struct projection *map)
{
  GArray *labels = g_array_new(FALSE, FALSE, sizeof(struct map_label));
  for (int k = 0; k < chart->place_count; k++) {
    const lg_svg_place *place = &chart->places[k];
    double x = map_x(map, place), y = map_y(map, place) + 4;
    double width = lg_svg_text_width(place->name);
    struct map_label right = {x + 8, y, width}, left = {x - 8 - width, y, width};
    struct map_label label = map_is_free(labels, right) ? right : left;
    if (!map_is_free(labels, label)) continue;
    g_array_append_val(labels, label);
    lg_svg_text(page, label.x, y, LG_SVG_START, "halo", place->name);
  }
  g_array_unref(labels);
}

/* A length of round kilometres, and what the markers mean. */
static void map_key(GString *page, const lg_svg_map *chart, const struct projection *map)
{
  double y = map->height + 14, x = 0;
  for (int k = 0; k < chart->kind_count; k++) {
    lg_svg_marker(page, k, x + 8, y - 4, NULL);
    lg_svg_text(page, x + 20, y, LG_SVG_START, NULL, chart->kinds[k]);
    x += lg_svg_text_width(chart->kinds[k]) + 40;
  }
  lg_scale scale = lg_scale_new(0, 150 / map->unit * degree_km, 1, false);
  double width = scale.step / degree_km * map->unit;
  char *number = lg_html_number(scale.step, scale.decimals);
  char *text = g_strdup_printf("%s %s", number, chart->km);
  lg_svg_stroke(page, LG_SVG_WIDTH - width - 2, y - 8, LG_SVG_WIDTH - 2, y - 8, "goal");
  lg_svg_text(page, LG_SVG_WIDTH - width / 2, y + 8, LG_SVG_MIDDLE, NULL, text);
  g_free(text);
  g_free(number);
}

void lg_svg_write_map(GString *page, const lg_svg_map *chart)
{
  struct projection map = map_projection(chart);
  lg_svg_open(page, chart->title, chart->description, map.height + 28);
  lg_svg_box(page, 0.5, 0.5, LG_SVG_WIDTH - 1, map.height - 1, "cell", NULL);
  for (int k = 0; k < chart->arrow_count; k++) map_arrow(page, chart, &map, &chart->arrows[k]);
  for (int k = 0; k < chart->place_count; k++) {
    const lg_svg_place *place = &chart->places[k];
    lg_svg_marker(page, place->kind, map_x(&map, place), map_y(&map, place), place->name);
  }
  if (chart->place_count <= LG_MAP_NAMES) map_names(page, chart, &map);
  map_key(page, chart, &map);
  lg_svg_close(page);
}
