"""Where an event happens, what carries in it and by which way."""

from __future__ import annotations

import pytest

from probata.records import Claim, ClaimType


def place(claim: Claim) -> tuple[object, ...] | None:
    p = claim.place
    return p and (p.relation, p.text, p.state)


def way(claim: Claim) -> list[tuple[str, str, str | None, str | None]]:
    return [(leg.role.value, leg.place.text, leg.place.state, leg.by and leg.by.text) for leg in claim.route]


def carriers(claim: Claim) -> list[str]:
    return [m.name or m.registration or m.text for m in claim.means]


ROUTES = [
    (
        "The cargo ship Lady R carried shells from Rajin via Dunai to Tikhoretsk, Seoul said.",
        ["Lady R"],
        [
            ("origin", "Rajin", "KP", None),
            ("via", "Dunai", "RU", "cargo ship Lady R"),
            ("destination", "Tikhoretsk", "RU", "cargo ship Lady R"),
        ],
    ),
    (
        "North Korea shipped shells to Russia from Rajin to Vostochny, then by rail to depots near the border.",
        ["rail"],
        [
            ("origin", "Rajin", "KP", None),
            ("via", "Vostochny", "RU", None),
            ("destination", "depots near the border", None, "rail"),
        ],
    ),
    (
        "North Korea sent shells to Russia by train through the Tumangang-Khasan crossing.",
        ["train"],
        [
            ("via", "Tumangang", "KP", "train"),
            ("via", "Khasan crossing", "RU", "train"),
            ("destination", "Russia", "RU", "train"),
        ],
    ),
    (
        "Iran sent drones to Russia on an Il-76 (RA-76999) that flew from Tehran to Makhachkala.",
        ["RA-76999"],
        [("origin", "Tehran", "IR", None), ("destination", "Makhachkala", "RU", "Il-76")],
    ),
    (
        "Russia supplied diesel to Nampo by way of Zarubino in April.",
        [],
        [("via", "Zarubino", "RU", None), ("destination", "Nampo", "KP", None)],
    ),
    (
        "Russian ships moved North Korean shells to Russia between Rajin and Dunai.",
        ["ships"],
        [("end", "Rajin", "KP", "ships"), ("end", "Dunai", "RU", "ships")],
    ),
    # two receivers are no way; what the parties tell is none either
    (
        "North Korea sent shells to Tartus and Misrata.",
        [],
        [("destination", "Tartus", "SY", None), ("destination", "Misrata", "LY", None)],
    ),
    ("North Korea sent shells to Russia and Syria.", [], []),
    ("Moscow bought shells from Pyongyang.", [], []),
    ("North Korea sent troops to the Kursk region, Seoul said.", [], [("destination", "Kursk region", "RU", None)]),
    ("An expert from Busan said Russia had sent oil to North Korea.", [], []),
]


@pytest.mark.parametrize(("text", "means", "legs"), ROUTES, ids=[r[0][:40] for r in ROUTES])
def test_means_and_way(read_claims, text, means, legs):
    claims = [c for c in read_claims(text) if c.type in {ClaimType.TRANSFER, ClaimType.DEPLOYMENT}]
    assert [(carriers(c), way(c)) for c in claims[:1]] == [(means, legs)]


PLACES = [
    ("Kim met Putin at the Vostochny Cosmodrome.", ("at", "Vostochny Cosmodrome", "RU")),
    ("Kim met Putin in Russia's eastern port of Vladivostok.", ("in", "port of Vladivostok", "RU")),
    ("North Korea fired two missiles from Sunan airfield.", ("from", "Sunan airfield", "KP")),
    ("Kim visited the Knevichi airfield.", ("visit", "Knevichi airfield", "RU")),
    ("Lavrov travelled to Wonsan.", ("to", "Wonsan", "KP")),
    ("US forces boarded a dhow off Somalia.", ("off", "Somalia", "SO")),
    ("Russia used North Korean missiles in Ukraine.", ("in", "Ukraine", "UA")),
    # the place of another event, of a speaker, of a maker; a bound decision
    ("Kim met Putin, an official said in Seoul.", None),
    ("North Korea fired a missile that was made in Hamhung.", None),
    ("Russia vetoed sanctions on North Korea.", None),
    ("Lavrov held talks with Kim Jong Un over Syria.", None),
]


@pytest.mark.parametrize(("text", "expected"), PLACES, ids=[p[0][:40] for p in PLACES])
def test_place(read_claims, text, expected):
    assert [place(c) for c in read_claims(text)[:1]] == [expected]


def test_a_list_of_places_gives_the_first_and_evidence_of_all(read_claims):
    claims = read_claims("North Korea deployed soldiers to Russia at bases in Vladivostok, Ussuriysk and Khabarovsk.")
    (claim,) = claims[:1]
    assert claim.place is not None
    assert claim.place.name == "Vladivostok"
    assert len(claim.evidence.place) == 3


def test_numbers_told_elsewhere_come_with_their_passage(read_claims):
    text = "The tanker Grey Petrel (IMO 9123454) is Russian.\n\nRussia sent oil to North Korea aboard the Grey Petrel."
    (claim,) = [c for c in read_claims(text) if c.type is ClaimType.TRANSFER]
    (means,) = claim.means
    assert (means.name, means.imo, means.imo_valid) == ("Grey Petrel", "9123454", False)
    assert "9123454" in [text[a:b] for a, b in claim.evidence.means]


def test_who_boards_comes_on_a_ship_that_is_no_means(read_claims):
    (claim,) = read_claims("US forces from the USS Halden boarded the dhow Hong Da 77 near Oman.")[:1]
    assert carriers(claim) == ["Hong Da 77"]


def test_what_is_given_is_no_means(read_claims):
    claims = read_claims("Russia gave North Korea two destroyers and 20 aircraft.")
    assert claims
    assert all(c.means == () for c in claims)


def test_a_denial_has_the_scene_of_what_it_denies(read_claims):
    text = "Seoul said North Korea had shipped shells from Rajin to Vostochny for Russia. Moscow denied it."
    ways = [way(c) for c in read_claims(text) if c.type is ClaimType.TRANSFER]
    assert len(ways) == 2
    assert ways[0] == ways[1] != []
