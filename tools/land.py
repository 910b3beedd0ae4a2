"""Makes the coastlines of the map from Natural Earth, simplified: finer where the reports are, coarser elsewhere.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz && python tools/land.py package

Writes src/probata/pictures/data/land.json: land as closed rings of whole numbers, the first point and then the steps
from each to the next, in fiftieths of a degree east and north. The 1:50m land is taken, since at 1:110m the Korean
peninsula has two dozen points and its harbours lie in the sea.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

OUT = Path(__file__).resolve().parents[1] / "src" / "probata" / "pictures" / "data" / "land.json"
PER_DEGREE = 50
FINE = ((115.0, 28.0, 150.0, 56.0),)
MIDDLE = ((-12.0, 8.0, 65.0, 72.0), (95.0, -12.0, 160.0, 65.0))
TOLERANCES = (0.02, 0.08, 0.2)
"""Degrees by which a coast may be off, in the fine windows, in the middle ones and elsewhere."""
LEAST = (0.005, 0.04, 0.25)
"""Islands of less than so many square degrees are left out, likewise."""

Point = tuple[float, float]
Ring = list[Point]


def main(folder: str) -> None:
    """Makes the file out of an unpacked ``world-atlas``."""
    package = json.loads((Path(folder) / "package.json").read_text(encoding="utf-8"))
    rings = [simplified(r) for r in land(Path(folder) / "land-50m.json") if area(r) >= LEAST[level(*middle(r))]]
    content = {
        "source": "Natural Earth 1:50m land, public domain (naturalearthdata.com), by way of the npm package "
        f"{package['name']} {package['version']}, simplified by tools/land.py",
        "per_degree": PER_DEGREE,
        "rings": [steps(r) for r in rings if len(r) > 3],
    }
    OUT.write_text(json.dumps(content, separators=(",", ":")).replace("],[", "],\n[") + "\n", encoding="utf-8")
    points = sum(len(r) // 2 for r in content["rings"])
    print(f"{len(content['rings'])} rings, {points} points, {OUT.stat().st_size} bytes")


def land(path: Path) -> Iterator[Ring]:
    """The rings of a TopoJSON file, in degrees; holes (the Caspian) too."""
    topology = json.loads(path.read_text(encoding="utf-8"))
    (kx, ky), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs: list[Ring] = []
    for arc in topology["arcs"]:
        x = y = 0
        line: Ring = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * kx + tx, y * ky + ty))
        arcs.append(line)
    for geometry in topology["objects"]["land"]["geometries"]:
        for polygon in geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]:
            for ring in polygon:
                whole: Ring = []
                for n in ring:
                    piece = arcs[n] if n >= 0 else arcs[~n][::-1]
                    whole += piece[1:] if whole else piece
                yield unrolled(whole)


def unrolled(ring: Ring) -> Ring:
    """The ring with longitudes that run on past 180 where it crosses that meridian; the one round the pole is closed
    along the edge of the map."""
    turn = 0
    line: Ring = []
    for (x, y), (before, _) in zip(ring, [ring[0], *ring[:-1]], strict=True):
        turn += -360 if x - before > 180 else 360 if before - x > 180 else 0
        line.append((x + turn, y))
    if turn:
        line += [(line[-1][0], -90.0), (line[0][0], -90.0), line[0]]
    return line


def simplified(ring: Ring) -> Ring:
    """The ring by Douglas and Peucker's way, held to the tolerance of where it runs."""
    keep = {0, len(ring) - 1, max(range(len(ring)), key=lambda n: off(ring[n], ring[0], ring[0]))}
    corners = sorted(keep)
    stack = list(pairwise(corners))
    while stack:
        first, last = stack.pop()
        if last - first < 2:
            continue
        far = max(range(first + 1, last), key=lambda n: off(ring[n], ring[first], ring[last]))
        if off(ring[far], ring[first], ring[last]) > TOLERANCES[level(*ring[far])]:
            keep.add(far)
            stack += [(first, far), (far, last)]
    return [ring[n] for n in sorted(keep)]


def off(point: Point, start: Point, end: Point) -> float:
    """How far a point is from a line."""
    (x, y), (x1, y1), (x2, y2) = point, start, end
    dx, dy = x2 - x1, y2 - y1
    along = max(0.0, min(1.0, ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy))) if dx or dy else 0.0
    return float(((x - x1 - along * dx) ** 2 + (y - y1 - along * dy) ** 2) ** 0.5)


def level(x: float, y: float) -> int:
    """0 in the fine windows, 1 in the middle ones, 2 elsewhere."""
    x = (x + 180) % 360 - 180
    for n, windows in enumerate((FINE, MIDDLE)):
        if any(w <= x <= e and s <= y <= t for w, s, e, t in windows):
            return n
    return 2


def middle(ring: Ring) -> Point:
    """The middle of a ring's points."""
    return sum(x for x, _ in ring) / len(ring), sum(y for _, y in ring) / len(ring)


def area(ring: Ring) -> float:
    """Square degrees."""
    pairs = zip(ring, ring[1:] + ring[:1], strict=True)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs)) / 2


def steps(ring: Ring) -> list[int]:
    """Whole numbers: the first point, then the steps; points that fall together are one. The last point is the first
    again, and is left out."""
    whole: list[int] = []
    before = (0, 0)
    for x, y in ring[:-1]:
        here = (round(x * PER_DEGREE), round(y * PER_DEGREE))
        if not whole or here != before:
            whole += [here[0] - before[0], here[1] - before[1]]
            before = here
    return whole


if __name__ == "__main__":
    main(sys.argv[1])
