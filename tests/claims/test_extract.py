"""Case tables on made-up sentences: how a claim is told, by whom, how far, and what must not be one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from probata.knowledge import load
from probata.records import Claim, ClaimType, ObjectClass, Stance, Status

Reader = Callable[..., tuple[Claim, ...]]
T, D, V = ClaimType.TRANSFER, ClaimType.DEPLOYMENT, ClaimType.VISIT


@pytest.mark.parametrize(
    "text",
    [
        "North Korea sent artillery shells to Russia.",
        "Artillery shells were sent to Russia by North Korea.",
        "Russia received artillery shells from North Korea.",
        "Russia has bought artillery shells from Pyongyang.",
        "The artillery shells that North Korea sent to Russia were old.",
        "North Korea is accused of sending artillery shells to Russia.",
        "Seoul accused the North of providing Russia with artillery shells.",
        "Seoul says that Moscow was given artillery shells by Pyongyang.",
        "Kyiv condemned North Korea's deliveries of artillery shells to Russia.",
        "Analysts see deliveries of artillery shells to Russia by North Korea.",
        "North Korea hopes to sell artillery shells to Russia.",
        "North Korea produced and sold artillery shells to Russia.",
        "North Korea sold Russia artillery shells.",
    ],
)
def test_written_from_giver_to_receiver(text: str, read_claims: Reader) -> None:
    found = [c for c in read_claims(text) if c.type is T]
    assert [(c.agent, c.counterpart, c.object) for c in found] == [(("KP",), ("RU",), (ObjectClass.ARMS_AMMUNITION,))]


@pytest.mark.parametrize(
    ("text", "status", "negated"),
    [
        ("Iran sent drones to Russia.", Status.DONE, False),
        ("Iran is sending drones to Russia.", Status.ONGOING, False),
        ("Iran will send drones to Russia.", Status.PLANNED, False),
        ("Iran plans to send drones to Russia.", Status.PLANNED, False),
        ("Russia hopes to get drones from Iran.", Status.SOUGHT, False),
        ("Iran may send drones to Russia.", Status.POSSIBLE, False),
        ("If Iran sends drones to Russia, Kyiv will answer.", Status.CONDITIONAL, False),
        ("Iran did not send drones to Russia.", Status.DONE, True),
        ("Iran will not send drones to Russia.", Status.PLANNED, True),
    ],
)
def test_status_and_negation(text: str, status: Status, negated: bool, read_claims: Reader) -> None:
    (claim,) = (c for c in read_claims(text) if c.type is T)
    assert (claim.status, claim.negated, claim.agent, claim.counterpart) == (status, negated, ("IR",), ("RU",))


@pytest.mark.parametrize(
    "text",
    [
        "Any arms trade with North Korea would be a violation of the resolutions.",
        "The resolution bans the supply of luxury goods to North Korea.",
        "Luxury goods must not be sent to North Korea.",
        "North Korea sent a letter about missiles to Russia.",
        "Supplying the Houthis with missiles violates the resolution.",
        "Military supplies are stored in Russia.",
        "A shell company in Moscow bought a bank.",
        "The minister gave an interview in Pyongyang about weapons.",
        "Relations between North Korea and Russia are close.",
        "Seoul fears the North's missiles.",
    ],
)
def test_no_transfer(text: str, read_claims: Reader) -> None:
    assert [c for c in read_claims(text) if c.type is T] == []


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Seoul said that North Korea sent missiles to Russia. Moscow denied it.", {"RU"}),
        ("Seoul accused the North of sending missiles to Russia. Both Pyongyang and Moscow denied it.", {"KP", "RU"}),
        ("Iran denied sending drones to Russia.", {"IR"}),
        ("Iran has rejected accusations that it sent drones to Russia.", {"IR"}),
    ],
)
def test_denial_is_a_claim_of_its_own(text: str, who: set[str], read_claims: Reader) -> None:
    denials = [c for c in read_claims(text) if c.stance is Stance.DENIES]
    assert {c.source.id for c in denials} == who
    assert all(c.negated and c.type is T and c.agent and c.counterpart and c.object for c in denials)


def test_joint_sources_make_a_claim_each(read_claims: Reader) -> None:
    found = read_claims("U.S. and South Korean officials have accused North Korea of sending shells to Russia.")
    assert {(c.source.id, c.stance) for c in found} == {("US", Stance.ALLEGES), ("KR", Stance.ALLEGES)}
    assert len({c.id for c in found}) == 2


def test_in_return_is_a_second_transfer(read_claims: Reader) -> None:
    found = read_claims("North Korea sent shells to Russia, possibly in return for food and military technology.")
    assert [(c.agent, c.counterpart) for c in found] == [(("KP",), ("RU",)), (("RU",), ("KP",))]
    assert found[1].status is Status.POSSIBLE
    assert set(found[1].object) == {ObjectClass.FOOD, ObjectClass.TECH_MILITARY}
    assert found[1].quote.startswith("possibly in return for")


def test_gift_car_is_luxury_and_vehicle_and_one(read_claims: Reader) -> None:
    gift, judged = read_claims(
        "Putin sent Kim Jong Un an Aurus limousine in February. Observers said the shipment violated a U.N. resolution."
    )
    assert {ObjectClass.LUXURY, ObjectClass.VEHICLE} <= set(gift.object) & set(judged.object)
    assert (gift.agent, gift.counterpart) == (("RU",), ("KP",)) == (judged.agent, judged.counterpart)
    assert gift.quantity is not None
    assert (gift.quantity.low, gift.quantity.high, gift.quantity.unit) == (1, 1, "vehicle")
    assert judged.quantity is None
    assert judged.source.id == "anonymous"


def test_content_of_containers_is_the_object(read_claims: Reader) -> None:
    (claim,) = read_claims("North Korea shipped about 7,000 containers filled with munitions to Russia.")
    assert claim.object == (ObjectClass.ARMS_AMMUNITION,)
    assert claim.quantity is not None
    assert (claim.quantity.low, claim.quantity.unit) == (7000, "container")


def test_time_is_the_events_and_not_the_speechs(read_claims: Reader) -> None:
    (claim,) = read_claims("Seoul said on Monday that North Korea sent shells to Russia in March.")
    assert claim.time is not None
    assert (claim.time.start, claim.time.end) == ("2024-03-01", "2024-03-31")
    (claim,) = read_claims("Seoul said on Monday that North Korea sent shells to Russia.")
    assert claim.time is None


def test_no_date_is_invented_without_a_publication_day(read_claims: Reader) -> None:
    (claim,) = read_claims("North Korea sent shells to Russia in March.", None)
    assert claim.time is None
    assert claim.evidence.time  # the words stay


@pytest.mark.parametrize(
    ("text", "agent", "counterpart"),
    [
        ("Putin paid a visit to North Korea.", ("Vladimir Putin",), ("KP",)),
        ("Kim Jong Un invited Putin to visit Pyongyang.", ("Vladimir Putin",), ("KP",)),
        ("Kim Jong Un traveled to Vladivostok.", ("Kim Jong Un",), ("RU",)),
    ],
)
def test_person_visits_for_himself(text: str, agent: object, counterpart: object, read_claims: Reader) -> None:
    (claim,) = (c for c in read_claims(text) if c.type is V)
    assert (claim.agent, claim.counterpart) == (agent, counterpart)


def test_bystander_is_no_launcher(read_claims: Reader) -> None:
    text = "The Security Council imposed sanctions on North Korea after last month's nuclear test."
    assert all("UN" not in c.agent for c in read_claims(text) if c.type is ClaimType.LAUNCH)


def test_unknown_parties_stay_open(read_claims: Reader) -> None:
    for claim in read_claims("U.S. officials said that somebody had sent missiles to Russia."):
        assert claim.agent == ()


def test_firing_anothers_missile_is_use(read_claims: Reader) -> None:
    kinds = {c.type for c in read_claims("Russia fired a North Korean missile at Ukraine.")}
    assert kinds == {ClaimType.USE}


def test_seed_article(shared: object, read_claims: Reader) -> None:
    import json
    from pathlib import Path

    seed = json.loads((Path(str(shared)) / "gold" / "claims" / "seed.json").read_text(encoding="utf-8"))
    found = read_claims(seed["text"], seed["published"])
    arms = [c for c in found if c.type is T and (c.agent, c.counterpart) == (("KP",), ("RU",))]
    assert {"US", "KR"} <= {c.source.id for c in arms if c.stance is Stance.ALLEGES}
    assert {c.source.id for c in arms if c.stance is Stance.DENIES} == {"KP", "RU"}
    containers = {c.quantity.low: c for c in found if c.quantity is not None and c.quantity.unit == "container"}
    assert set(containers[7000].object) == {ObjectClass.ARMS_AMMUNITION, ObjectClass.ARMS_OTHER}
    assert containers[9000].object == (ObjectClass.AID,)
    assert (containers[9000].agent, containers[9000].counterpart) == (("RU",), ("KP",))
    minister = load().actors.find("Shin Wonsik")
    assert minister is not None
    assert containers[7000].source.person == containers[9000].source.person == minister.id
    cars = [c for c in found if ObjectClass.LUXURY in c.object]
    assert {c.source.id for c in cars} == {"report", "anonymous"}
    assert all(ObjectClass.VEHICLE in c.object and c.agent == ("RU",) for c in cars)
    undated = read_claims(seed["text"], None)
    relative = {"2024-06-18", "2024-01-01", "2023-01-01", "2024-03-01"}
    assert relative.isdisjoint(c.time.start for c in undated if c.time is not None)


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        (
            "North Korea shipped shells to Russia.",
            ('verb "shipped"', "agent: subject", "counterpart: to", "object: object"),
        ),
        (
            "Shells were shipped to Russia by North Korea.",
            ('verb "shipped"', "agent: subject", "counterpart: to", "object: object"),
        ),
        (
            "Seoul condemned North Korean weapons transfers to Russia.",
            ('noun "transfers"', "agent: mod", "counterpart: to", "object: mod"),
        ),
    ],
)
def test_pattern_tells_where_each_role_stood(text: str, pattern: tuple[str, ...], read_claims: Reader) -> None:
    (claim,) = read_claims(text)
    assert claim.pattern == pattern


def test_party_filled_from_the_report_says_so(read_claims: Reader) -> None:
    claims = read_claims("North Korea sent shells to Russia in May. Seoul said that the shells were sent by train.")
    assert any("agent: report" in c.pattern for c in claims if "KP" in c.agent)


@pytest.mark.parametrize(
    ("text", "agent", "counterpart"),
    [
        ("Mokran LLC sold turbines to Iran.", ("Mokran LLC",), ("IR",)),
        (
            "The Korea Cholsan Trading Corporation (KCTC) sold ore to China. Later KCTC sold coal to Iran.",
            ("Korea Cholsan Trading Corporation",),
            ("IR",),
        ),
        ("North Korea sold missiles to a dealer.", ("KP",), ()),
        ("North Korea sent missiles to Syria. It sold rockets to a rebel group.", ("KP",), ()),
    ],
)
def test_who_is_not_in_the_tables_is_told_and_never_filled_in(
    text: str, agent: tuple[str, ...], counterpart: tuple[str, ...], read_claims: Reader
) -> None:
    claim = read_claims(text)[-1]
    assert (claim.agent, claim.counterpart) == (agent, counterpart)
    assert claim.evidence.counterpart, "the passage that tells of a receiver is kept, named or not"


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("North Korea admits sending soldiers to fight for Russia", "KP"),
        ("Iran vowed to send missiles to Russia.", "IR"),
        ("Iran promised missiles to Russia.", "IR"),
        ("Iran has not promised to send missiles to Russia.", "report"),
        ("Iran sent missiles to Russia.", "report"),
    ],
)
def test_what_is_done_by_saying_it_is_the_speakers_own_word(text: str, source: str, read_claims: Reader) -> None:
    assert [c.source.id for c in read_claims(text)] == [source]


def test_what_is_called_a_violation_has_taken_place(read_claims: Reader) -> None:
    text = "North Korea launched a missile. The council issued a statement calling the nuclear test a clear violation."
    assert {c.status for c in read_claims(text) if c.rule.startswith("launch.launch-noun")} == {Status.DONE}


SENT = "North Korea has sent Russia millions of artillery shells, South Korea's Defense Ministry said. "


@pytest.mark.parametrize(
    ("more", "amount"),
    [
        ("On Monday the ministry spoke of around 6,700 containers.", 6700),
        ("The Pentagon put the number at 7,000 containers.", 7000),
        ("On Monday the ministry spoke of three ministers.", None),
        ("On Monday the ministry spoke of 3,000 tonnes of rice.", None),
        ("The ministry spoke of containers.", None),
    ],
)
def test_a_further_amount_of_what_was_told_as_sent(more: str, amount: int | None, read_claims: Reader) -> None:
    counts = [c for c in read_claims(SENT + more) if c.quantity is not None and c.quantity.unit == "container"]
    assert [(c.agent, c.counterpart, c.quantity and c.quantity.low) for c in counts] == (
        [(("KP",), ("RU",), amount)] if amount else []
    )


def test_an_amount_after_events_of_two_pairs_is_nobody_s(read_claims: Reader) -> None:
    two = "Iran has sent drones to Syria and North Korea sent shells to Russia. The ministry spoke of 700 containers."
    assert not [c for c in read_claims(two) if c.quantity is not None and c.quantity.unit == "container"]
