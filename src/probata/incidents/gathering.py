"""Which cells are one incident, from those of their blocks: the whole desk's, or the few round a new claim.

A block and its **twin** are the same parties and goods, one reported and one prospective. Where nothing but denials
stands in a block, they speak against what its twin tells ("no troops were sent" against a plan to send them).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from probata.incidents.cells import Cell, Held, label_cells
from probata.incidents.item import Block
from probata.incidents.kinds import Phase


def twin(block: Block) -> Block:
    """The same parties and goods in the other phase."""
    other = Phase.PROSPECTIVE if block.phase is Phase.REPORTED else Phase.REPORTED
    return replace(block, phase=other)


def gather(held: Iterable[Held], barren: Collection[Block]) -> dict[str, str]:
    """For each cell, by its key: the id of the incident that it belongs to.

    ``barren`` are the blocks in which nothing but denials stands and whose twin tells something; of blocks and
    twins either all cells are given or all that :func:`~probata.incidents.cells.needed` asks for.
    """
    at_home: dict[Block, dict[Cell, int]] = defaultdict(lambda: defaultdict(int))
    homes: dict[str, Cell] = {}
    for one in held:
        cell = one.cell
        home = replace(cell, block=twin(cell.block)) if cell.block in barren else cell
        homes[cell.key] = home
        at_home[home.block][home] += one.weight  # a denial's cell may be one that claims stand in already
    found: dict[str, str] = {}
    for weights in at_home.values():
        found |= label_cells([Held(cell, weight) for cell, weight in weights.items()])
    return {key: found[home.key] for key, home in homes.items()}


def barren_blocks(weights: Mapping[Block, int]) -> frozenset[Block]:
    """The blocks that hold denials alone while their twin holds a claim; from the sum of their cells' weights."""
    return frozenset(b for b, n in weights.items() if not n and weights.get(twin(b), 0))
