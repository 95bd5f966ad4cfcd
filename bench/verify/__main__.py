"""Compare linchpin with networkx on random networks: python bench/verify LINCHPIN [COUNT].

Where networkx has no such measure, or a wrong one, the definition is written out. Figures
must agree to 1e-9 of the larger, sets and paths to the letter.
"""
import itertools
import re
import sys
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import central
import cuts
import groups
import network
import paths

TOLERANCE = 1e-9


def agree(got, want):
    if isinstance(want, dict) and not isinstance(want, Counter):
        return got.keys() == want.keys() and all(agree(got[k], want[k]) for k in want)
    if isinstance(want, (list, tuple)):
        return len(got) == len(want) and all(map(agree, got, want))
    if isinstance(want, (int, float)):
        return abs(got - want) <= TOLERANCE * max(1, abs(want))
    return got == want


def differences(got, want):
    """The parts that differ, so that a message stays readable."""
    if isinstance(want, dict) and got.keys() == want.keys():
        k = next(k for k in want if not agree(got[k], want[k]))
        return f"of {k} is {got[k]!r}, want {want[k]!r}"
    return f"is {got!r}, want {want!r}"


def comparisons(linchpin, seed):
    """What was compared on one network, and what differed there."""
    compared, bad = Counter(), []
    for what, got, want in figures(linchpin, seed):
        compared[re.split(r" of \[| near | without | through ", what)[0]] += 1
        if not agree(got, want):
            bad.append(f"seed {seed}: {what} {differences(got, want)}")
    return compared, bad


def figures(linchpin, seed):
    with tempfile.TemporaryDirectory() as folder:
        g = network.random_network(seed)
        if g.number_of_edges() == 0:
            return
        case = network.case_of(linchpin, folder, g)
        two, people = network.random_two_mode(seed)
        two_case = network.two_mode_case_of(linchpin, folder, two)
        yield from itertools.chain(central.checks(case, g, seed), central.two_mode(two_case, two, people), groups.checks(case, g, seed), paths.checks(case, g, seed), cuts.checks(linchpin, seed))


def main():
    linchpin, count = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 200
    compared, bad = Counter(), 0
    # Most of the time is spent on waiting for linchpin.
    with ThreadPoolExecutor() as pool:
        for counted, differing in pool.map(lambda seed: comparisons(linchpin, seed), range(count)):
            compared, bad = compared + counted, bad + len(differing)
            print(*differing, sep="\n", end="\n" * bool(differing), flush=True)
    print(*(f"{n:6d} {what}" for what, n in sorted(compared.items())), sep="\n")
    print(f"{compared.total()} comparisons on {count} networks, {bad} differ")
    sys.exit(bad > 0)


main()
