/* options.h - every number that tunes the solver, in one table: how much effort goes where, when one
 * method gives way to another, where a search starts. None of them decides what an answer means:
 * within its range each leaves status, values, bounds and proofs of a solve that ends in time as
 * they are, which tests/solver/test_tuning.c tries at both ends. What may differ is the time, and
 * which of several equal rosters, conflicts or repairs is found.
 *
 *   lg_tuning tuning = *lg_tuning_defaults();
 *   tuning.cut_rounds = 10;
 *   settings.tuning = &tuning;
 *
 * docs/tuning.md is made from the table, and says which numbers stand elsewhere and why. */
#ifndef LG_SOLVER_OPTIONS_H
#define LG_SOLVER_OPTIONS_H

#include <glib.h>

/* The most divisors that a row can be rounded by: arrays have room for them. */
enum { LG_MIR_DIVISORS_MOST = 64 };

/* GROUP(title), then its options:
 * OPTION(int or double, name, default, low, high, what it does)
 * Where the range ends at the default on one side, the sentence says why. */
/* clang-format off */
#define LG_TUNING_OPTIONS(GROUP, OPTION) \
  GROUP("Linear relaxations by the simplex method") \
  OPTION(int, interior_columns, 600, 0, G_MAXINT, \
    "Relaxations with so many open columns go to the interior point, smaller ones to the simplex method.") \
  OPTION(int, simplex_slice_pivots, 500, 20, 1000000, \
    "Pivots between two looks at the clock; counted, so that a run can be repeated on any machine.") \
  OPTION(int, simplex_tries, 4, 3, 100, \
    "How often singular bases and verdicts in doubt may occur in one call before it has failed; fewer than 3 leave " \
    "the second method without its say.") \
  OPTION(int, resolve_slices, 20, 1, 100000, \
    "Slices of pivots after new bounds, whatever the size: more of them mean going round in circles.") \
  OPTION(int, resolve_rows_a_slice, 25, 1, G_MAXINT, \
    "For each so many rows a further slice is allowed after new bounds.") \
  OPTION(double, near_reduced_cost, 2e-6, 0, 1e9, \
    "Columns whose reduced cost in a similar relaxation is larger are left out of the first run of a relaxation " \
    "near it.") \
  OPTION(int, probe_pivots, 60, 1, 100000, \
    "Pivots of a probe of one branch.") \
  GROUP("Branch and cut by GLPK") \
  OPTION(int, presolve_doubted_columns, 3000, 3000, G_MAXINT, \
    "Where GLPK's presolver calls a program infeasible, one with at most so many columns is solved again without " \
    "it; not fewer, because the presolver erred on small ones.") \
  OPTION(int, second_opinion_pivots, 20000, 100, G_MAXINT, \
    "Pivots of the relaxation that such a program is asked first.") \
  GROUP("Interior point") \
  OPTION(int, interior_iterations, 100, 1, 10000, \
    "Iterations after which it has failed, and the simplex method goes on.") \
  OPTION(int, interior_corrections, 2, 0, 20, \
    "Corrections in an iteration (Gondzio 1996): a solve each, where a factorisation costs ten.") \
  OPTION(int, interior_refinements, 2, 0, 20, \
    "Rounds of iterative refinement of a solve, while it is inexact.") \
  OPTION(double, interior_refined_error, 1e-7, 0, 1e-3, \
    "A solve is exact where its error is below this part of the right-hand side.") \
  OPTION(int, interior_factorisations, 6, 1, 12, \
    "Factorisations tried in an iteration, each with pivots raised ten times as much.") \
  OPTION(double, interior_closed_unit, 1e-4, 1e-7, 1e-2, \
    "It is over where the gap has closed to so much of a unit of the goal.") \
  OPTION(double, interior_closed_gap, 1e-10, 1e-13, 1e-7, \
    "It is over where the gap has closed to this part of the value.") \
  OPTION(double, interior_near_gap, 1e-6, 1e-9, 1e-4, \
    "A relative gap that is still of use where numbers get no better.") \
  OPTION(double, interior_near_gap_missed, 1e-3, 1e-6, 1e-2, \
    "The same at the end of complementarity, where the gap is that of rows missed, whose duals are good all the same.") \
  OPTION(double, interior_near_mu, 1e-9, 1e-12, 1e-6, \
    "Complementarity below this is near its end.") \
  OPTION(double, interior_least_mu, 1e-13, 1e-16, 1e-10, \
    "Complementarity below this is at its end.") \
  OPTION(double, interior_give, 1e-10, 1e-12, 1e-8, \
    "Rows may be missed by this much for a unit of their dual (Friedlander, Orban 2012): where rows leave the bounds " \
    "no room, their duals would otherwise grow without bound.") \
  OPTION(double, interior_regularisation, 1e-10, 1e-13, 1e-7, \
    "Share by which pivots are raised at first.") \
  OPTION(double, interior_column_regularisation, 1e-10, 1e-13, 1e-7, \
    "Added to the weight of each column: keeps its inverse finite.") \
  OPTION(double, interior_start_room, 0.25, 0.01, 0.5, \
    "Part of a column's range that a start from nowhere keeps from its bounds.") \
  OPTION(double, interior_start_mu, 0.1, 1e-4, 10, \
    "Complementarity of a start from nowhere.") \
  OPTION(double, interior_value_room, 0.01, 1e-4, 0.5, \
    "Part of a column's range that a start from a given solution keeps from its bounds.") \
  OPTION(double, interior_value_mu, 0.01, 1e-4, 10, \
    "Complementarity of a start from a given solution.") \
  OPTION(double, interior_path_room, 10, 0.1, 1000, \
    "A start from a point of the central path keeps its columns from their bounds by so many times its " \
    "complementarity, as a part of the range.") \
  OPTION(double, interior_path_most_room, 0.01, 1e-4, 0.5, \
    "That part at most.") \
  OPTION(double, interior_added_room, 20, 0.1, 1000, \
    "The same for columns that were added since.") \
  OPTION(double, interior_added_most_room, 0.05, 1e-4, 0.5, \
    "That part at most, for columns that were added.") \
  OPTION(double, interior_least_centre, 1e-6, 1e-9, 0.1, \
    "The product aimed at is at least this part of the present mean.") \
  OPTION(double, interior_centre_low, 0.1, 0.01, 0.9, \
    "Products below so many times the one aimed at are mended by a correction.") \
  OPTION(double, interior_centre_high, 10, 1.1, 100, \
    "Products above so many times the one aimed at are mended by a correction.") \
  OPTION(double, interior_correction_aim, 0.3, 0.01, 1, \
    "A correction aims at steps longer by this much.") \
  OPTION(double, interior_correction_gain, 0.02, 0, 1, \
    "A correction is kept where it makes both steps together longer by more.") \
  OPTION(double, interior_correction_step, 0.9, 0, 1, \
    "Corrections are tried while the shorter step is below this.") \
  OPTION(double, interior_step_low, 0.99, 0.5, 0.9999, \
    "Part of the way to the nearest bound that a step takes at least.") \
  OPTION(double, interior_step_high, 0.9999, 0.99, 0.999999, \
    "That part at most: it grows as complementarity falls.") \
  OPTION(int, dissection_rows, 2000, 0, G_MAXINT, \
    "From so many rows on the normal equations are ordered by nested dissection, not by minimum degree.") \
  GROUP("Sifting") \
  OPTION(int, sift_columns, 10000, 0, G_MAXINT, \
    "With fewer open columns all are taken at once.") \
  OPTION(int, sift_held_columns, 60000, 0, G_MAXINT, \
    "The same where the face has rows of held goals: these want more of the columns.") \
  OPTION(int, sift_promising, 4, 0, 1000, \
    "Places of each teacher in the first working set by what they promise.") \
  OPTION(int, sift_drawn, 1, 0, 1000, \
    "Places of each teacher in the first working set by the draw.") \
  OPTION(int, sift_row_columns, 2, 1, 1000, \
    "Columns of the first working set that touch each row, where there are so many: without one its dual would have " \
    "no bounds.") \
  OPTION(double, sift_tie, 1e-3, 0, 1, \
    "What the draw adds to what a place promises.") \
  OPTION(double, sift_loose_gap, 1e-2, 1e-5, 0.5, \
    "Relative gap at which the first run over a working set stops.") \
  OPTION(double, sift_loose_join, 1e-3, 0, 0.1, \
    "After it columns join that could help by more than this part of the largest cost.") \
  OPTION(double, sift_join, 1e-6, 1e-9, 1e-4, \
    "After later runs columns join that could help by more than this.") \
  GROUP("Separators") \
  OPTION(int, cuts_a_round, 60, 1, 10000, \
    "Most cuts taken in one round.") \
  OPTION(double, cut_likeness, 0.9, 0.01, 1, \
    "Of cuts whose directions have at least this cosine only the deepest is taken.") \
  OPTION(double, cut_least_distance, 1e-3, 1e-5, 1, \
    "A cut in whole numbers must be broken by this distance at least.") \
  OPTION(int, cut_multiples, 120, 0, 1000, \
    "Multiples of a cut tried to make its entries whole numbers exactly; without one they are rounded.") \
  OPTION(int, cut_exact_entry, 10000, 1, 100000, \
    "Largest entry of such a multiple.") \
  OPTION(int, cut_rounded_entry, 1000, 10, 100000, \
    "Largest entry of a cut whose entries are rounded.") \
  OPTION(int, cut_resolve_slices, 4, 1, 100000, \
    "Slices of pivots with the cuts of a round, whatever the size: with many cuts the simplex method may go round in " \
    "circles.") \
  OPTION(int, cut_resolve_rows_a_slice, 50, 1, G_MAXINT, \
    "For each so many rows a further slice is allowed with the cuts of a round.") \
  OPTION(int, tableau_rows, 200, 0, 100000, \
    "Most rows of the simplex tableau rounded in one round.") \
  OPTION(double, tableau_fraction, 1e-4, 1e-6, 0.49, \
    "A row of the tableau is rounded where its column is so far from a whole number.") \
  OPTION(int, aggregation_rows, 6, 1, 100, \
    "Most rows in a sum of rows that is rounded.") \
  OPTION(double, aggregation_inside, 1e-6, 1e-9, 0.49, \
    "A column so far inside its bounds may fall away from a sum of rows.") \
  OPTION(double, mir_least_distance, 1e-3, 1e-6, 1, \
    "A rounded row must be broken by this distance at least.") \
  OPTION(double, mir_least_fraction, 0.02, 0.02, 0.45, \
    "The limit of a rounded row must be so far from a whole number; not less, because doubles cannot keep what is " \
    "nearer.") \
  OPTION(double, mir_least_divisor, 1e-3, 1e-3, 10, \
    "Smallest divisor of a row; not less, because small ones make much of rounding.") \
  OPTION(double, mir_near, 1e-6, 1e-9, 1e-2, \
    "What is nearer than this to a bound is there, and a distance better by less is none.") \
  OPTION(int, mir_divisors, 12, 1, LG_MIR_DIVISORS_MOST, \
    "Divisors tried: so many sizes of entries.") \
  OPTION(int, mir_halvings, 3, 0, 20, \
    "How often the best divisor is halved.") \
  OPTION(int, mir_flips, 40, 0, 10000, \
    "Columns tried from their other bound: each costs as much as a divisor.") \
  GROUP("Cut loop") \
  OPTION(int, cut_columns, 200, 1, G_MAXINT, \
    "Faces with so many open columns are narrowed by cuts before they are searched, smaller ones are searched at " \
    "once.") \
  OPTION(int, cut_most_columns, 20000, 0, G_MAXINT, \
    "Faces with so many open columns are not cut: a round costs as much as many nodes there.") \
  OPTION(int, cut_rounds, 40, 0, 10000, \
    "Rounds of cuts on one subproblem.") \
  OPTION(int, cut_idle_rounds, 6, 1, 10000, \
    "So many rounds in a row may bring nothing.") \
  OPTION(int, cut_subproblems, 8, 1, 1000, \
    "Subproblems that are cut one after the other, each what the last one's bound left.") \
  OPTION(double, cut_least_round, 0.005, 0, 1, \
    "A round that closes less than this part of the gap brings nothing.") \
  OPTION(double, cut_least_share, 0.0005, 0, 1, \
    "The same as a part of the value itself, where no roster is known.") \
  OPTION(double, cut_least_gain, 0.03, 0, 1, \
    "A further subproblem is cut where the last one closed this part of the gap.") \
  OPTION(double, cut_least_loss, 0.05, 0, 1, \
    "Where one loses this part of its columns a large one is cut further, and any is cut again.") \
  OPTION(int, cut_large_columns, 4000, 0, G_MAXINT, \
    "From so many open columns on a subproblem is large in that sense.") \
  OPTION(double, cut_gap_part, 2, 1, 1000, \
    "Where the gap has shrunk by this factor since cuts were looked for they are looked for again.") \
  OPTION(double, cut_dual_noise, 1e-9, 1e-12, 1e-3, \
    "Cuts whose dual is smaller have no part in the relaxation and leave.") \
  GROUP("Dives of the cut loop") \
  OPTION(int, dive_steps, 400, 0, 100000, \
    "Decisions of a dive at most.") \
  OPTION(int, dive_cut_every, 10, 1, 100000, \
    "Decisions between two rounds of cuts.") \
  OPTION(double, dive_drawn, 0.2, 0, 2, \
    "What the draw adds to the fraction by which a dive chooses, so that each goes its own way.") \
  OPTION(int, dive_large_columns, 4000, 0, G_MAXINT, \
    "From so many open columns on a part is large: all rules of diving are tried there, and dives in vain are " \
    "followed by larger efforts.") \
  OPTION(int, dive_small_dives, 2, 0, 100, \
    "Dives in smaller parts: the tree is quick there.") \
  OPTION(int, rest_nodes, 60, 1, 100000, \
    "Nodes of branch and cut for the rest of a dive that ended nowhere.") \
  OPTION(int, rest_pivots, 4000, 1, 1000000, \
    "Pivots for the same, or the open columns where these are fewer.") \
  OPTION(int, rest_columns, 2000, 0, 1000000, \
    "Open columns of such a rest at most.") \
  OPTION(int, rest_tries, 5, 0, 1000, \
    "How often a rest is tried, by bisection over the decisions of the dive.") \
  OPTION(int, rest_start_part, 8, 1, 1000, \
    "The first try leaves out one in so many of the last decisions.") \
  OPTION(int, rest_growth_part, 4, 1, 1000, \
    "Each further unit of effort allows this part more open columns: one in so many.") \
  OPTION(int, rest_most_effort, 16, 1, 1024, \
    "Most units of effort for a rest; they double with each round of dives in vain.") \
  OPTION(int, unshared_times, 2, 0, 100, \
    "Who is at one place in the relaxation and the incumbent is kept there and the rest searched, where it has at " \
    "most so many times the columns of a dive's rest.") \
  GROUP("Branch and bound") \
  OPTION(int, tree_probed_rows, 2000, 0, G_MAXINT, \
    "From so many rows on branches are chosen by kind, not by probing: a probe costs too much there.") \
  OPTION(int, tree_reliable, 4, 0, 1000, \
    "A column that branched so often on each side is not probed (reliability branching).") \
  OPTION(int, tree_probes, 12, 0, 10000, \
    "Probes at one node.") \
  OPTION(int, tree_patience, 5, 1, 10000, \
    "So many columns in a row may be no better than the best one so far.") \
  OPTION(double, tree_least_gain, 1e-4, 1e-9, 1, \
    "A gain counts as this much at least in the product of both sides.") \
  OPTION(double, tree_probe_reach, 10, 0.1, 1000, \
    "Where no roster is known a probe ends at so many times the relaxation's value above it.") \
  OPTION(int, proof_nodes, 20000, 20000, G_MAXINT, \
    "Nodes of a tree that proves a goal in exact arithmetic, after which the goal stays a claim; not fewer, or " \
    "goals would stay unproved.") \
  OPTION(int, proof_first_nodes, 40, 1, G_MAXINT, \
    "Nodes of such a tree without cuts; then it begins anew with them.") \
  OPTION(int, tree_dive_every, 50, 2, G_MAXINT, \
    "Nodes between two dives.") \
  OPTION(int, tree_dive_rows, 600, 0, G_MAXINT, \
    "From so many rows on there are none: a dive costs too much.") \
  OPTION(int, tree_dive_steps, 300, 0, 100000, \
    "Decisions of such a dive at most.") \
  OPTION(int, tree_basis_mib, 256, 0, 65536, \
    "Memory for bases of nodes that wait, in MiB; what has none starts from another's.") \
  GROUP("Search for the best roster of a goal") \
  OPTION(int, turn_nodes, 250, 1, 1000000, \
    "Nodes of a method's first turn; GLPK has fewer where our tree goes first (glpk_slower).") \
  OPTION(int, turn_growth, 4, 2, 16, \
    "So many times as many nodes in each further turn.") \
  OPTION(int, turn_root_pivots, 2000, 1, 1000000, \
    "Pivots of a turn that cuts and dives follow: so many, and turn_node_pivots for each of its nodes.") \
  OPTION(int, turn_node_pivots, 10, 1, 100, \
    "Pivots of such a turn for each of its nodes, beside turn_root_pivots.") \
  OPTION(int, own_tree_columns, 3500, 0, G_MAXINT, \
    "In smaller subproblems that have cuts our tree goes first: it chooses well where it branches.") \
  OPTION(int, glpk_slower, 2, 1, 100, \
    "Where our tree goes first, GLPK has one in so many of the nodes: each takes longer.") \
  OPTION(int, search_large_columns, 8000, 0, G_MAXINT, \
    "Subproblems with so many open columns are cut without a first try by branch and cut, once a roster is known.") \
  OPTION(int, near_nodes, 30, 0, 1000000, \
    "Nodes of such a try, and of the search for a roster near the relaxation.") \
  OPTION(int, near_columns, 3000, 0, G_MAXINT, \
    "On smaller faces no roster near the relaxation is looked for first.") \
  OPTION(double, near_times, 4, 1, 1000, \
    "Where such a roster was found the first subproblem reaches to one in so many parts of its distance from the " \
    "relaxation.") \
  OPTION(double, near_one, 1e-4, 1e-9, 0.4, \
    "A place whose value in the relaxation is so near to one is kept by searches near it.") \
  OPTION(double, width_zero, 1e-3, 0, 1, \
    "Reduced costs up to this count as none where the first subproblem is chosen.") \
  OPTION(int, width_least, 300, 0, G_MAXINT / 4, \
    "Columns that cost something in the first subproblem, at least, and") \
  OPTION(int, width_part, 3, 1, 1000, \
    "at least one for so many that cost nothing.") \
  OPTION(int, width_growth_part, 2, 1, 1000, \
    "A wider subproblem has this part more columns: one for so many.") \
  OPTION(double, width_budget_growth, 2, 1.1, 100, \
    "Its budget is larger by this factor at least.") \
  OPTION(int, width_all_tenths, 8, 0, 10, \
    "A subproblem with more than so many tenths of the columns of the face becomes the whole face.") \
  OPTION(int, replant_tenths, 9, 0, 10, \
    "A tree is kept for the next turn while more than so many tenths of its columns are open.") \
  OPTION(double, perturbation, 0.1, 1e-3, 0.5, \
    "What the draw that tells equals apart adds to any roster at most, in units of the goal; not more, because whole " \
    "units must stay apart.") \
  GROUP("Lexicographic goals") \
  OPTION(int, raise_columns, 20000, 0, G_MAXINT, \
    "Where a held value turns out to have no roster, faces with more open columns hold a value one unit higher and " \
    "solve on, instead of searching the goal in whole numbers, which costs more there.") \
  OPTION(int, raises, 8, 0, 10000, \
    "How often in a run a held value is raised so.") \
  OPTION(int, guess_nodes, 200, 1, 1000000, \
    "Nodes of a search that rests on values no roster has shown yet.") \
  OPTION(int, fraction_columns, 20000, 0, G_MAXINT, \
    "On smaller faces a bound that is no whole number asks for whole people at once; on larger ones a later goal's " \
    "smaller face is awaited.") \
  OPTION(double, search_fraction, 0.01, 1e-3, 1, \
    "A bound so far below a whole number is none in that sense.") \
  OPTION(double, guess_fraction, 0.01, 1e-3, 1, \
    "A bound from a similar plan's prices, so far below a whole number, is not taken for the goal's value.") \
  OPTION(double, last_face_costs, 1000, 1, 1e6, \
    "Where no lottery ends ties, the draw costs whole numbers up to this in the last face.") \
  OPTION(int, first_effort, 10, 0, 1000, \
    "Shifts a column that local search may weigh for the first roster, before any relaxation.") \
  OPTION(int, first_columns, 10000, 0, 1000000, \
    "Columns that are added to those of the program for that.") \
  OPTION(int, first_improvement, 4, 0, 1000, \
    "Shifts a column for a better one then.") \
  OPTION(int, face_effort, 4, 0, 1000, \
    "Shifts a column that local search may weigh before a goal is searched.") \
  OPTION(int, early_columns, 20000, 0, G_MAXINT, \
    "On larger faces a roster is looked for at once, so that the first goals are at their best should time end early.") \
  OPTION(int, early_effort, 4, 0, 1000, \
    "Shifts an open column for that.") \
  GROUP("Local search") \
  OPTION(int, local_effort, 1000000, 0, 100000000, \
    "Shifts that local search may weigh where its caller does not say: so many, and") \
  OPTION(int, local_column_effort, 20, 0, 10000, \
    "so many more for each column.") \
  OPTION(int, repair_depth, 5, 0, 24, \
    "Shifts that a chain may add to mend a limit.") \
  OPTION(int, repair_sample, 24, 1, 10000, \
    "Shifts weighed for each of them.") \
  OPTION(int, repair_scan, 1024, 1, G_MAXINT, \
    "Places of a measure looked at for one of them.") \
  OPTION(int, improve_depth, 8, 0, 24, \
    "Shifts that a chain may add to better a goal; not more, because goals are weighed for chains of a few shifts.") \
  OPTION(int, improve_sample, 48, 1, 10000, \
    "Shifts weighed for each of them.") \
  OPTION(int, improve_idle, 6, 0, 10000, \
    "Walks without a gain after which a goal is left.") \
  OPTION(int, improve_share, 2, 1, 100, \
    "A goal that is not the last one has one in so many of the shifts left.") \
  OPTION(int, drift, 5, 1, 10000, \
    "One in so many places is tried for a chain that neither gains nor loses.") \
  GROUP("Conflicts (IIS)") \
  OPTION(double, iis_spared, 0.9, 0, 0.9, \
    "Part of its worth that a certificate may lose to elements left out; not more, because the rest may be rounding.") \
  OPTION(int, iis_nodes, 20000, 1000, G_MAXINT, \
    "Nodes of a search for whole people; not fewer, because a conflict that it leaves open is not shown to be " \
    "minimal.") \
  OPTION(int, iis_interior_columns, 3000, 0, G_MAXINT, \
    "Aggregated programs with so many open columns go to the interior point first, but none with fewer than " \
    "interior_columns.") \
  OPTION(int, iis_first_runs, 8, 1, 1000, \
    "The deletion filter first leaves out one in so many of the elements together,") \
  OPTION(int, iis_run_shrinks, 4, 2, 1000, \
    "then runs that are smaller by this factor, down to single ones.") \
  OPTION(int, iis_rebuild, 2, 1, 1000, \
    "Where the elements kept are so many times fewer, the aggregated program is made anew.") \
  OPTION(int, bottleneck_nodes, 500, 1, G_MAXINT, \
    "Nodes of a search for how far a quota of a conflict can go; what it leaves open is not shown.") \
  OPTION(int, split_effort, 6000000, 0, G_MAXINT, \
    "Columns times parts of a split into subjects or schools at most; larger ones are not shown.") \
  GROUP("Reach of limits") \
  OPTION(int, together_effort, 4, 0, 1000, \
    "Shifts a column that local search may weigh for many limits at once.") \
  OPTION(int, together_shrinks, 6, 2, 1000, \
    "By what the groups of limits shrink.") \
  GROUP("Repairs") \
  OPTION(int, nearby_tries, 8, 0, 12, \
    "Searches for a further repair of the last one's size near its roster.") \
  OPTION(int, nearby_effort, 3, 0, 100, \
    "Shifts a column of the first of them.") \
  OPTION(int, nearby_growth, 2, 1, 3, \
    "So many times as many in each further one.") \
  OPTION(int, nearby_more, 2, 0, 1000, \
    "Repairs near the last one end where what was found asks for so many heads more, and one more for nearby_more_part.") \
  OPTION(int, nearby_more_part, 8, 1, 1000, \
    "So many heads of the last repair allow a further one beside nearby_more.") \
  GROUP("Refusals") \
  OPTION(int, refusal_shifts, 6, 0, 1000, \
    "Changes of others that the search tree of a refusal may try together.") \
  OPTION(int, refusal_effort, 2000000, 0, G_MAXINT, \
    "Shifts that it may weigh; what it leaves open is solved as a plan.") \
  GROUP("Warm start and sweep") \
  OPTION(int, warm_rosters, 12, 1, 10000, \
    "Rosters that a warm start remembers.") \
  OPTION(int, warm_duals, 12, 1, 10000, \
    "Sets of row prices that it remembers for each goal, and of proofs that there is no roster.") \
  OPTION(int, sweep_answers, 256, 1, 100000, \
    "Answers of rows that a sweep remembers for further rows.")
/* clang-format on */

#define LG_TUNING_FIELD(type, name, normal, low, high, help) type name;
#define LG_TUNING_NO_GROUP(title)
typedef struct lg_tuning {
  LG_TUNING_OPTIONS(LG_TUNING_NO_GROUP, LG_TUNING_FIELD)
} lg_tuning;
#undef LG_TUNING_FIELD
#undef LG_TUNING_NO_GROUP

const lg_tuning *lg_tuning_defaults(void);

/* ---- the table as data, for tests and docs ---- */

typedef enum { LG_TUNING_int, LG_TUNING_double } lg_tuning_type;

/* Without a name: the title of the group that follows. */
typedef struct {
  const char *group, *name, *help;
  lg_tuning_type type;
  gsize offset; /* in lg_tuning */
  double normal, low, high;
} lg_tuning_option;

/* In the order of the table; count: titles included. */
const lg_tuning_option *lg_tuning_options(int *count);
double lg_tuning_get(const lg_tuning *tuning, const lg_tuning_option *option);
/* value  within the option's range; of an int a whole number */
void lg_tuning_set(lg_tuning *tuning, const lg_tuning_option *option, double value);

#endif
