#!/bin/sh
# proof.sh - takes away each guard of exact bounds, of the prover and of the certificates, and wants a test to fail.
#
#   tests/mutate/proof.sh [-j N] [PATTERN]       only the mutants whose name matches, for instance 'fix'
#   tests/mutate/proof.sh --check                only that each text to be changed is still there; a moment
set -eu

tests="test_whole check_proof"

targets_of() {
  case $1 in
    check_proof) echo lungang lungang-recheck ;;
    *) echo "$1" ;;
  esac
}

run_test() {
  case $1 in
    check_proof)
      timeout 600 python3 -B "$copy/tests/cli/check_proof.py" "$folder/build/cli/lungang" \
        "$folder/build/recheck/lungang-recheck"
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
price: sums that do not fit|solver/proof/whole.c|s/return !__builtin_mul_overflow(a, b, \&product) \&\& /product = a * b; return /
price: a column without a bound|solver/proof/whole.c|s/if (d > 0 ? lower\[j\] == LG_NO_LOWER : upper\[j\] == LG_NO_UPPER)/if (false)/
price: the constant of a held goal|solver/proof/whole.c|s/f->constant\[k\] - w->goals\[k\]\.limit)/-w->goals[k].limit)/
ceil: upwards|solver/proof/whole.c|s/lg_i128 value = -lg_floor_div(-bound\.value, /lg_i128 value = lg_floor_div(bound.value, /
ceil: of nothing known|solver/proof/whole.c|s/^  if (!bound\.known) return INT64_MIN;$//
fix: of nothing known|solver/proof/whole.c|s/^  if (!bound\.known) return 0;$//
fix: at exactly the budget|solver/proof/whole.c|s/(d > 0 ? d : -d) <= budget/(d > 0 ? d : -d) < budget/
propagate: the side of a negative entry|solver/proof/whole.c|s/(w->value\[e\] > 0) != down}/!down}/
certificate: the constant of a goal|solver/proof/certificate.c|s/^  add(w, w->constant_row, w->whole->goals\[w->goal\]\.constant, 1);$//
certificate: the weaker bound|solver/proof/certificate.c|s/bool is_upper = (coefficient < 0) == (sense/bool is_upper = (coefficient > 0) == (sense/
certificate: earlier goals count|solver/proof/certificate.c|s/(lg_i128)-sign \* prices->goal\[k\], unit)/(lg_i128)sign * prices->goal[k], unit)/
certificate: what earlier goals fix|solver/proof/certificate.c|s/^    if (times\[k\]) add(w, w->fixed_row\[k\], -times\[k\], unit);$/    continue;/
prover: where columns are fixed|solver/mip/prover.c|s/^  for (int j = 0; .* v\.proof->fixed_at\[j\] = v\.lower\[j\];$//
prover: prices that prove nothing|solver/mip/prover.c|s/proved = bound\.known \&\& bound\.value > 0;/proved = true;/
tree: the bound of a branch|solver/mip/tree.c|s/\.bound = (int64_t)(n->up ? n->lower : n->upper),/.bound = (int64_t)n->lower,/
tree: leaves that prices close|solver/mip/tree.c|s/(empty ? bound\.value > 0 : lg_whole_bound_ceil(bound) >= closes)/true/
tree: multipliers of held goals|solver/mip/tree.c|s/goal\[t->cut_goal\[-1 - origin\]\] -= sign \* dual\[i\];/goal[t->cut_goal[-1 - origin]] += sign * dual[i];/
tree: the side of a branch|solver/mip/tree.c|s/^                          \.up = n->up,$/                          .up = !n->up,/
END
}

# shellcheck source=tests/mutate/mutate.sh
. "$(dirname -- "$0")/mutate.sh"
