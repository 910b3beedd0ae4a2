"""The event codes of other people's event data that our types are nearest to.

PLOVER is the Open Event Data Alliance's ontology and follows CAMEO, which GDELT and ICEWS use. The sixteen categories
and the CAMEO code that each stands for are those of ``CAMEO2PLOVER-2021.txt`` in github.com/openeventdata/PLOVER.
Both code an accusation of sending as an event of its own and know no goods, so a code is for looking things up
elsewhere; it decides nothing here.
"""

from __future__ import annotations

import re
from enum import StrEnum

CAMEO = re.compile(r"(?:0[1-9]|1\d|20)\d{1,2}")
"""A CAMEO code of three or four digits, the first two its category."""


class Plover(StrEnum):
    """The categories of PLOVER as of 2021."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    COOPERATE = "COOPERATE"
    AID = "AID"
    CONCEDE = "CONCEDE"
    RETREAT = "RETREAT"
    ACCUSE = "ACCUSE"
    DEMAND = "DEMAND"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    MOBILIZE = "MOBILIZE"
    SANCTION = "SANCTION"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"
