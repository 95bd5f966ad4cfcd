"""Who belongs together, by networkx and, for agreement, by definition."""
import math
from collections import Counter
from itertools import combinations

import networkx as nx

from network import undirected


def checks(case, g, seed):
    u = undirected(g)
    yield "components", found(case, "components"), sets(nx.connected_components(u))
    if g.is_directed():
        yield "strong components", found(case, "strong"), sets(nx.strongly_connected_components(g))
    yield "blocks", found(case, "blocks"), sets(nx.biconnected_components(u))
    size = 2 + seed % 3
    yield f"cliques of {size}", found(case, "cliques", "--clique", str(size)), sets(c for c in nx.find_cliques(u) if len(c) >= size)
    yield f"percolation of {size}", found(case, "percolation", "--clique", str(size)), sets(nx.community.k_clique_communities(u, size))
    yield from cores(case, g)
    yield from communities(case, g, u, seed)


def ask(case, by, *args):
    return case.ask("groups", "--by", by, "--top", "0", *args)


def members(group):
    return frozenset(m["id"] for m in group["members"])


def found(case, by, *args):
    return Counter(members(x) for x in ask(case, by, *args)["groups"])


def sets(groups):
    return Counter(map(frozenset, groups))


def cores(case, g):
    """A core that is the same as a denser one is not shown a second time."""
    got = {x["name"]: members(x) for x in ask(case, "core")["groups"]}
    want, most = {}, max(nx.core_number(g).values())
    for k in range(most, 0, -1):
        core = frozenset(nx.k_core(g, k))
        if core not in want.values():
            want[f"{k}-core"] = core
    yield "cores", got, want


def communities(case, g, u, seed):
    """Any division is as good as another here; its figures must be right, and each
    community of Leiden in one piece."""
    weighted = seed % 4 >= 2
    flags, weight = ["--weighted"] * weighted, "weight" if weighted else "ties"
    resolution = (0, 0.5, 2)[seed % 3]
    for by, more in (("leiden", ["--seed", str(seed)]), ("louvain", []), ("leiden", ["--quality", "cpm"])):
        if by == "louvain" and not g.number_of_edges():
            continue
        got = ask(case, by, *flags, *more, *(["--resolution", str(resolution)] if resolution else []))
        parts = [members(x) for x in got["groups"]]
        yield f"people of {by}", Counter(k for p in parts for k in p), Counter(dict.fromkeys(g, 1))
        yield f"{got['quality']['name']} of {by}", got["quality"]["value"], quality(u, parts, weight, got["quality"])
        yield f"agreement of {by}", (got["agreement"]["nmi"], got["agreement"]["adjusted_rand"]), agreement(g, parts)
        yield from cohesion(g, u, got["groups"])
        if by == "leiden":
            yield "pieces of leiden's", [x["pieces"] for x in got["groups"]], [1] * len(parts)
    yield "transitivity", got["transitivity"], nx.transitivity(u)
    yield from assortativity(u, got)


def quality(u, parts, weight, asked):
    if asked["name"] == "modularity":
        return nx.community.modularity(u, parts, weight=weight, resolution=asked["resolution"]) if u.number_of_edges() else 0
    return sum(u.subgraph(p).size(weight=weight) - asked["resolution"] * math.comb(len(p), 2) for p in parts)


def cohesion(g, u, groups):
    for x in groups:
        inside = members(x)
        sub, directed = u.subgraph(inside), g.subgraph(inside)
        degrees, n = [d for _, d in sub.degree()], len(inside)
        cut = nx.cut_size(u, inside)
        fewer = min(nx.volume(u, inside), nx.volume(u, set(u) - inside))
        want = dict(size=n, ties=directed.number_of_edges(), density=nx.density(directed), clustering=nx.transitivity(sub), pieces=nx.number_connected_components(sub),
                    outside_ties=cut, conductance=cut / fewer if fewer else 0,
                    centralisation=sum(max(degrees) - d for d in degrees) / ((n - 1) * (n - 2)) if n > 2 else 0)
        yield "cohesion", {k: x[k] for k in want}, want


def assortativity(u, got):
    if len({d for a, b in u.edges for d in (u.degree(a), u.degree(b))}) > 1:
        yield "assortativity", got["degree_assortativity"], nx.degree_assortativity_coefficient(u)


def agreement(g, parts):
    """Normalised mutual information over the mean entropy, and Hubert and Arabie's
    adjusted Rand index pair by pair, of those who are in a gang or public body."""
    group = dict(g.nodes(data="group"))
    known = [k for k in g if group[k]]
    part = {k: i for i, p in enumerate(parts) for k in p}
    a, b, n = [group[k] for k in known], [part[k] for k in known], len(known)
    entropy = lambda labels: -sum(c / n * math.log(c / n) for c in Counter(labels).values())
    mean = (entropy(a) + entropy(b)) / 2
    mutual = entropy(a) + entropy(b) - entropy(list(zip(a, b)))
    return max(0, mutual / mean) if mean > 1e-12 else 1, adjusted_rand(a, b)


def adjusted_rand(a, b):
    pairs = list(combinations(range(len(a)), 2))
    in_a, in_b = sum(a[i] == a[j] for i, j in pairs), sum(b[i] == b[j] for i, j in pairs)
    in_both = sum(a[i] == a[j] and b[i] == b[j] for i, j in pairs)
    chance = in_a * in_b / len(pairs) if pairs else 0
    most = (in_a + in_b) / 2
    return (in_both - chance) / (most - chance) if most != chance else 1
