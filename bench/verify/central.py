"""Who is central, by networkx and, where it has no such measure, by definition."""
import itertools
import math
import random

import networkx as nx
import numpy

from network import undirected

EITHER = """degree strength betweenness closeness harmonic pagerank core effective-size efficiency constraint hierarchy cut
influence katz brokerage coordinator consultant gatekeeper representative liaison""".split()
DIRECTED = "in-degree out-degree in-strength out-strength authority hub".split()


def measures(g, weighted):
    """The measures that a network admits. A directed one without a cycle in its largest
    component has no eigenvector, and with several that lead it has several."""
    names = EITHER + DIRECTED * g.is_directed()
    return names + ["eigenvector"] * (not g.is_directed() or eigenvector(g, "weight" if weighted else None) is not None)


def checks(case, g, seed):
    """Each measure as (what, linchpin's, the other's)."""
    weighted = seed % 4 >= 2
    flags = ["--weighted"] * weighted
    yield from ranking(case, g, weighted, flags, seed)
    yield from ties(case, g, weighted, flags)
    if g.number_of_nodes() > 5:
        yield from near(case, g, weighted, flags, seed)
    yield from together(case, g, seed)


def ranking(case, g, weighted, flags, seed):
    names, radius, alpha = measures(g, weighted), 2 + seed % 2, attenuation(g, weighted)
    names = names[seed % len(names):] + names[:seed % len(names)]  # the first decides the ranks
    rows = case.ask("central", "--by", ",".join(names), "--top", "0", "--certainty=off", "--radius", str(radius), "--attenuation", repr(alpha), *flags)["rows"]
    for k, name in enumerate(names):
        want = expected(g, name, weighted, radius, alpha)
        if want is not None:
            yield name, {r["id"]: r["scores"][k] for r in rows}, want
    first = expected(g, names[0], weighted, radius, alpha)
    if first is not None:
        yield "ranks", {r["id"]: r["rank"] for r in rows}, ranks(first)


def ranks(scores):
    """The highest score is first; of scores that are equal but for rounding all share
    the first one's rank."""
    above = lambda x, y: x - y > max(1e-12, 1e-9 * max(abs(x), abs(y)))
    return {k: 1 + sum(above(x, scores[k]) for x in scores.values()) for k in scores}


def ties(case, g, weighted, flags):
    rows = case.ask("central", "--of", "ties", "--top", "0", *flags)["rows"]
    got = {tied(g, r["from"], r["to"]): r for r in rows}
    want = nx.edge_betweenness_centrality(g, normalized=False, weight="distance" if weighted else None)
    yield "ties", {k: r["betweenness"] for k, r in got.items()}, {tied(g, *k): x for k, x in want.items()}
    u = undirected(g)
    bridges = {tied(g, a, b) for a, b in g.edges if not (g.is_directed() and g.has_edge(b, a)) and (a, b) in set(both(nx.bridges(u)))}
    yield "bridges", {k for k, r in got.items() if r["bridge"]}, bridges


def near(case, g, weighted, flags, seed):
    """A walker who starts anew at some, and goes there from where no tie leads on."""
    people = random.Random(seed).sample(sorted(g), 1 + seed % 3)
    rows = case.ask("central", "--by", "pagerank", "--near", ",".join(people), "--top", "0", "--certainty=off", *flags)["rows"]
    want = nx.pagerank(g, personalization=dict.fromkeys(people, 1), weight="weight" if weighted else None, tol=1e-15, max_iter=10000)
    yield f"pagerank near {people}", {r["id"]: r["scores"][0] for r in rows}, want


def together(case, g, seed):
    people = set(random.Random(seed).sample(sorted(g), 1 + seed % 4))
    got = case.ask("central", "--together", ",".join(sorted(people)))
    for what, want in zip(("degree", "closeness", "betweenness"), of_set(g, people)):
        yield f"{what} of {sorted(people)}", got[what], want


def of_set(g, people):
    """Degree, closeness and betweenness of a set by Everett and Borgatti's definitions;
    networkx's group betweenness is wrong for three and more (issue 8827)."""
    others = [k for k in g if k not in people]
    nearest = []
    for k in others:
        lengths = nx.single_source_shortest_path_length(g, k)
        nearest += [min(lengths[i] for i in people if i in lengths)] if people & lengths.keys() else []
    degree, reached = nearest.count(1), len(nearest)
    closeness = reached / len(others) * reached / sum(nearest) if nearest else 0
    between = 0
    for s, t in itertools.permutations(others, 2):
        if nx.has_path(g, s, t):
            routes = list(nx.all_shortest_paths(g, s, t))
            between += sum(not people.isdisjoint(route) for route in routes) / len(routes)
    return degree, closeness, between if g.is_directed() else between / 2


def two_mode(case, g, people):
    rows = case.ask("central", "--by", "two-mode-degree,two-mode-betweenness", "--top", "0", "--certainty=off")["rows"]
    for k, want in enumerate((nx.bipartite.degree_centrality(g, people), nx.bipartite.betweenness_centrality(g, people))):
        yield ("two-mode degree", "two-mode betweenness")[k], {r["id"]: r["scores"][k] for r in rows}, want


