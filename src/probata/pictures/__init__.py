"""Pictures of what is told: a timeline, a flow and a map, each as SVG with a table that says the same.

Pure functions from small typed values to markup. They know nothing of desks; :mod:`probata.pipeline.pictures` makes the
values out of records::

    picture = draw_timeline(Timeline("What is told of 2024", lanes, rest="/incidents"))
    picture.markup  # for a page that has stylesheet()
    picture.standalone()  # a file of its own
"""

from probata.pictures.figure import Picture, Row, Table, stylesheet
from probata.pictures.flow import Flow, Pair
from probata.pictures.flow_drawing import draw_flow
from probata.pictures.ink import Scale
from probata.pictures.map_drawing import draw_map
from probata.pictures.text import isolated
from probata.pictures.timeline import LANES, Certainty, Extent, Lane, Said, Timeline, Undated, heaviest, words_said
from probata.pictures.timeline_drawing import draw_timeline
from probata.pictures.worldmap import Route, Spot, SpotKind, Unplaced, WorldMap

__all__ = [
    "LANES",
    "Certainty",
    "Extent",
    "Flow",
    "Lane",
    "Pair",
    "Picture",
    "Route",
    "Row",
    "Said",
    "Scale",
    "Spot",
    "SpotKind",
    "Table",
    "Timeline",
    "Undated",
    "Unplaced",
    "WorldMap",
    "draw_flow",
    "draw_map",
    "draw_timeline",
    "heaviest",
    "isolated",
    "stylesheet",
    "words_said",
]
