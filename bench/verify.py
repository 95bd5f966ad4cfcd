"""Compare every measure with networkx on random networks: verify.py LINCHPIN [COUNT].

Networks are directed or not, sparse or dense, in one piece or several, with strengths
that are powers of two. Scores must agree to 1e-9 of the larger.
"""
import json
import math
import os
import random
import subprocess
import sys
import tempfile

import networkx as nx

UNDIRECTED = "degree strength betweenness closeness harmonic eigenvector pagerank core effective-size efficiency constraint cut influence katz".split()
DIRECTED = "degree strength betweenness closeness harmonic pagerank in-degree out-degree in-strength out-strength core constraint authority hub katz".split()
WEIGHTED = {"betweenness", "closeness", "harmonic", "pagerank", "eigenvector", "constraint", "authority", "hub"}
TOLERANCE = 1e-9


def graph(seed):
    r = random.Random(seed)
    directed = seed % 2 == 1
    g = nx.DiGraph() if directed else nx.Graph()
    n = r.choice([5, 12, 30, 60])
    g.add_nodes_from(f"n{i:02d}" for i in range(n))
    p = r.choice([0.5, 1, 2, 5]) / n
    for a in list(g):
        for b in list(g):
            if a != b and (directed or a < b) and r.random() < p:
                g.add_edge(a, b, weight=2.0 ** r.randrange(4))
    return g


def expected(g, measure, weighted):
    w = "weight" if weighted else None
    h = g.copy()
    for _, _, d in h.edges(data=True):
        d["distance"] = 1 / d["weight"]
    distance = "distance" if weighted else None
    n = len(g)
    match measure:
        case "degree": return dict(g.degree())
        case "strength": return dict(g.degree(weight="weight"))
        case "in-degree": return dict(g.in_degree())
        case "out-degree": return dict(g.out_degree())
        case "in-strength": return dict(g.in_degree(weight="weight"))
        case "out-strength": return dict(g.out_degree(weight="weight"))
        case "betweenness": return nx.betweenness_centrality(h, normalized=False, weight=distance)
        case "closeness": return nx.closeness_centrality(h, distance=distance)
        case "harmonic": return nx.harmonic_centrality(h, distance=distance)
        case "pagerank": return nx.pagerank(g, weight=w, tol=1e-15, max_iter=10000)
        case "core": return nx.core_number(g)
        case "effective-size": return {k: 0 if math.isnan(x) else x for k, x in nx.effective_size(g, weight=w).items()}
        case "efficiency":
            return {k: 0 if math.isnan(x) else x / len(set(nx.all_neighbors(g, k))) for k, x in nx.effective_size(g, weight=w).items()}
        case "constraint": return {k: 0 if math.isnan(x) else x for k, x in nx.constraint(g, weight=w).items()}
        case "cut":
            pairs = lambda s: sum(len(c) * (len(c) - 1) // 2 for c in nx.connected_components(s))
            return {k: pairs(g) - (len(nx.node_connected_component(g, k)) - 1) - pairs(nx.restricted_view(g, [k], [])) for k in g}
        case "influence":
            score = {}
            for k in g:
                far = nx.single_source_shortest_path_length(g, k, cutoff=2)
                score[k] = (g.degree(k) - 1) * sum(g.degree(j) - 1 for j, d in far.items() if d == 2)
            return score
        case "katz": return None
        case "eigenvector":
            parts = sorted(nx.connected_components(g), key=lambda c: (-len(c), min(c)))
            score = dict.fromkeys(g, 0.0)
            if len(parts[0]) > 2:
                score.update(nx.eigenvector_centrality_numpy(g.subgraph(parts[0]), weight=w))
                return {k: abs(x) for k, x in score.items()}
            return None
        case "authority" | "hub":
            return None if g.number_of_edges() == 0 else dominant(g, measure, w)


def dominant(g, measure, w):
    """The leading eigenvector, where it is the only one of its value."""
    import numpy
    nodes = list(g)
    a = nx.to_numpy_array(g, nodes, weight=w)
    m = a.T @ a if measure == "authority" else a @ a.T
    values, vectors = numpy.linalg.eigh(m)
    if len(values) > 1 and values[-1] - values[-2] < 1e-6 * values[-1]:
        return None
    x = numpy.abs(vectors[:, -1])
    return dict(zip(nodes, x / x.sum()))


def ours(linchpin, folder, g, measures, weighted):
    case, table = os.path.join(folder, "v.case"), os.path.join(folder, "v.csv")
    people = os.path.join(folder, "p.csv")
    for f in (case, case + "-wal", case + "-shm", case + ".lock"):
        if os.path.exists(f):
            os.remove(f)
    with open(people, "w") as f:
        print("id,kind", *(f"{k},person" for k in g), sep="\n", file=f)
    with open(table, "w") as f:
        print("from,to,kind,strength", *(f"{a},{b},{'calls' if g.is_directed() else 'associates-with'},{d['weight']:g}" for a, b, d in g.edges(data=True)), sep="\n", file=f)
    run = lambda *a: subprocess.run([linchpin, *a], check=True, capture_output=True, text=True).stdout
    run("new", case)
    run("load", case, people, table)
    args = ["central", case, "--by", ",".join(measures), "--top", "0", "--format", "json"]
    args += ["--directed"] * g.is_directed() + ["--weighted"] * weighted
    rows = json.loads(run(*args))["rows"]
    return [{r["id"]: r["scores"][k] for r in rows} for k in range(len(measures))]


def main():
    linchpin, count = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 200
    compared, bad = 0, 0
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(count):
            g = graph(seed)
            weighted = seed % 4 >= 2
            measures = [m for m in (DIRECTED if g.is_directed() else UNDIRECTED) if not weighted or m in WEIGHTED]
            if g.number_of_edges() == 0:
                continue
            for measure, got in zip(measures, ours(linchpin, folder, g, measures, weighted)):
                want = expected(g, measure, weighted)
                if want is None:
                    continue
                compared += 1
                worst = max(g, key=lambda k: abs(got[k] - want[k]))
                if abs(got[worst] - want[worst]) > TOLERANCE * max(1, abs(want[worst])):
                    bad += 1
                    print(f"seed {seed}{' weighted' * weighted}: {measure} of {worst} is {got[worst]!r}, networkx {want[worst]!r}")
    print(f"{compared} comparisons on {count} networks, {bad} differ")
    sys.exit(bad > 0)


main()
