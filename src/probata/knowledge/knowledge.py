"""All tables together."""

from __future__ import annotations

from functools import cache, cached_property

from probata.knowledge.actorfiles import read_actors
from probata.knowledge.actors import Actors
from probata.knowledge.carriers import Carriers, read_carriers
from probata.knowledge.coordinates import Locations, read_coordinates
from probata.knowledge.goods import Goods
from probata.knowledge.goodsfile import read_goods
from probata.knowledge.outlets import Outlets, read_outlets
from probata.knowledge.places import Places, read_places
from probata.knowledge.roles import Roles, read_roles
from probata.knowledge.tallying import Tallying, read_tallying
from probata.knowledge.yamlfile import digest


class Knowledge:
    """The tables of actors, goods, places, means, outlets and roles; each is read when first asked for.

    :class:`~probata.errors.KnowledgeError` names the file and place of what is wrong in a data file.
    """

    @cached_property
    def actors(self) -> Actors:
        """States, people, bodies, ships and outlets."""
        return read_actors(self.outlets)

    @cached_property
    def goods(self) -> Goods:
        """What an event may be about."""
        return read_goods()

    @cached_property
    def places(self) -> Places:
        """Towns, ports, stations and waters."""
        return read_places()

    @cached_property
    def locations(self) -> Locations:
        """Where towns, ports and capitals are."""
        return read_coordinates()

    @cached_property
    def carriers(self) -> Carriers:
        """The words for ships, aircraft, trains."""
        return read_carriers()

    @cached_property
    def outlets(self) -> Outlets:
        """Agencies and media."""
        return read_outlets()

    @cached_property
    def roles(self) -> Roles:
        """Nouns of office and of bodies."""
        return read_roles()

    @cached_property
    def tallying(self) -> Tallying:
        """What sums under a ceiling need: conversions and words."""
        return read_tallying()

    @cached_property
    def version(self) -> str:
        """A digest of all data files, to say which tables a record was made with."""
        return digest()


@cache
def load() -> Knowledge:
    """The packaged tables, once a process."""
    return Knowledge()
