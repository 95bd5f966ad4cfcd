"""What parts gangs from officials, by networkx's minimum cut."""
import os
import random
import tempfile

import networkx as nx

from network import Case

INFINITE = 10**12


def random_town(seed):
    """A gang, officials, people and accounts between them, some officials tied to the gang by a
    record, and prices. An arc is a way from the gang's side to the officials': a payment one way, anything else both."""
    r = random.Random(seed)
    people = [f"p{i:02d}" for i in range(r.choice([6, 15, 40]))]
    accounts = [f"a{i:02d}" for i in range(len(people) // 2)]
    ties = [(r.choice(people), a, "holds") for a in accounts]
    for _ in range(int(len(people) * r.choice([1, 2, 4]))):
        a, b = r.sample(people, 2)
        ties.append((a, b, "associates-with"))
    for k in range(int(len(accounts) * r.choice([1, 3]))):
        a, b = r.sample(accounts, 2) if len(accounts) > 1 else (accounts[0], accounts[0])
        if a != b:
            ties.append((a, b, "pays"))
    members, officials = people[: len(people) // 4 + 1], people[-(len(people) // 5 + 1):]
    ties += [(m, "red", "member-of") for m in members] + [(o, "ward", "holds-office") for o in officials]
    ties += [(o, "red", "protects") for o in officials if r.random() < 0.3]
    price = {k: r.choice([0.5, 1, 1.25, 3]) for k in people + accounts}
    return people, accounts, ties, officials, price


def arcs(ties):
    for a, b, kind in ties:
        if kind != "holds-office":
            yield a, b
            if kind != "pays":
                yield b, a


def joined(ties, officials):
    """Whom the gang reaches by officials alone: no cut parts these."""
    g = nx.DiGraph((a, b) for a, b in arcs(ties) if {a, b} <= {"red", *officials})
    g.add_node("red")
    return set(officials) & nx.descendants(g, "red")


def least(people, accounts, ties, officials, price):
    """The least price of a cut between the gang and those joined to it, and all other officials: whoever is
    cut is an arc from a way in to a way out."""
    g, inside = nx.DiGraph(), joined(ties, officials)
    g.add_nodes_from(["gangs", "officials"])
    for k in people + accounts + ["red"]:
        free = k == "red" or k in officials
        g.add_edge((k, "in"), (k, "out"), capacity=INFINITE if free else round(price[k] * 1000))
    for a, b in arcs(ties):
        g.add_edge((a, "out"), (b, "in"), capacity=INFINITE)
    for k in {"red"} | inside:
        g.add_edge("gangs", (k, "in"), capacity=INFINITE)
    for k in set(officials) - inside:
        g.add_edge((k, "out"), "officials", capacity=INFINITE)
    return nx.maximum_flow_value(g, "gangs", "officials") / 1000


def parted(ties, officials, cut):
    """Whether a search from the gang through anybody but the cut meets no other official than those joined."""
    g = nx.DiGraph((a, b) for a, b in arcs(ties) if a not in cut and b not in cut)
    g.add_node("red")
    return set(officials) & nx.descendants(g, "red") <= joined(ties, officials)


def directly(ties, officials):
    """The records from the gang or one joined to it to one who is."""
    ends = {"red"} | joined(ties, officials)
    return sorted({(a, b) for a, b, kind in ties if kind not in ("holds-office", "pays") and {a, b} <= ends})


def checks(linchpin, seed):
    people, accounts, ties, officials, price = random_town(seed)
    with tempfile.TemporaryDirectory() as folder:
        case = Case(linchpin, folder, "town")
        entities = [("id", "kind"), ("red", "gang"), ("ward", "public-body"), ("trial", "proceeding")]
        entities += [(k, "person") for k in people] + [(k, "account") for k in accounts]
        rows = [("from", "to", "kind", "role")] + [(*t, "") for t in ties] + [(k, "trial", "involved-in", "suspect") for k in people]
        case.load(entities=entities, ties=rows)
        costs = os.path.join(folder, "costs.csv")
        with open(costs, "w") as f:
            print("name,cost", *(f"{k},{v:g}" for k, v in price.items()), sep="\n", file=f)
        for asked in officials, officials[:1]:
            got = case.ask("cut", "--officials", ",".join(asked), "--cost", costs, "--purpose", "verify", "--reason", "verify")
            cut = {m["who"]["id"] for m in got["cut"]}
            want = least(people, accounts, ties, asked, price)
            yield "price of the cheapest cut", got["price"], want
            yield "sum of the prices of a cut", sum(price[k] for k in cut), want
            yield "a cut parts", parted(ties, asked, cut), True
            yield "ties that no cut parts", sorted({tuple(sorted((d["from"]["id"], d["to"]["id"]))) for d in got["direct"]}), sorted({tuple(sorted(t)) for t in directly(ties, asked)})
            if asked == officials:
                whole = cut
        yield "a cut of all parts one", parted(ties, officials[:1], whole) or officials[0] in joined(ties, officials), True