def expected(g, measure, weighted, radius, alpha):
    w, distance = ("weight", "distance") if weighted else (None, None)
    u = undirected(g)
    match measure:
        case "degree": return dict(g.degree())
        case "strength": return dict(g.degree(weight="weight"))
        case "in-degree": return dict(g.in_degree())
        case "out-degree": return dict(g.out_degree())
        case "in-strength": return dict(g.in_degree(weight="weight"))
        case "out-strength": return dict(g.out_degree(weight="weight"))
        case "betweenness": return nx.betweenness_centrality(g, normalized=False, weight=distance)
        case "closeness": return nx.closeness_centrality(g, distance=distance)
        case "harmonic": return nx.harmonic_centrality(g, distance=distance)
        case "pagerank": return nx.pagerank(g, weight=w, tol=1e-15, max_iter=10000)
        case "core": return nx.core_number(g)
        case "effective-size": return effective_size(u, w)
        case "efficiency": return {k: x / max(1, len(u[k])) for k, x in effective_size(u, w).items()}
        case "constraint": return numbers(nx.constraint(g, weight=w))
        case "hierarchy": return hierarchy(g, w)
        case "cut": return {k: parted(u, k) for k in u}
        case "influence": return {k: influence(u, k, radius) for k in u}
        case "katz": return nx.katz_centrality_numpy(g, alpha, normalized=False, weight=w)
        case "eigenvector": return eigenvector(g, w)
        case "authority" | "hub": return dominant(g, measure, w)
    return brokerage(g, measure)


def attenuation(g, weighted):
    """Half of what Katz' measure admits."""
    largest = max(abs(numpy.linalg.eigvals(nx.to_numpy_array(g, weight="weight" if weighted else None))))
    return float(min(0.5, 0.5 / largest)) if largest > 1e-9 else 0.5


def eigenvector(g, w):
    """On the largest component, where only one vector leads."""
    part = g.subgraph(largest(g))
    nodes = list(part)
    values, vectors = numpy.linalg.eig(nx.to_numpy_array(part, nodes, weight=w).T)
    order = numpy.argsort(-values.real)
    first, others = values[order[0]], values[order[1:]]
    if first.real < 1e-6 or any(abs(others - first) < 1e-6 * first.real):
        return None
    x = abs(vectors[:, order[0]])
    return dict.fromkeys(g, 0.0) | dict(zip(nodes, x / numpy.linalg.norm(x)))


def dominant(g, measure, w):
    """The leading eigenvector, where it is the only one of its value."""
    nodes = list(g)
    a = nx.to_numpy_array(g, nodes, weight=w)
    values, vectors = numpy.linalg.eigh(a.T @ a if measure == "authority" else a @ a.T)
    if values[-1] - values[-2] < 1e-6 * max(1, values[-1]):
        return None
    x = numpy.abs(vectors[:, -1])
    return dict(zip(nodes, x / x.sum()))


def effective_size(u, w):
    """Node by node: all nodes at once networkx divides by the wrong entity's strongest
    tie (its pull request 8906). Both directions of a tie count together."""
    return numbers(nx.effective_size(u, nodes=list(u), weight=w or "ties"))


def hierarchy(g, w):
    """Burt 1992, p. 71: how unevenly constraint comes from the contacts."""
    weight = lambda a, b: g[a][b].get(w, 1) if g.has_edge(a, b) else 0
    mutual = {a: {b: weight(a, b) + weight(b, a) for b in nx.all_neighbors(g, a)} for a in g}
    share = lambda a, b: mutual[a].get(b, 0) / sum(mutual[a].values())
    score = {}
    for v, contacts in mutual.items():
        parts = [(share(v, j) + sum(share(v, q) * share(q, j) for q in contacts if q != j)) ** 2 for j in contacts]
        ratios = [c * len(parts) / sum(parts) for c in parts]
        score[v] = sum(r * math.log(r) for r in ratios) / (len(parts) * math.log(len(parts))) if len(parts) > 1 else 0
    return score


def parted(u, k):
    """How many pairs of others lose every route without one."""
    pairs = lambda s: sum(len(c) * (len(c) - 1) // 2 for c in nx.connected_components(s))
    return pairs(u) - (len(nx.node_connected_component(u, k)) - 1) - pairs(nx.restricted_view(u, [k], []))


def influence(u, k, radius):
    """Morone and Makse 2015: the ends that leave the shell around one."""
    far = nx.single_source_shortest_path_length(u, k, cutoff=radius)
    return (u.degree(k) - 1) * sum(u.degree(j) - 1 for j, d in far.items() if d == radius)


def brokerage(g, wanted):
    """Gould and Fernandez 1989: chains a, b, c without a tie from a to c, by the groups of the three."""
    group, score = dict(g.nodes(data="group")), dict.fromkeys(g, 0)
    for a, b in both(g.edges) if not g.is_directed() else g.edges:
        for c in g[b]:
            if c != a and not g.has_edge(a, c) and group[a] and group[b] and group[c]:
                score[b] += wanted in ("brokerage", role(group[a], group[b], group[c]))
    return score


def role(first, broker, last):
    if first == broker == last:
        return "coordinator"
    if first == last:
        return "consultant"
    if broker == last:
        return "gatekeeper"
    return "representative" if first == broker else "liaison"


def largest(g):
    """The largest component, of several the one with the smallest name."""
    return min(nx.connected_components(undirected(g)), key=lambda c: (-len(c), min(c)))


def numbers(scores):
    """Networkx has no number for who has no contacts; we have 0."""
    return {k: 0 if math.isnan(x) else x for k, x in scores.items()}


def both(pairs):
    return [p for a, b in pairs for p in ((a, b), (b, a))]


def tied(g, a, b):
    return (a, b) if g.is_directed() or a < b else (b, a)
