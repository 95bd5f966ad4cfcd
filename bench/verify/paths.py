"""How two are connected, by networkx."""
import itertools
import math
import random

import networkx as nx

LENGTHS = {"ties": lambda d: 1, "distance": lambda d: d["distance"], "probability": lambda d: -math.log(d["likelihood"])}


def checks(case, g, seed):
    r = random.Random(seed)
    a, b, c = r.sample(sorted(g), 3)
    for by in LENGTHS:
        yield from shortest(case, g, a, b, by)
    by = list(LENGTHS)[seed % 3]
    yield from k_shortest(case, g, a, b, by)
    yield from avoiding(case, g, a, b, c, by)
    yield from through(case, g, a, b, c, by)


def ask(case, a, b, by, *args):
    got = case.ask("paths", a, b, "--by", by, *args)
    return got or {"paths": [], "of": 0}


def passed(path):
    return (path["steps"][0]["from"]["id"], *(s["to"]["id"] for s in path["steps"]))


def measured(g, by):
    return lambda a, b, d: LENGTHS[by](d)


def all_shortest(g, a, b, by):
    """Every shortest path and its length. Sums of logarithms that are equal but for
    rounding are taken for equal, and of equally likely paths those with the fewest ties."""
    if not nx.has_path(g, a, b):
        return [], 0
    if by != "probability":
        return [tuple(p) for p in nx.all_shortest_paths(g, a, b, weight=measured(g, by))], nx.shortest_path_length(g, a, b, weight=measured(g, by))
    exact = {(x, y): LENGTHS[by](d) for x, y, d in g.edges(data=True)}
    h = g.copy()
    for x, y, d in h.edges(data=True):
        d["scaled"] = round(exact[x, y] * 1e9) * 1000 + 1
    best = [tuple(p) for p in nx.all_shortest_paths(h, a, b, weight="scaled")]
    return best, nx.shortest_path_length(g, a, b, weight=measured(g, by))


def shortest(case, g, a, b, by):
    got = ask(case, a, b, by, "--top", "5000")
    want, length = all_shortest(g, a, b, by)
    yield f"how many shortest by {by}", got["of"], len(want)
    yield f"shortest by {by}", sorted(map(passed, got["paths"])), sorted(want)
    yield f"lengths by {by}", [p["length"] for p in got["paths"]], [length] * len(want)
    if by == "probability":
        for p in got["paths"]:
            ends = [bounds(g.edges[s["from"]["id"], s["to"]["id"]]["grade"]) for s in p["steps"]]
            yield "interval of a path", (p["probability_lo"], p["probability_hi"]), (math.prod(lo for lo, _ in ends), math.prod(hi for _, hi in ends))


def bounds(grade):
    lo, _, hi = grade.partition("-")
    return (float(lo), float(hi or lo)) if grade else (0, 1)


def k_shortest(case, g, a, b, by):
    got = ask(case, a, b, by, "--shortest", "5")["paths"]
    want = []
    if nx.has_path(g, a, b):
        want = list(itertools.islice(nx.shortest_simple_paths(g, a, b, weight=measured(g, by)), 5))
    length = lambda p: sum(LENGTHS[by](g.edges[x, y]) for x, y in itertools.pairwise(p))
    yield f"5 shortest by {by}", [p["length"] for p in got], [length(p) for p in want]
    yield f"lengths of the 5 by {by}", [p["length"] for p in got], [length(passed(p)) for p in got]
    yield "nobody twice", [len(set(passed(p))) for p in got], [len(passed(p)) for p in got]


def avoiding(case, g, a, b, c, by):
    want, length = all_shortest(nx.restricted_view(g, [c], []), a, b, by)
    got = ask(case, a, b, by, "--avoid", c, "--top", "5000")
    yield f"shortest by {by} without {c}", sorted(map(passed, got["paths"])), sorted(want)
    yield f"lengths by {by} without {c}", [p["length"] for p in got["paths"]], [length] * len(want)


def through(case, g, a, b, c, by):
    (first, x), (second, y) = all_shortest(g, a, c, by), all_shortest(g, c, b, by)
    want = [p + q[1:] for p in first for q in second]
    got = ask(case, a, b, by, "--through-people", c, "--top", "5000")
    yield f"shortest by {by} through {c}", sorted(map(passed, got["paths"])), sorted(want)
    yield f"lengths by {by} through {c}", [p["length"] for p in got["paths"]], [x + y] * len(want)
