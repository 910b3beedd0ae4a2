"""Whose goods pass to whom: what must not become a party, and what the rest of a report may add."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from probata.records import Claim, ClaimType, ObjectClass, Status

Reader = Callable[..., tuple[Claim, ...]]
T = ClaimType.TRANSFER
Sides = set[tuple[tuple[str, ...], tuple[str, ...]]]


def sides(claims: tuple[Claim, ...], kind: ClaimType = T) -> Sides:
    return {(c.agent, c.counterpart) for c in claims if c.type is kind}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # who tells it, parsed as if it were told of
        ("Russia has shipped oil to Iran, U.S. and South Korean officials said on Friday.", {(("RU",), ("IR",))}),
        # whose clause it is, parsed as the end of a list
        (
            "Iran sent drones to Russia and North Korea sold shells to Syria.",
            {(("IR",), ("RU",)), (("KP",), ("SY",))},
        ),
        ("Iran sent drones to Russia and sold shells to Syria.", {(("IR",), ("RU",)), (("IR",), ("SY",))}),
        ("Iran sent drones to Russia and Syria.", {(("IR",), ("RU", "SY"))}),
        # carriers are not carried
        ("Russian landing ships moved soldiers from Chongjin to Vladivostok.", set()),
        ("Large Russian aircraft fly regularly to North Korea.", set()),
        # what only shows goods
        ("Kim Jong Un gave Sergei Shoigu a tour of his newest missiles.", set()),
        ("North Korea gave Russia a model of the ship.", set()),
        # a right is no act
        ("Moscow keeps the right to send arms to North Korea.", set()),
        # the order of a seizure's words
        ("The U.S. Navy seized missile parts made in Iran and meant for the Houthis.", {(("IR",), ("Houthis",))}),
    ],
)
def test_sentence_names_the_sides(text: str, expected: Sides, read_claims: Reader) -> None:
    assert sides(read_claims(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "China says it armed neither Russia nor Ukraine.",
        "Tehran admits to talks with Moscow, but not to sending missiles to Russia.",
    ],
)
def test_no_is_heard(text: str, read_claims: Reader) -> None:
    found = [c for c in read_claims(text) if c.type is T]
    assert found
    assert all(c.negated for c in found)


def test_unlike_goods_between_two_have_no_direction(read_claims: Reader) -> None:
    text = (
        "Russia sent refined oil to North Korea.\n"
        "Washington would sanction whoever helps the transfer of weapons and oil between the two."
    )
    assert all("arms.other" not in c.object for c in read_claims(text))


def test_pronoun_accuses_nobody_of_anothers_gift(read_claims: Reader) -> None:
    text = (
        "North Korea plans to send Russia more rockets, South Korea's army says. "
        "It has already supplied howitzers, the joint chiefs said."
    )
    assert sides(read_claims(text)) <= {(("KP",), ("RU",))}


def test_other_of_two_does_not_turn_the_goods_round(read_claims: Reader) -> None:
    text = "Iran sent shells to Sudan.\nIran is the only country to have imported the shells, a database shows."
    assert (("SD",), ("IR",)) not in sides(read_claims(text))


@pytest.mark.parametrize(
    ("text", "status", "negated"),
    [
        ("The first shipment came in March.", Status.DONE, False),
        ("The deliveries have continued since then.", Status.DONE, False),
        ("Shipments could have gone by air.", Status.POSSIBLE, False),
        ("The purchases were not complete.", Status.DONE, True),
    ],
)
def test_event_told_on(text: str, status: Status, negated: bool, read_claims: Reader) -> None:
    found = [c for c in read_claims(f"North Korea sent shells to Russia last year.\n{text}") if c.type is T]
    assert [(c.agent, c.counterpart, c.object) for c in found] == [
        (("KP",), ("RU",), (ObjectClass.ARMS_AMMUNITION,)) for _ in range(2)
    ]
    assert (found[1].status, found[1].negated) == (status, negated)


@pytest.mark.parametrize(
    "text",
    [
        "Grain shipments to Egypt resumed.",
        "No shipments came.",
        "Shipments from Brazil rose in March.",
        "Any shipment would be stopped.",
    ],
)
def test_other_event_is_not_told_on(text: str, read_claims: Reader) -> None:
    found = [c for c in read_claims(f"North Korea sent shells to Russia last year.\n{text}") if c.type is T]
    assert len([c for c in found if (c.agent, c.counterpart) == (("KP",), ("RU",))]) == 1


def test_two_ways_are_not_told_on(read_claims: Reader) -> None:
    text = (
        "North Korea sent shells to Russia.\nRussia sent shells to North Korea.\nThe first shipments arrived in March."
    )
    assert len(read_claims(text)) == 2


def test_figure_is_of_who_gives_it(read_claims: Reader) -> None:
    text = "North Korea sent shells to Russia.\nA U.S. spokesman spoke of millions of rounds."
    (claim,) = (c for c in read_claims(text) if c.rule.startswith("transfer.figure"))
    assert (claim.agent, claim.counterpart, claim.source.id) == (("KP",), ("RU",), "US")


def test_exchange_is_two_transfers(read_claims: Reader) -> None:
    assert sides(read_claims("Russia and North Korea exchanged gifts.")) == {(("RU",), ("KP",)), (("KP",), ("RU",))}


def test_leaders_of_two_states_sign(read_claims: Reader) -> None:
    found = read_claims("The leaders of Russia and North Korea have signed a treaty.")
    assert sides(found, ClaimType.AGREEMENT) == {(("RU",), ("KP",))}


def test_no_such_plans_is_a_denial_of_plans(read_claims: Reader) -> None:
    found = read_claims("North Korea says that it has sold Russia no weapons and has no such plans.")
    assert {(c.status, c.negated, c.agent, c.counterpart) for c in found if c.type is T} == {
        (Status.DONE, True, ("KP",), ("RU",)),
        (Status.PLANNED, True, ("KP",), ("RU",)),
    }


def test_seizer_is_who_the_report_names(read_claims: Reader) -> None:
    text = (
        "The United States seized Iranian missile parts off Somalia.\n"
        "They boarded the vessel and seized the missile parts by night."
    )
    found = [c for c in read_claims(text) if c.type is ClaimType.SEIZURE]
    assert found
    assert {c.agent for c in found} == {("US",)}


def test_payer_is_not_who_gives_the_goods(read_claims: Reader) -> None:
    text = "North Korea sent shells to Russia.\nNorth Korea will pay for it, Washington says."
    assert (("KP",), ("RU",)) not in {
        (c.agent, c.counterpart) for c in read_claims(text) if ObjectClass.MONEY in c.object
    }


@pytest.mark.parametrize(
    "text",
    [
        "The governor told all states to block shipments of missiles to Iran.",
        "Sanctions keep Iran out of the arms trade.",
        "North Korea's landing ships carried recruits to Russia, and they were given Russian identity papers.",
    ],
)
def test_no_weapons_pass_here(text: str, read_claims: Reader) -> None:
    assert (("KP",), ("RU",)) not in sides(read_claims(text))
    assert (("IR",), ()) not in sides(read_claims(text))
    assert ((), ("IR",)) not in sides(read_claims(text))


def test_foreign_goods_are_not_the_known_givers(read_claims: Reader) -> None:
    text = (
        "Russia gave Kim Jong Un a limousine.\nKim owns several foreign limousines that are thought to be smuggled in."
    )
    assert len([s for s in sides(read_claims(text)) if s[0] == ("RU",)]) == 1


def test_a_launch_after_another_attack_is_its_own(read_claims: Reader) -> None:
    claims = read_claims("Russia fired missiles at Kyiv and North Korea launched a satellite.")
    assert {(c.type, c.agent, c.counterpart) for c in claims} == {
        (ClaimType.USE, ("RU",), ("UA",)),
        (ClaimType.LAUNCH, ("KP",), ()),
    }
