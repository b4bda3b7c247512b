/* svg_draw.h - what the charts of svg.h share: frame, axis, texts. Internal to svg_*.c. */
#ifndef LG_SVG_DRAW_H
#define LG_SVG_DRAW_H

#include "html.h"
#include "svg.h"

enum {
  LG_SVG_WIDTH = 720, /* units of every chart; the page scales them */
  LG_SVG_FONT = 12,
  LG_SVG_LINE = 18 /* from one line of text to the next */
};

/* From values to a stretch of the drawing, with round numbers for the ticks. */
typedef struct {
  double low, high, step; /* of the values */
  double from, to;        /* of the drawing */
  int decimals;           /* of the ticks */
  bool percent;
} lg_scale;
/* A range that holds low..high (not finite: 0..1) and ends at ticks; about `ticks` of them. Where
 * all is at least 0 and 0 is not far, it begins there. */
lg_scale lg_scale_new(double low, double high, int ticks, bool percent);
double lg_scale_at(const lg_scale *scale, double value);
/* A number or percentage with the decimals of the ticks. g_free. */
char *lg_scale_text(const lg_scale *scale, double value);

/* <figure> with the caption and the <svg> of this height, and both ends. */
void lg_svg_open(GString *page, const char *title, const char *description, double height);
void lg_svg_close(GString *page);

/* A coordinate or length, two decimals at most, the same in every locale. Appends. */
void lg_svg_number(GString *page, double value);
/* ` name="value"`. */
void lg_svg_attribute(GString *page, const char *name, double value);

typedef enum { LG_SVG_START, LG_SVG_MIDDLE, LG_SVG_END } lg_svg_anchor;
void lg_svg_text(GString *page, double x, double y, lg_svg_anchor anchor, const char *class_name,
                 const char *text);
/* Cut with … to at most `width` units; the whole text is then shown to the pointer. */
void lg_svg_text_cut(GString *page, double x, double y, lg_svg_anchor anchor,
                     const char *class_name, const char *text, double width);
/* Units that a text takes, about: a Chinese character is as wide as it is high. */
double lg_svg_text_width(const char *text);
void lg_svg_stroke(GString *page, double x1, double y1, double x2, double y2,
                   const char *class_name);
/* A rectangle of a class; `hint` (or NULL) is shown to the pointer. */
void lg_svg_box(GString *page, double x, double y, double width, double height,
                const char *class_name, const char *hint);
/* The marker of series k (a shape of its own) at a point. */
void lg_svg_marker(GString *page, int series, double x, double y, const char *hint);
/* Ticks, grid and title of an axis that lies below the plot top..bottom, or left of it. */
void lg_svg_axis_below(GString *page, const lg_scale *scale, const char *title, double top,
                       double bottom);
void lg_svg_axis_left(GString *page, const lg_scale *scale, double left, double right);

#endif
