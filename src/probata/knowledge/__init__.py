"""What Probata knows beforehand: actors with their dates, goods, places, means, outlets, roles, regimes.

YAML in ``data/`` read into typed values, and look-ups over them. :func:`load` is the way in::

    tables = load()
    tables.actors.scan("Seoul accused the North.")
    tables.goods.scan("152 mm shells and refined petroleum")
"""

from probata.knowledge.actor import Actor, ActorMatch, Form, Metonym, Office
from probata.knowledge.actors import Actors
from probata.knowledge.carriers import Carriers
from probata.knowledge.coordinates import Coordinates, Locations
from probata.knowledge.goods import Goods, GoodsMatch, Item
from probata.knowledge.knowledge import Knowledge, load
from probata.knowledge.outlets import Outlet, OutletKind, OutletMatch, Outlets
from probata.knowledge.places import Places, Site
from probata.knowledge.roles import Role, RoleKind, RoleMatch, Roles

__all__ = [
    "Actor",
    "ActorMatch",
    "Actors",
    "Carriers",
    "Coordinates",
    "Form",
    "Goods",
    "GoodsMatch",
    "Item",
    "Knowledge",
    "Locations",
    "Metonym",
    "Office",
    "Outlet",
    "OutletKind",
    "OutletMatch",
    "Outlets",
    "Places",
    "Role",
    "RoleKind",
    "RoleMatch",
    "Roles",
    "Site",
    "load",
]
