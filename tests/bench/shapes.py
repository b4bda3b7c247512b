"""Districts of shapes that lg_generate does not draw, for the section `hard` of bench.py. All invented, from one seed.

Each writes a folder and returns the path of its plan:
  one_school   teachers of one school for as many open places at other schools, a table of all distances
  one_group    one partner group over everything: everybody may go everywhere
  rare         subjects that one teacher each has, who may be replaced by nobody
"""
import csv
import json
import os
import random


def table(folder, name, heading, rows):
    with open(os.path.join(folder, name + ".csv"), "w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(heading)
        out.writerows(rows)


def plan(folder, **keys):
    path = os.path.join(folder, "plan.json")
    with open(path, "w", encoding="utf-8") as file:
        json.dump({"//": "Synthetic data: invented.", "lungang": 1, "date": "2026-09-01", "lang": "en", "teachers": "teachers.csv",
                   "schools": "schools.csv", "backbone": ["leader"], "locks": "locks.csv"} | keys, file, ensure_ascii=False, indent=1)
    table(folder, "locks", ["teacher", "school", "kind"], [])
    return path


def schools(folder, count, group, draw):
    tiers = ["strong", "ordinary", "ordinary", "weak"]
    table(folder, "schools", ["id", "name", "stage", "tier", "group", "students", "lon", "lat"],
          [["S%04d" % j, "Sample School %d" % j, "primary", tiers[j % 4], group(j), 300 + 7 * j % 900] + place(draw)
           for j in range(count)])


def one_school(folder, count, seed):
    """`count` teachers of S0000, `count` schools with one open place each: count² pairs, as many distances."""
    draw = random.Random(seed)
    schools(folder, count + 1, lambda j: "all", draw)
    table(folder, "teachers", ["id", "name", "school", "subject", "rank"],
          [["T%04d" % i, "Sample %d" % i, "S0000", "Chinese", "leader" if i % 3 == 0 else ""] for i in range(count)])
    table(folder, "demand", ["school", "stage", "subject", "min", "max"],
          [["S0000", "primary", "Chinese", 0, count]] +
          [["S%04d" % j, "primary", "Chinese", 0, 1] for j in range(1, count + 1)])
    table(folder, "distances", ["from", "to", "km"],
          [["T%04d" % i, "S%04d" % j, "%.3f" % draw.uniform(0.5, 30)] for i in range(count) for j in range(count + 1)])
    return plan(folder, demand="demand.csv", distances="distances.csv", routes=[{"id": "any"}],
                quotas=[{"id": "rotation", "count": {"moved": True}, "of": {}, "min": "90%"}],
                goals=["equity", "commute", "lottery"])


def place(draw):
    return ["%.5f" % draw.uniform(115.7, 116.2), "%.5f" % draw.uniform(28.5, 28.9)]


def staffed(folder, count, school_count, draw, subjects):
    homes = [i % school_count for i in range(count)]
    table(folder, "teachers", ["id", "name", "school", "subject", "rank", "lon", "lat"],
          [["T%05d" % i, "Sample %d" % i, "S%04d" % homes[i], subjects(i), "leader" if draw.random() < 0.3 else ""] +
           place(draw) for i in range(count)])


def one_group(folder, count, seed):
    draw = random.Random(seed)
    places = max(count // 40, 2)
    schools(folder, places, lambda j: "all", draw)
    names = ["Chinese", "Mathematics", "English", "Music", "Sport", "Art"]
    staffed(folder, count, places, draw, lambda i: names[i // places % len(names)])
    return plan(folder, routes=[{"id": "partner", "same_group": True}],
                quotas=[{"id": "rotation", "count": {"moved": True}, "of": {}, "min": "37%"}],
                goals=["equity", "commute", "lottery"])


def rare(folder, count, seed):
    draw = random.Random(seed)
    places = max(count // 40, 2)
    schools(folder, places, lambda j: "g%d" % (j // 4), draw)
    staffed(folder, count, places, draw, lambda i: "Rare subject %d" % i if i < 30 else "Chinese")
    return plan(folder, routes=[{"id": "any"}],
                quotas=[{"id": "rotation", "count": {"moved": True}, "of": {}, "min": "37%"}],
                goals=["equity", "commute", "lottery"])


SHAPES = {"one_school": one_school, "one_group": one_group, "rare": rare}
