"""Places with what they are and whose: by the noun beside the name, the table, the words around."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

CASES = [
    # the noun beside the name says what it is
    ("They met at the port of Rajin.", [("port of Rajin", "Rajin", "port", "KP", "")]),
    ("It left Port Vostochny.", [("Port Vostochny", "Vostochny", "port", "RU", "")]),
    ("He landed at Vladivostok airport.", [("Vladivostok airport", "Vladivostok", "airfield", "RU", "")]),
    ("Wagons stood at Khasan station.", [("Khasan station", "Khasan", "station", "RU", "")]),
    (
        "It went over the Tumangang-Khasan crossing.",
        [("Tumangang", "Tumangang", "crossing", "KP", ""), ("Khasan crossing", "Khasan", "crossing", "RU", "")],
    ),
    ("They fought in the Kursk region.", [("Kursk region", "Kursk", "region", "RU", "")]),
    ("He toured the Vostochny Cosmodrome.", [("Vostochny Cosmodrome", "Vostochny Cosmodrome", "cosmodrome", "RU", "")]),
    # a town with a harbour, or a name of several places, is a port where a ship is spoken of
    ("He lives in Nampo.", [("Nampo", "Nampo", "town", "KP", "")]),
    ("A tanker called at Nampo.", [("Nampo", "Nampo", "port", "KP", "")]),
    ("Tankers loaded at Vostochny.", [("Vostochny", "Vostochny", "port", "RU", "")]),
    ("He slept at Vostochny.", [("Vostochny", "Vostochny", None, "RU", "")]),
    # what lies at a named place
    ("It ended at a depot near Tikhoretsk.", [("depot near Tikhoretsk", "Tikhoretsk", "depot", "RU", "near")]),
    ("They train at a base in Ussuriysk.", [("base in Ussuriysk", "Ussuriysk", "base", "RU", "in")]),
    ("It came to a port in Libya.", [("port in Libya", None, "port", "LY", "in")]),
    ("They lie in depots near the border.", [("depots near the border", None, "depot", None, "near")]),
    (
        "A depot in Russia's Krasnodar region burnt.",
        [("depot in Russia's Krasnodar region", "Krasnodar", "depot", "RU", "in")],
    ),
    # a place that no table knows
    ("It sailed from the Chinese port of Fangcheng.", [("port of Fangcheng", "Fangcheng", "port", "CN", "")]),
    ("They drilled at the Maldo Firing Range.", [("Maldo Firing Range", "Maldo", "site", None, "")]),
    # states and capitals where they are places, and not where they act
    ("He lives in Pyongyang.", [("Pyongyang", "Pyongyang", "town", "KP", "")]),
    ("It sank in the Red Sea.", [("Red Sea", "Red Sea", "sea", None, "")]),
    # a border is of two states
    ("They crossed the Chinese border.", [("border", None, "border", None, "")]),
    ("They forced the crossing of the Vistula River.", [("Vistula River", "Vistula River", None, None, "")]),
    # no places
    ("A power station and a police station burnt.", []),
    ("Its customer base and the space station grew.", []),
    ("The port authority and border guards agreed.", []),
    ("The ship Rajin sank.", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[c[0][:40] for c in CASES])
def test_places(read, text, expected):
    found = [(p.text, p.name, p.kind and p.kind.value, p.state, p.near) for p in read(text).places]
    assert found == expected


def test_a_capital_that_acts_stands_for_its_state(read):
    assert [p.acts for p in read("Pyongyang denied the report, he said in Moscow.").places] == [True, False]


def test_a_name_of_several_places_is_what_the_report_calls_it_elsewhere(read):
    told = read("They met at Vostochny.\nThe Vostochny Cosmodrome is new.").places
    assert [p.kind and p.kind.value for p in told] == ["cosmodrome", "cosmodrome"]
    both = read("They met at Vostochny.\nThe Vostochny Cosmodrome is new.\nThe port of Vostochny is old.").places
    assert both[0].kind is None


PIECES = [
    *(
        "the port of ",
        "Rajin",
        "-",
        "Khasan",
        " crossing",
        " in ",
        "Russia",
        "'s ",
        "depots near the border",
        "é",
        "\n",
    ),
    *(" airport", "Chinese ", ", ", "North Korea", "Vostochny ", "Cosmodrome", "A" * 50),
]


@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), max_size=12).map("".join))
def test_any_text_is_safe_and_places_stand_in_it(read, text):
    found = read(text).places
    assert all(p.text == text[p.start : p.end] != "" for p in found)
    assert all(p.name is None or p.kind is None or p.name != "" for p in found)
    assert [p.start for p in found] == sorted(p.start for p in found)
