#!/usr/bin/env python3
"""Score a solution of one of the benchmark instances in data/instances, by a plain second reading of its rules.

    score.py INSTANCE.json SOLUTION.json     prints one line of JSON: {"ok": true, "score": ...} or {"ok": false, "why": ...}

Lower is better for flights (sum of weight x arrival, in units of 15 min) and crews (lost prizes + minutes driven); for
loading the score is the number of holds used.

flights   Each load c gets a start t (loading begins) and an aircraft type f, and where bases are given, an aircraft of a base
          at its origin. It occupies a parking place at its origin for loading_units from t, arrives at a = t + loading_units +
          leg, occupies a place at its destination for unloading_units from a, and flies back. t >= release; f in types;
          rotation = loading + 2 x leg + unloading <= duty_units; a mod 96 lies in no closed interval of the destination.
          Aircraft of a base and type are busy for the rotation plus rest_units; where crews_by_type is given, aircraft are busy
          for the rotation only and crews of that type for the rotation plus rest_units, and bases do not matter.
          Solution: {"loads": [{"id": c, "start": t, "type": f}, ...]}
loading   Rectangles on hold floors, axis-parallel, no overlap, inside; mass of a hold <= payload; the mass-weighted centre of
          a hold's items lies in balance_window (from the front). All items are loaded.
          Solution: {"items": [{"item": i, "hold": k, "x": ..., "y": ..., "turned": false}, ...]}
crews     A crew-day starts and ends at its base within its times, serves sites in order, waits for a window to open; the service
          must begin inside the window. minutes(a, b) = floor(1.3 x straight km / 45 x 60 + 0.5); points are bases, then sites.
          Solution: {"routes": [{"crew_day": v, "sites": [j, ...]}, ...]}
"""

import json
import math
import sys
from collections import Counter
from pathlib import Path


def index(value, size, what):
    """An identifier must be a whole number of the instance; anything else would alias."""
    if type(value) is not int or not 0 <= value < size:
        raise ValueError(f"{what}: {value!r} is not an index below {size}")
    return value


def number(value, what):
    if type(value) not in (int, float) or not math.isfinite(value):
        raise ValueError(f"{what}: {value!r} is not a finite number")
    return value


def flights(inst, sol):
    legs = {(g["origin"], g["destination"], g["type"]): g["units"] for g in inst["leg_units"]}
    loads = {c["id"]: c for c in inst["loads"]}
    crews = inst["crews_by_type"] and {int(k): v for k, v in inst["crews_by_type"].items()}
    place, busy, crew, seen, score = Counter(), Counter(), Counter(), set(), 0
    ld, ul, rest = inst["loading_units"], inst["unloading_units"], inst["rest_units"]
    for s in sol["loads"]:
        c = loads[index(s["id"], len(loads), "load")]
        t, f = index(s["start"], 10**6, "start"), index(s["type"], 10**3, "type")
        if s["id"] in seen:
            return f"load {s['id']} twice"
        seen.add(s["id"])
        leg = legs.get((c["origin"], c["destination"], f))
        if leg is None or f not in c["types"] or t < c["release"]:
            return f"load {s['id']}: type or release"
        rotation, a = ld + 2 * leg + ul, t + ld + leg
        if rotation > inst["duty_units"]:
            return f"load {s['id']}: duty"
        if any(x <= a % 96 < y for x, y in inst["destination_closed_daily"][c["destination"]]):
            return f"load {s['id']}: arrives while closed"
        place.update(("o", c["origin"], k) for k in range(t, t + ld))
        place.update(("d", c["destination"], k) for k in range(a, a + ul))
        key = f if crews else (c["origin"], f)
        busy.update((key, k) for k in range(t, t + rotation + (0 if crews else rest)))
        if crews:
            crew.update((f, k) for k in range(t, t + rotation + rest))
        score += c["weight"] * a
    if len(seen) != len(loads):
        return f"{len(loads) - len(seen)} loads missing"
    fleet = Counter(a["type"] if crews else (a["base"], a["type"]) for a in inst["fleet"])
    for (side, i, k), n in place.items():
        if n > inst["origins_parking" if side == "o" else "destinations_parking"][i]:
            return f"parking {side}{i} at {k}"
    for (key, k), n in busy.items():
        if n > fleet[key]:
            return f"aircraft {key} at {k}"
    for (f, k), n in crew.items():
        if n > crews.get(f, 0):
            return f"crews {f} at {k}"
    return score


def loading(inst, sol):
    holds, seen = {}, set()
    for s in sol["items"]:
        it = inst["items"][index(s["item"], len(inst["items"]), "item")]
        index(s["hold"], 10**6, "hold")
        if s["item"] in seen or (s["turned"] and not it["may_turn"]):
            return f"item {s['item']}: twice or turned"
        seen.add(s["item"])
        a, b = (it["width"], it["length"]) if s["turned"] else (it["length"], it["width"])
        x, y = number(s["x"], "x"), number(s["y"], "y")
        if x < 0 or y < 0 or x + a > inst["hold_length"] or y + b > inst["hold_width"]:
            return f"item {s['item']}: outside"
        for u, v, p, q, _ in holds.setdefault(s["hold"], []):
            if x < u + p and u < x + a and y < v + q and v < y + b:
                return f"item {s['item']}: overlap"
        holds[s["hold"]].append((x, y, a, b, it["mass"]))
    if len(seen) != len(inst["items"]):
        return "items missing"
    low, high = inst["balance_window"]
    for k, r in holds.items():
        m = sum(i[4] for i in r)
        moment = sum(i[4] * (i[0] + i[2] / 2) for i in r)
        if m > inst["payload"] or not low * m - 1e-9 <= moment <= high * m + 1e-9:
            return f"hold {k}: mass {m} or balance {moment / m:.2f}"
    return len(holds)


def crews(inst, sol):
    pts, nb = inst["points_km"], inst["bases"]

    def minutes(a, b):
        return int(math.dist(pts[a], pts[b]) * 1.3 / 45 * 60 + 0.5)

    seen, used, driven = set(), set(), 0
    for r in sol["routes"]:
        if not r["sites"]:
            continue
        if r["crew_day"] in used:
            return f"crew-day {r['crew_day']} twice"
        used.add(index(r["crew_day"], len(inst["crew_days"]), "crew-day"))
        day = inst["crew_days"][r["crew_day"]]
        t, p = day["start"], day["base"]
        for j in r["sites"]:
            if index(j, len(inst["prize"]), "site") in seen:
                return f"site {j} twice"
            seen.add(j)
            d = minutes(p, nb + j)
            driven, t, p = driven + d, max(t + d, inst["window"][j][0]), nb + j
            if t > inst["window"][j][1]:
                return f"site {j}: window"
            t += inst["service"][j]
        d = minutes(p, day["base"])
        driven += d
        if t + d > day["end"]:
            return f"crew-day {r['crew_day']}: late home"
    return driven + sum(v for j, v in enumerate(inst["prize"]) if j not in seen)


if __name__ == "__main__":
    inst, sol = (json.loads(Path(p).read_text(encoding="utf-8")) for p in sys.argv[1:3])
    try:
        got = {"flights": flights, "loading": loading, "crews": crews}[inst["kind"]](inst, sol)
    except (ValueError, KeyError, TypeError) as fault:
        got = f"{type(fault).__name__}: {fault}"
    print(json.dumps({"ok": False, "why": got} if isinstance(got, str) else {"ok": True, "score": got}))
    sys.exit(isinstance(got, str))
