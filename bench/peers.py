"""Measure one measure of a peer on an edge list: peers.py PEER MEASURE FILE THREADS.

Prints seconds and bytes as JSON, as bench/kernel does. Peers: igraph, networkit,
networkx, whichever can be imported.
"""
import json
import random
import resource
import sys
import time
import warnings

ENOUGH, MOST = 0.5, 1000  # seconds for which a measure is repeated, and how often at most; the fastest counts


def read(file):
    pairs, weights = [], []
    for line in open(file):
        cells = line.split()
        pairs.append((int(cells[0]), int(cells[1])))
        weights.append(1 / float(cells[2]) if len(cells) > 2 else 1.0)
    return pairs, weights


def igraph_of(file, weighted):
    import igraph
    if weighted:
        pairs, weights = read(file)
        return igraph.Graph(edges=pairs), weights
    return igraph.Graph.Read_Edgelist(file, directed=False), None


def by_igraph(file, measure, threads):
    import igraph
    random.seed(1)
    igraph.set_random_number_generator(random)
    began = time.time()
    g, w = igraph_of(file, measure.startswith("weighted-"))
    load = time.time() - began
    n = g.vcount()
    return load, {
        "reading": lambda: g.ecount(),
        "betweenness": lambda: sum(g.betweenness(weights=w)),
        "edge-betweenness": lambda: sum(g.edge_betweenness(weights=w)),
        "closeness": lambda: sum(x for x in g.closeness(weights=w, normalized=True) if x == x),
        "harmonic": lambda: sum(g.harmonic_centrality(weights=w)) * (n - 1),
        "pagerank": lambda: sum(g.pagerank(damping=0.85)),
        "eigenvector": lambda: sum(g.eigenvector_centrality()),
        "core": lambda: sum(g.coreness()),
        "constraint": lambda: sum(x for x in g.constraint() if x == x),
        "components": lambda: len(g.connected_components()),
        "leiden": lambda: g.community_leiden("modularity", n_iterations=5).modularity,
    }[measure.removeprefix("weighted-")]


def by_networkit(file, measure, threads):
    import networkit as nk
    nk.setNumberOfThreads(threads)
    nk.setSeed(1, False)
    weighted = measure.startswith("weighted-")
    began = time.time()
    if weighted:
        pairs, weights = read(file)
        g = nk.Graph(1 + max(max(p) for p in pairs), weighted=True)
        for (a, b), w in zip(pairs, weights):
            g.addEdge(a, b, w)
    else:
        g = nk.readGraph(file, nk.Format.EdgeListSpaceZero)
    load = time.time() - began
    g.indexEdges()
    c = nk.centrality

    def communities(algorithm):
        return nk.community.Modularity().getQuality(algorithm.run().getPartition(), g)

    return load, {
        "reading": lambda: g.numberOfEdges(),
        "betweenness": lambda: sum(c.Betweenness(g).run().scores()) / 2,
        "edge-betweenness": lambda: sum(c.Betweenness(g, computeEdgeCentrality=True).run().edgeScores()) / 2,
        "closeness": lambda: sum(c.Closeness(g, True, c.ClosenessVariant.GENERALIZED).run().scores()),
        "harmonic": lambda: sum(c.HarmonicCloseness(g, False).run().scores()),
        "pagerank": lambda: sum(c.PageRank(g, 0.85, 1e-12).run().scores()),
        "eigenvector": lambda: sum(c.EigenvectorCentrality(g, 1e-12).run().scores()),
        "core": lambda: sum(c.CoreDecomposition(g).run().scores()),
        "components": lambda: nk.components.ConnectedComponents(g).run().numberOfComponents(),
        "leiden": lambda: communities(nk.community.ParallelLeiden(g, iterations=5)),
    }[measure.removeprefix("weighted-")]


def by_networkx(file, measure, threads):
    import networkx as nx
    began = time.time()
    pairs, lengths = read(file)
    g = nx.Graph()
    g.add_weighted_edges_from((a, b, w) for (a, b), w in zip(pairs, lengths))
    load = time.time() - began
    weight = "weight" if measure.startswith("weighted-") else None
    return load, {
        "reading": lambda: g.number_of_edges(),
        "betweenness": lambda: sum(nx.betweenness_centrality(g, normalized=False, weight=weight).values()),
        "edge-betweenness": lambda: sum(nx.edge_betweenness_centrality(g, normalized=False).values()),
        "closeness": lambda: sum(nx.closeness_centrality(g).values()),
        "harmonic": lambda: sum(nx.harmonic_centrality(g).values()),
        "pagerank": lambda: sum(nx.pagerank(g, tol=1e-12, weight=None).values()),
        "eigenvector": lambda: sum(nx.eigenvector_centrality_numpy(g).values()),
        "core": lambda: sum(nx.core_number(g).values()),
        "constraint": lambda: sum(x for x in nx.constraint(g).values() if x == x),
        "components": lambda: sum(1 for _ in nx.connected_components(g)),
        "leiden": lambda: nx.community.modularity(g, nx.community.louvain_communities(g, weight=None, seed=1), weight=None),
    }[measure.removeprefix("weighted-")]


def main():
    peer, measure, file, threads = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])
    warnings.simplefilter("ignore")
    try:
        load, work = {"igraph": by_igraph, "networkit": by_networkit, "networkx": by_networkx}[peer](file, measure, threads)
    except KeyError:
        sys.exit(f"{peer} has no {measure}")
    best, spent, total, runs = None, None, 0.0, 0
    while total < ENOUGH and runs < MOST:
        cpu, wall = time.process_time(), time.time()
        result = work()
        seconds, cpu = time.time() - wall, time.process_time() - cpu
        if best is None or seconds < best:
            best, spent = seconds, cpu
        total += seconds
        runs += 1
    print(json.dumps({
        "load": load, "wall": best, "cpu": spent, "sum": result,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
    }))


main()
