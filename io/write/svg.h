/* svg.h - charts as inline SVG for a page of html.h: no script, no reference to anything outside.
 * Colours and fonts are the page's. What belongs together is told apart by shape, dash or lightness
 * as well as by colour. A chart stands in a <figure> with its title as the caption; title and
 * description are there for screen readers too. Every text is escaped here. NAN is a value that
 * does not exist. */
#ifndef LG_SVG_H
#define LG_SVG_H

#include <glib.h>
#include <stdbool.h>

enum { LG_SVG_SERIES = 5 }; /* that one chart can tell apart */

typedef struct {
  const char *title; /* with its unit; NULL: none */
  bool percent;      /* values are shares: 0.3 reads 30% */
} lg_svg_axis;

/* A line across the plot at a value of an axis. */
typedef struct {
  double at;
  const char *label;
} lg_svg_mark;

typedef struct {
  const char *name;     /* for the legend, which stands where there are several series */
  const double *values; /* [count of the chart] */
} lg_svg_series;

/* Values over a number. A line is broken where a value is missing. */
typedef struct {
  const char *title, *description;
  lg_svg_axis x, y;
  const double *places; /* [count], ascending */
  int count;
  const char *const *place_names; /* [count], on the axis in place of round numbers; or NULL */
  const lg_svg_series *series;
  int series_count;         /* 1 ... LG_SVG_SERIES */
  const lg_svg_mark *marks; /* upright, at a place */
  int mark_count;
  const lg_svg_mark *levels; /* level, at a value */
  int level_count;
  const char *gap; /* a cross on the axis where no series has a value, and its name: "no roster";
                      NULL: none */
} lg_svg_line;
void lg_svg_write_line(GString *page, const lg_svg_line *chart);

/* A value for each pair of two keys, as shades with the numbers in them. Every cell whose number
 * does not fit shows it to the pointer. */
typedef struct {
  const char *title, *description;
  const char *x_title, *y_title;
  const char *const *columns; /* [column_count] */
  int column_count;
  const char *const *rows; /* [row_count] */
  int row_count;
  const double *values; /* [row * column_count + column] */
  int decimals;
  bool percent;
  const char *gap; /* what the hatched cells without a value mean; NULL: they stay empty */
  int rest;        /* 1 + row and column that gather others: sums are not shaded; 0: none */
} lg_svg_heat;
void lg_svg_write_heat(GString *page, const lg_svg_heat *chart);

/* A row of a chart of bars: a value, and where not NAN the one before and the one to reach. */
typedef struct {
  const char *label;
  double value, before, target;
  const char *shown; /* behind the bar in place of the number; NULL: the number */
} lg_svg_bar;
/* Bars, or dots joined by a line from before to after, one row a label, from the top down. */
typedef struct {
  const char *title, *description;
  lg_svg_axis axis;
  const lg_svg_bar *bars; /* [count] */
  int count;
  int decimals; /* of the numbers behind the bars */
  bool dots;
  const char *value_name, *before_name, *target_name; /* for the legend; NULL: not there */
  const lg_svg_mark *marks;                           /* upright, at a value */
  int mark_count;
} lg_svg_bars;
void lg_svg_write_bars(GString *page, const lg_svg_bars *chart);

#endif
