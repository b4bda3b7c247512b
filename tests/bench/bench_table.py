"""The rows of bench.csv as Markdown: medians, ratios, what is proved, and whatever went other than it should."""
import collections
import math
import statistics

OURS = "lungang"
ORDER = [OURS, "glpsol", "cbc", "highs"]
HEADINGS = {"district": "District", "county": "County", "city": "City"}

# One solver on one district, over all repeats and goals. exact: False where some goal is missing, so that `seconds` is a
# lower bound of what all goals would take.
Total = collections.namedtuple("Total", "seconds exact proved goals peak_mib first_s read_s model_s rest_s")


def number(text):
    return float(text) if text != "" else None


def median_of(rows, column):
    values = [number(row[column]) for row in rows if row[column] != ""]
    return statistics.median(values) if values else None


def total_ours(rows):
    goals = max(int(row["goals"]) for row in rows)
    done = [goals if row["status"] == "infeasible" else int(row["proved"] or 0) for row in rows]
    seconds = median_of(rows, "seconds")
    parts = [median_of(rows, column) for column in ("read_s", "model_s", "solve_s")]
    rest = None if None in parts else seconds - sum(parts)
    return Total(seconds, min(done) == goals, min(done), goals, max(number(row["peak_mib"]) for row in rows),
                 median_of(rows, "first_plan_s"), parts[0], parts[1], rest)


def total_peer(rows):
    """Sum over the goals of the medians over the repeats. A goal counts as proved where its roster stood the recount."""
    by_goal = collections.defaultdict(list)
    for row in rows:
        by_goal[row["goal"]].append(row)
    goals = max(int(row["goals"]) for row in rows)
    ended = [runs for runs in by_goal.values() if all(row["status"] in ("optimal", "infeasible") for row in runs)]
    proved = sum(all(row["remark"] == "" for row in runs) for runs in ended)
    return Total(sum(median_of(runs, "seconds") for runs in by_goal.values()), len(ended) == goals, proved, goals,
                 max(number(row["peak_mib"]) for row in rows), None, None, None, None)


def totals_of(rows):
    """{(section, teachers, schools): {solver: {seed: Total}}}, in the order of the rows."""
    runs = {}
    for row in rows:
        size = (row["section"], int(row["teachers"]), int(row["schools"]))
        if row["section"] not in ("reading", "hard"):
            runs.setdefault(size, {}).setdefault(row["solver"], {}).setdefault(int(row["seed"]), []).append(row)
    return {size: {solver: {seed: (total_ours if solver == OURS else total_peer)(found) for seed, found in seeds.items()}
                   for solver, seeds in solvers.items()} for size, solvers in runs.items()}


def median(values):
    """Median of (value, exact) pairs, exact where none of the lower bounds could move it."""
    values = sorted(values)
    middle = statistics.median(value for value, _ in values)
    upper = values[len(values) // 2][0]
    return middle, all(exact for value, exact in values if value <= upper)


def ratios(ours, peer):
    """Peer's time by ours, of the districts in which ours proved every goal."""
    return [(peer[seed].seconds / ours[seed].seconds, peer[seed].exact) for seed in peer if seed in ours and ours[seed].exact]


def show(value):
    if value is None:
        return ""
    if value >= 99.5:
        return "{:,.0f}".format(value)
    return "%.1f" % value if value >= 9.95 else "%.2f" % value


def bounded(pair):
    return ("" if pair[1] else "> ") + show(pair[0])


def seconds_cell(totals):
    values = [(total.seconds, total.exact) for total in totals]
    text = bounded(median(values))
    if len(values) > 1:
        least, most = min(values), max(values)
        text += " (%s to %s)" % (bounded(least), show(most[0]) if all(exact for _, exact in values) else "> " + show(most[0]))
    return text


def solver_row(place, solver, solvers):
    totals = list(solvers[solver].values())
    ours = solvers.get(OURS, {})
    found = ratios(ours, solvers[solver]) if solver != OURS else []
    ratio = bounded(median(found)) if found else ""
    if found and len(found) < len(totals):
        ratio += " (of %d)" % len(found)
    firsts = [total.first_s for total in totals if total.first_s is not None]
    return "| %s | %s | %s | %s | %d of %d | %s | %s |" % (
        place, solver, seconds_cell(totals), ratio, sum(total.proved for total in totals), sum(total.goals for total in totals),
        show(statistics.median(firsts)) if firsts else "", "{:,.0f}".format(max(total.peak_mib for total in totals)))


def main_table(totals):
    lines = []
    for (section, teachers, schools), solvers in totals.items():
        if section == "growth":
            continue
        seeds = len(solvers.get(OURS, next(iter(solvers.values()))))
        place = "%s, %s × %s" % (HEADINGS[section], "{:,}".format(teachers), "{:,}".format(schools))
        place += ", %d seeds" % seeds if seeds > 1 else ""
        for solver in ORDER:
            if solver in solvers:
                lines.append(solver_row(place, solver, solvers))
                place = ""
    if not lines:
        return []
    return ["| teachers × schools | solver | seconds, all goals | times ours | goals proved | first plan, s | peak, MiB |",
            "|---|---|---|---|---|---|---|"] + lines + [""]


def growth_totals(totals):
    """[(teachers, schools, {solver: Total})] of the growth section by size; of several seeds the median one."""
    found = []
    for (section, teachers, schools), solvers in sorted(totals.items()):
        if section == "growth":
            middle = {}
            for solver, seeds in solvers.items():
                ordered = sorted(seeds.values(), key=lambda total: total.seconds)
                middle[solver] = ordered[len(ordered) // 2]
            found.append((teachers, schools, middle))
    return found


def growth_exponent(points):
    """Slope of log time over log size, by least squares."""
    xs, ys = [math.log(x) for x, _ in points], [math.log(y) for _, y in points]
    mean_x, mean_y = statistics.mean(xs), statistics.mean(ys)
    return sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys)) / sum((x - mean_x) ** 2 for x in xs)


