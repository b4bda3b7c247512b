"""The growth of time with size as an SVG of a few dozen lines: both axes logarithmic, one line a solver."""
import math

from bench_table import OURS, growth_totals, totals_of

WIDTH, HEIGHT = 820, 500
LEFT, RIGHT, TOP, BOTTOM = 78, 700, 72, 432
COLOURS = {OURS: "#0a58a6", "glpsol": "#b5470a", "cbc": "#6b7a12", "highs": "#8b3f8f"}
INK, GREY, GRID = "#222222", "#5a5a5a", "#e3e3e3"
STYLE = """  <style>
    text { font-family: "Helvetica Neue", Arial, "DejaVu Sans", sans-serif; font-size: 13px; fill: %s }
    .title { font-size: 17px; font-weight: bold }
    .small { font-size: 12px; fill: %s }
    .name { font-weight: bold; stroke: #ffffff; stroke-width: 4px; stroke-linejoin: round; paint-order: stroke }
  </style>""" % (INK, GREY)


class Axes:
    """Data to points; the time axis in whole decades around the data."""

    def __init__(self, sizes, times):
        self.x0, self.x1 = math.log10(min(sizes)), math.log10(max(sizes))
        self.y0, self.y1 = math.floor(math.log10(min(times))), math.ceil(math.log10(max(times)))
        self.x1 += self.x1 == self.x0
        self.y1 += self.y1 == self.y0

    def x(self, size):
        return LEFT + 18 + (RIGHT - LEFT - 36) * (math.log10(size) - self.x0) / (self.x1 - self.x0)

    def y(self, seconds):
        return BOTTOM - (BOTTOM - TOP) * (math.log10(seconds) - self.y0) / (self.y1 - self.y0)


def text(x, y, words, kind="", anchor="start", more=""):
    return '  <text x="%.1f" y="%.1f" text-anchor="%s"%s%s>%s</text>' % (
        x, y, anchor, ' class="%s"' % kind if kind else "", more, words)


def line(x1, y1, x2, y2, stroke, more=""):
    return '  <line x1="%.1f" y1="%.1f" x2="%.1f" y2="%.1f" stroke="%s"%s/>' % (x1, y1, x2, y2, stroke, more)


def seconds_words(exponent):
    return "{:,} s".format(10 ** exponent) if exponent >= 0 else "%.*f s" % (-exponent, 10 ** exponent)


def grid(axes, sizes):
    out = []
    for exponent in range(axes.y0, axes.y1 + 1):
        y = axes.y(10 ** exponent)
        out += [line(LEFT, y, RIGHT, y, GRID), text(LEFT - 8, y + 4.5, seconds_words(exponent), "small", "end")]
    for size in sizes:
        x = axes.x(size)
        out += [line(x, BOTTOM, x, BOTTOM + 5, GREY), text(x, BOTTOM + 20, "{:,}".format(size), "small", "middle")]
    out += [line(LEFT, BOTTOM, RIGHT, BOTTOM, GREY), text((LEFT + RIGHT) / 2, BOTTOM + 42, "teachers", "small", "middle")]
    return out


def marker(x, y, exact, colour):
    """A dot, or a hollow arrow upwards where some goal was left without proof."""
    if exact:
        return '  <circle cx="%.1f" cy="%.1f" r="4.2" fill="%s"/>' % (x, y, colour)
    return '  <path d="M%.1f %.1f l5.5 10 h-11 z" fill="#ffffff" stroke="%s" stroke-width="1.8"/>' % (x, y - 6.5, colour)


def series(axes, points, solver):
    """points: (size, Total). Solid between measured times, dashed towards a lower bound."""
    colour, width = COLOURS[solver], 3 if solver == OURS else 1.8
    out = []
    for (size, total), (size_after, after) in zip(points, points[1:]):
        dash = "" if total.exact and after.exact else ' stroke-dasharray="5 4"'
        out.append(line(axes.x(size), axes.y(total.seconds), axes.x(size_after), axes.y(after.seconds), colour,
                        ' stroke-width="%s" stroke-linecap="round"%s' % (width, dash)))
    return out + [marker(axes.x(size), axes.y(total.seconds), total.exact, colour) for size, total in points]


def labels(axes, lines):
    """Names beside the last points, moved apart where they would cover each other."""
    ends = sorted((axes.y(points[-1][1].seconds), axes.x(points[-1][0]), solver) for solver, points in lines.items())
    out, places = [], []
    for y, x, solver in ends:
        for other_x, other_y in places:
            if abs(other_x - x) < 60 and y - other_y < 17:
                y = other_y + 17
        places.append((x, y))
        out.append(text(x + 12, y + 4.5, solver, "name", more=' style="fill: %s"' % COLOURS[solver]))
    return out


def linear_guide(axes, lines):
    """Time in proportion to size, from our first point."""
    if OURS not in lines or len(lines[OURS]) < 2:
        return []
    size, total = lines[OURS][0]
    last = lines[OURS][-1][0]
    y = axes.y(total.seconds * last / size)
    if y < TOP:
        return []
    return [line(axes.x(size), axes.y(total.seconds), axes.x(last), y, GREY, ' stroke-width="1" stroke-dasharray="1.5 4"'),
            text(axes.x(last) + 12, y + 4.5, "in proportion", "small")]


def growth_svg(rows):
    """The picture as a text; empty where the rows have no growth section."""
    growth = growth_totals(totals_of(rows))
    lines = {}
    for teachers, _, solvers in growth:
        for solver, total in solvers.items():
            lines.setdefault(solver, []).append((teachers, total))
    if not lines:
        return ""
    sizes = [teachers for teachers, _, _ in growth]
    axes = Axes(sizes, [total.seconds for points in lines.values() for _, total in points])
    title = "Time to plan a district, all goals proved"
    out = ['<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img">' %
           (WIDTH, HEIGHT, WIDTH, HEIGHT), "  <title>%s</title>" % title,
           "  <desc>Seconds by number of teachers, both axes logarithmic: %s.</desc>" % ", ".join(lines), STYLE,
           '  <rect width="%d" height="%d" fill="#ffffff"/>' % (WIDTH, HEIGHT), text(24, 32, title, "title"),
           text(24, 53, "seconds by number of teachers; hollow arrow: stopped with a goal unproved, so it takes longer", "small")]
    out += grid(axes, sizes) + linear_guide(axes, lines)
    for solver in sorted(lines, key=lambda name: name == OURS):  # ours on top
        out += series(axes, lines[solver], solver)
    return "\n".join(out + labels(axes, lines) + ["</svg>", ""])
