"""Measure one measure of a peer on an edge list: peers.py PEER MEASURE FILE THREADS.

Prints seconds and bytes as JSON, as bench/kernel does. Peers: igraph, networkit,
networkx, whichever can be imported.
"""
import json
import resource
import sys
import time


def read(file):
    pairs, weights = [], []
    for line in open(file):
        cells = line.split()
        pairs.append((int(cells[0]), int(cells[1])))
        weights.append(1 / float(cells[2]) if len(cells) > 2 else 1.0)
    return pairs, weights


def by_igraph(file, measure, threads):
    import igraph
    weighted = measure.startswith("weighted-")
    measure = measure.removeprefix("weighted-")
    began = time.time()
    if weighted:
        pairs, weights = read(file)
        g = igraph.Graph(edges=pairs)
        w = weights
    else:
        g = igraph.Graph.Read_Edgelist(file, directed=False)
        w = None
    load = time.time() - began
    n = g.vcount()
    work = {
        "betweenness": lambda: sum(g.betweenness(weights=w)),
        "closeness": lambda: sum(x for x in g.closeness(weights=w, normalized=True) if x == x),
        "harmonic": lambda: sum(g.harmonic_centrality(weights=w)) * (n - 1),
        "pagerank": lambda: sum(g.pagerank(damping=0.85)),
        "eigenvector": lambda: sum(g.eigenvector_centrality()),
        "core": lambda: sum(g.coreness()),
        "constraint": lambda: sum(x for x in g.constraint() if x == x),
        "edge-betweenness": lambda: sum(g.edge_betweenness(weights=w)),
    }
    return load, work[measure]


def by_networkit(file, measure, threads):
    import networkit as nk
    nk.setNumberOfThreads(threads)
    weighted = measure.startswith("weighted-")
    measure = measure.removeprefix("weighted-")
    began = time.time()
    pairs, weights = read(file)
    g = nk.Graph(1 + max(max(p) for p in pairs), weighted=weighted)
    for (a, b), w in zip(pairs, weights):
        g.addEdge(a, b, w) if weighted else g.addEdge(a, b)
    g.indexEdges()
    load = time.time() - began
    c = nk.centrality
    work = {
        "betweenness": lambda: sum(c.Betweenness(g).run().scores()) / 2,
        "closeness": lambda: sum(c.Closeness(g, True, c.ClosenessVariant.GENERALIZED).run().scores()),
        "harmonic": lambda: sum(c.HarmonicCloseness(g, False).run().scores()),
        "pagerank": lambda: sum(c.PageRank(g, 0.85, 1e-12).run().scores()),
        "eigenvector": lambda: sum(c.EigenvectorCentrality(g, 1e-12).run().scores()),
        "core": lambda: sum(c.CoreDecomposition(g).run().scores()),
        "edge-betweenness": lambda: sum(c.Betweenness(g, computeEdgeCentrality=True).run().edgeScores()) / 2,
    }
    return load, work[measure]


def by_networkx(file, measure, threads):
    import networkx as nx
    began = time.time()
    pairs, _ = read(file)
    g = nx.Graph(pairs)
    load = time.time() - began
    work = {
        "betweenness": lambda: sum(nx.betweenness_centrality(g, normalized=False).values()),
        "closeness": lambda: sum(nx.closeness_centrality(g).values()),
        "harmonic": lambda: sum(nx.harmonic_centrality(g).values()),
        "pagerank": lambda: sum(nx.pagerank(g, tol=1e-12).values()),
        "core": lambda: sum(nx.core_number(g).values()),
        "constraint": lambda: sum(x for x in nx.constraint(g).values() if x == x),
    }
    return load, work[measure]


def main():
    peer, measure, file, threads = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])
    try:
        load, work = {"igraph": by_igraph, "networkit": by_networkit, "networkx": by_networkx}[peer](file, measure, threads)
    except KeyError:
        sys.exit(f"{peer} has no {measure}")
    cpu, wall = time.process_time(), time.time()
    total = work()
    print(json.dumps({
        "load": load, "wall": time.time() - wall, "cpu": time.process_time() - cpu, "sum": total,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
    }))


main()