def growth_cell(total):
    if total is None:
        return ""
    return bounded((total.seconds, total.exact)) + ("" if total.proved == total.goals
                                                    else " (%d of %d)" % (total.proved, total.goals))


def growth_table(totals):
    growth = growth_totals(totals)
    if not growth:
        return []
    peers = [solver for solver in ORDER[1:] if any(solver in solvers for _, _, solvers in growth)]
    lines = ["| teachers × schools | lungang, s | reading, model, writing | first plan, s | peak, MiB |%s" %
             "".join(" %s, s |" % peer for peer in peers), "|---|---|---|---|---|" + "---|" * len(peers)]
    for teachers, schools, solvers in growth:
        ours = solvers.get(OURS)
        parts = [show(part) for part in (ours.read_s, ours.model_s, ours.rest_s)] if ours else []
        lines.append("| %s × %s | %s | %s | %s | %s |%s" % (
            "{:,}".format(teachers), "{:,}".format(schools), growth_cell(ours), ", ".join(parts),
            show(ours.first_s) if ours else "", "{:,.0f}".format(ours.peak_mib) if ours else "",
            "".join(" %s |" % growth_cell(solvers.get(peer)) for peer in peers)))
    lines += ["", "In brackets: goals proved, where not all are. An empty cell: not asked, out of time at a smaller size."]
    points = [(teachers, solvers[OURS].seconds) for teachers, _, solvers in growth if OURS in solvers and solvers[OURS].exact]
    if len(points) > 1:
        lines += ["", "From {:,} to {:,} teachers our time grows as the power {:.2f} of their number (least squares)."
                  .format(points[0][0], points[-1][0], growth_exponent(points))]
    return lines + ["", "![Seconds by number of teachers, lungang and other solvers](../tests/bench/results/growth.svg)", ""]


def hard_table(rows):
    found = [row for row in rows if row["section"] == "hard"]
    if not found:
        return []
    lines = ["| case | lungang, s | goals proved | first plan, s | peak, MiB | where not proved |", "|---|---|---|---|---|---|"]
    for row in found:
        proved = "no roster exists" if row["status"] == "infeasible" else "%s of %s" % (row["proved"], row["goals"])
        lines.append("| %s | %s | %s | %s | %s | %s |" % (
            row["case"].replace("_", " "), show(number(row["seconds"])), proved, show(number(row["first_plan_s"])),
            "{:,.0f}".format(number(row["peak_mib"])), row["remark"]))
    return lines + [""]


def reading_lines(rows):
    lines = []
    for size in sorted({(int(row["teachers"]), int(row["schools"])) for row in rows if row["section"] == "reading"}):
        runs = [row for row in rows if row["section"] == "reading" and (int(row["teachers"]), int(row["schools"])) == size]
        ours = [row for row in runs if row["solver"] == OURS]
        plain = [row for row in runs if row["solver"] == "bytes"]
        if ours and plain:
            lines += ["Reading and checking {:,} teachers and {:,} schools (`lungang check`, {} MiB): {} s, {:,.0f} MiB at the peak; "
                      "the bytes alone: {:.1f} ms.".format(*size, ours[0]["input_mib"], show(median_of(ours, "seconds")),
                                                          max(number(row["peak_mib"]) for row in ours),
                                                          1000 * median_of(plain, "seconds")), ""]
    return lines


def remark_lines(rows):
    """Same remarks of repeats once."""
    seen = collections.Counter()
    for row in rows:
        where = "%s, %s × %s, seed %s: %s" % (row["section"], row["teachers"], row["schools"], row["seed"], row["solver"])
        if row["remark"] and row["section"] != "hard":
            seen["%s%s: %s" % (where, " on " + row["goal"] if row["goal"] else "", row["remark"])] += 1
    asked = [row for row in rows if row["goal"]]
    sound = sum(row["status"] == "optimal" and row["remark"] == "" for row in asked)
    optimal = sum(row["status"] == "optimal" for row in asked)
    lines = ["Rosters of other solvers, recounted: %d; %d of them as claimed, and with the value that lungang has." %
             (optimal, sound)] if optimal else []
    barren = sorted({"%s × %s seed %s" % (row["teachers"], row["schools"], row["seed"]) for row in rows
                     if row["status"] == "infeasible" and row["solver"] == OURS and row["section"] != "hard"})
    if barren:
        lines += ["", "No roster exists: %s." % ", ".join(barren)]
    if seen:
        lines += ["", "Otherwise than it should be:", ""] + ["- " + text for text in seen]
    return lines + [""]


def report(heads, rows):
    totals = totals_of(rows)
    lines = ["Measured " + "; ".join(heads[:1]) + ("." if heads else "")]
    lines += ["Further runs: " + head + "." for head in heads[2:] if not head.startswith(OURS)]
    lines += ["Programs: " + "; ".join(sorted({head for head in heads if head.startswith(OURS)})) + ".", ""]
    lines += main_table(totals)
    lines += growth_table(totals) + hard_table(rows) + reading_lines(rows) + remark_lines(rows)
    return "\n".join(lines)
