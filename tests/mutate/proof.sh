#!/bin/sh
# proof.sh - takes away each guard of exact bounds, of the prover and of the certificates, and wants a test to fail.
#
#   tests/mutate/proof.sh [-j N] [PATTERN]       only the mutants whose name matches, for instance 'fix'
#   tests/mutate/proof.sh --check                only that each text to be changed is still there; a moment
set -eu

tests="test_whole test_whole_cut test_cuts check_proof check_search"

targets_of() {
  case $1 in
    check_proof) echo lungang lungang-recheck lg_generate ;;
    check_search) echo lungang lg_generate ;;
    *) echo "$1" ;;
  esac
}

run_test() {
  case $1 in
    check_proof)
      timeout 600 python3 -B "$copy/tests/cli/check_proof.py" "$folder/build/cli/lungang" \
        "$folder/build/recheck/lungang-recheck" "$folder/build/tests/bench/lg_generate"
      ;;
    check_search)
      timeout 600 python3 -B "$copy/tests/solver/check_search.py" "$folder/build/cli/lungang" "$folder/build/tests/bench/lg_generate"
      ;;
    *) timeout 600 "$folder/build/tests/$1" ;;
  esac
}

# name | file | what sed does; one line must change
mutants() {
  cat <<'END'
whole: fractions|solver/proof/whole.c|s/ || x != floor(x)) return false;/) return false;/
whole: size of numbers|solver/proof/whole.c|s/if (!(fabs(x) <= largest_number) || x/if (x/
whole: columns that are not whole|solver/proof/whole.c|s/good \&= p->columns\[j\]\.whole \&\& /good \&= /
whole: an implied bound is rounded inwards|solver/proof/whole.c|s/lower = r->at > 0 ? -lg_floor_div(-low, r->at)/lower = r->at > 0 ? lg_floor_div(low, r->at)/
whole: size of implied bounds|solver/proof/whole.c|s/^  if (lower < -far || upper > far) return;$//
whole: two columns without bounds|solver/proof/whole.c|s/if (range\[i\]\.open == 1) bound_by_row/if (range[i].open >= 1) bound_by_row/
prices: a larger unit|solver/proof/whole.c|s/^  while (p\.shift > 0 .*p\.shift--;$//
prices: multipliers count for the unit|solver/proof/whole.c|s/^  for (int k = 0; goal .*most = fmax.*$//
prices: multipliers below 0|solver/proof/whole.c|s/MAX(0, llrint(ldexp(goal\[k\], p\.shift)))/llrint(ldexp(goal[k], p.shift))/
face: right-hand sides|solver/proof/whole.c|s/^      f->rhs\[p->row\[e\]\] -= .*$/      continue;/
face: constants|solver/proof/whole.c|s/^      f->constant\[k\] += .*$/      continue;/
price: sums that do not fit|model/int128.h|s/return !__builtin_mul_overflow(a, b, \&product) \&\& /product = a * b; return /
price: a column without a bound|solver/proof/whole.c|s/if (d > 0 ? lower\[j\] == LG_NO_LOWER : upper\[j\] == LG_NO_UPPER)/if (false)/
price: the constant of a held goal|solver/proof/whole.c|s/f->constant\[k\] - w->goals\[k\]\.limit)/-w->goals[k].limit)/
ceil: upwards|solver/proof/whole.c|s/lg_i128 value = -lg_floor_div(-bound\.value, /lg_i128 value = lg_floor_div(bound.value, /
ceil: of nothing known|solver/proof/whole.c|s/^  if (!bound\.known) return INT64_MIN;$//
fix: of nothing known|solver/proof/whole.c|s/^  if (!bound\.known) return 0;$//
fix: at exactly the budget|solver/proof/whole.c|s/(d > 0 ? d : -d) <= budget/(d > 0 ? d : -d) < budget/
propagate: the side of a negative entry|solver/proof/whole.c|s/(w->value\[e\] > 0) != down}/!down}/
certificate: the constant of a goal|solver/proof/certificate.c|s/^  lg_writer_add(w, w->constant_row, w->whole->goals\[w->goal\]\.constant, 1);$//
certificate: the weaker bound|solver/proof/certificate.c|s/bool is_upper = (coefficient < 0) == (sense/bool is_upper = (coefficient > 0) == (sense/
certificate: earlier goals count|solver/proof/certificate.c|s/(lg_i128)-sign \* prices->goal\[k\], unit)/(lg_i128)sign * prices->goal[k], unit)/
certificate: what earlier goals fix|solver/proof/certificate.c|s/^    if (times\[k\]) lg_writer_add(w, w->fixed_row\[k\], -times\[k\], unit);$/    continue;/
prover: where columns are fixed|solver/mip/prover.c|s/^  for (int j = 0; .* v\.proof->fixed_at\[j\] = v\.lower\[j\];$//
prover: prices that prove nothing|solver/mip/prover.c|s/proved = bound\.known \&\& bound\.value > 0;/proved = true;/
tree: the bound of a branch|solver/mip/tree.c|s/\.bound = (int64_t)(n->up ? n->lower : n->upper),/.bound = (int64_t)n->lower,/
tree: leaves that prices close|solver/mip/tree.c|s/(empty ? bound\.value > 0 : lg_whole_bound_ceil(bound) >= closes)/true/
tree: multipliers of held goals|solver/mip/tree.c|s/: \&cut\[-1 - held\]) -= sign \* dual\[i\];/: \&cut[-1 - held]) += sign * dual[i];/
prices: those of cuts count for the unit|solver/proof/whole.c|s/^  for (int k = 0; k < cut_count; k++) most = fmax.*$//
prices: those of cuts below 0|solver/proof/whole.c|s/p\.cut\[k\] = MAX(0, llrint(ldexp(cut\[k\], p\.shift)));/p.cut[k] = llrint(ldexp(cut[k], p.shift));/
price: the limit of a cut|solver/proof/whole.c|s/^    \*good \&= lg_add_product(sum, -(lg_i128)prices->cut\[k\], cut->limit);$//
price: the entries of a cut|solver/proof/whole.c|s/lg_add_product(\&of\[cut->column\[e\]\], prices->cut/lg_add_product(\&of[cut->column[e]], -prices->cut/
cut: multipliers that are too large|solver/proof/whole_cut.c|s/if (!(fabs(scaled) <= largest_times)) return false;//
cut: the slack of a held goal or cut|solver/proof/whole_cut.c|s/return add_below(face, \&below, -times, sum)/return add_below(face, \&below, times, sum)/
cut: what a slack adds to the limit|solver/proof/whole_cut.c|s/ \&\& lg_add_product(limit, -times, below\.limit);/;/
cut: columns counted from above|solver/proof/whole_cut.c|s/sum\[j\] += term->flipped ? -times : times;/sum[j] += times;/
cut: bounds that columns are counted from|solver/proof/whole_cut.c|s/-sum\[j\], flipped\[j\] ? face->upper\[j\] : face->lower\[j\]);/-sum[j], face->lower[j]);/
cut: fixed columns in the right-hand side|solver/proof/whole_cut.c|s/face->rhs\[cut->row\[k\]\]);/face->whole->rhs[cut->row[k]]);/
cut: a whole right-hand side is none|solver/proof/whole_cut.c|s/^  good = good \&\& r->part > 0;$//
cut: which entries are rounded up|solver/proof/whole_cut.c|s/bool above = t->part > r->part;/bool above = true;/
cut: what rounding keeps of a fraction|solver/proof/whole_cut.c|s/above ? t->part - r->part : 0;/above ? 0 : 0;/
cut: the side that weakens least|solver/proof/whole_cut.c|s/rest\[j\] > 0 ? face->upper\[j\] : face->lower\[j\]);/rest[j] < 0 ? face->upper[j] : face->lower[j]);/
cut: rounded down|solver/proof/whole_cut.c|s/lg_i128 limit = lg_floor_div(sum, /lg_i128 limit = -lg_floor_div(-sum, /
certificate: a split of a cut|solver/proof/certificate_cuts.c|s/r->split_limit + 1, r->split)/r->split_limit, r->split)/
certificate: cuts that others follow from|solver/proof/certificate_cuts.c|s/if (cut->row\[e\] < 0) needed/if (false) needed/
certificate: prices of cuts in a leaf|solver/proof/certificate_tree.c|s/^    lg_writer_add(w, t->cut_row\[k\], -price, unit);$//
tree: the side of a branch|solver/mip/tree.c|s/^                          \.up = n->up,$/                          .up = !n->up,/
search: ties in the bound of a node|solver/mip/tree.c|s/ceil(\*value - t->q\.perturbation_sum - 1e-5)/ceil(*value - 1e-5)/
search: the room that fixing leaves|solver/mip/cut_loop.c|s/double room = MAX(t->ceiling - t->bound, 0) + LG_NOISE;/double room = MAX(t->ceiling - t->bound, 0) \/ 2 + LG_NOISE;/
search: what a part of a face claims|solver/mip/goal_search.c|s/ceil(search->relaxed + budget - search/ceil(search->relaxed + 2 * budget - search/
search: what reduced costs rule out|solver/mip/face.c|s/floor(MAX(budget, 0) \/ d + LG_NOISE/floor(MAX(budget, 0) \/ 2 \/ d + LG_NOISE/
search: the root of a tree|solver/mip/tree.c|s/steps = floor(MAX(room, 0) \/ d + 1e-9/steps = floor(MAX(room, 0) \/ 2 \/ d + 1e-9/
search: entries of a rounded row|solver/lp/mir_cut.c|s/return floor(a) + MAX(0, (part(a) - f)/return floor(a) + MAX(0, (part(a) - f \/ 2)/
END
}

# shellcheck source=tests/mutate/mutate.sh
. "$(dirname -- "$0")/mutate.sh"
