"""Random networks, and the cases that linchpin reads them from."""
import json
import os
import random
import subprocess

import networkx as nx

# A grade as it is written, and the middle of its interval; no grade at all counts .5.
GRADES = {"": 0.5, "0.9": 0.9, "0.25": 0.25, "0.2-0.6": 0.4}


def random_network(seed):
    """Directed or not, sparse or dense, in one piece or several. Strengths are powers of
    two, whose distances add up exactly in any order."""
    r = random.Random(seed)
    directed = seed % 2 == 1
    g = nx.DiGraph() if directed else nx.Graph()
    n = r.choice([5, 12, 30, 60])
    g.add_nodes_from(f"n{i:02d}" for i in range(n))
    p = r.choice([0.5, 1, 2, 5]) / n
    for a in list(g):
        for b in list(g):
            if a != b and (directed or a < b) and r.random() < p:
                g.add_edge(a, b, weight=2.0 ** r.randrange(4), grade=r.choice(list(GRADES)))
    for _, _, d in g.edges(data=True):
        d["distance"], d["likelihood"] = 1 / d["weight"], GRADES[d["grade"]]
    belong(g, r)
    return g


def belong(g, r):
    """Put most people into gangs and public bodies; the first is in one whatever happens."""
    for i, k in enumerate(g):
        group = r.choice(["red", "blue", "ward", None]) if i else "red"
        g.nodes[k]["group"] = group


def random_two_mode(seed):
    """People and events, some of which nobody was at."""
    r = random.Random(seed)
    people, events = [f"p{i:02d}" for i in range(r.choice([3, 8, 20]))], [f"e{i:02d}" for i in range(r.choice([3, 6, 12]))]
    g = nx.Graph()
    g.add_nodes_from(people, kind="person")
    g.add_nodes_from(events, kind="event")
    p = r.choice([1, 2, 4]) / len(events)
    g.add_edges_from((a, b) for a in people for b in events if r.random() < p)
    return g, people


def undirected(g):
    """The network without directions: what two have both ways adds up."""
    u = nx.Graph()
    u.add_nodes_from(g.nodes(data=True))
    for a, b, d in g.edges(data=True):
        had = u.get_edge_data(a, b, {"weight": 0, "ties": 0})
        u.add_edge(a, b, weight=had["weight"] + d["weight"], ties=had["ties"] + 1)
    return u


class Case:
    """A case file, filled with one network."""

    def __init__(self, linchpin, folder, name):
        self.linchpin, self.folder, self.path = linchpin, folder, os.path.join(folder, name + ".case")
        self.flags = []
        self.run("new", self.path)

    def run(self, *args, check=True):
        done = subprocess.run([self.linchpin, *args], capture_output=True, text=True)
        if check and done.returncode != 0:
            raise RuntimeError(f"{' '.join(args)}: {done.stderr}")
        return done

    def ask(self, command, *args):
        """The JSON that a command answers with; None where it says that there is none."""
        done = self.run(command, self.path, *args, *self.flags, "--format", "json", check=False)
        if done.returncode == 1 and "no path leads" in done.stderr:
            return None
        if done.returncode != 0:
            raise RuntimeError(f"{command} {' '.join(args)}: {done.stderr}")
        return json.loads(done.stdout)

    def load(self, **tables):
        files = []
        for name, rows in tables.items():
            files.append(os.path.join(self.folder, name + ".csv"))
            with open(files[-1], "w") as f:
                print(*(",".join(row) for row in rows), sep="\n", file=f)
        self.run("load", self.path, *files)


def case_of(linchpin, folder, g):
    c = Case(linchpin, folder, "one")
    c.flags = ["--directed"] * g.is_directed()
    kind = "calls" if g.is_directed() else "associates-with"
    entities = [("id", "kind"), ("red", "gang"), ("blue", "gang"), ("ward", "public-body")] + [(k, "person") for k in g]
    ties = [("from", "to", "kind", "strength", "grade")]
    ties += [(a, b, kind, f"{d['weight']:g}", d["grade"]) for a, b, d in g.edges(data=True)]
    for k, group in g.nodes(data="group"):
        if group:
            ties.append((k, group, "holds-office" if group == "ward" else "member-of", "", ""))
    c.load(entities=entities, ties=ties)
    return c


def two_mode_case_of(linchpin, folder, g):
    c = Case(linchpin, folder, "two")
    c.flags = ["--lens", "whole"]
    ties = [("from", "to", "kind")] + [(min(a, b, key=lambda k: k[0] != "p"), max(a, b, key=lambda k: k[0] != "p"), "involved-in") for a, b in g.edges]
    c.load(entities=[("id", "kind")] + list(g.nodes(data="kind")), ties=ties)
    return c
