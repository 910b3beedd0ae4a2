"""Denials and what leaves an event open, on made-up sentences: none may be lost, none made up."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from probata.records import Claim, ClaimType, Stance, Status

Reader = Callable[..., tuple[Claim, ...]]
ACCUSED = "Kyiv accused Iran of sending drones to Russia."


def told(claims: tuple[Claim, ...]) -> list[tuple[tuple[str, ...], tuple[str, ...], str, str, bool]]:
    """Agent, counterpart, source, stance and negation of the transfers and deployments."""
    kinds = {ClaimType.TRANSFER, ClaimType.DEPLOYMENT}
    return [(c.agent, c.counterpart, c.source.id, c.stance.value, c.negated) for c in claims if c.type in kinds]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Iran has categorically denied supplying drones to Russia.", "IR"),
        ("Iran has sent no drones to Russia, its foreign minister said.", "IR"),
        ("Iran said it had no plans to send drones to Russia.", "IR"),
        ("Reports that Iran sent drones to Russia are false, Peskov said.", "RU"),
        ("The Kremlin dismissed as rumours reports that Iran had sent drones to Russia.", "RU"),
        ("The Kremlin denied accusations that Iran had sent drones to Russia.", "RU"),
        ("The story was a fabrication and Iran never sent drones to Russia, Tehran said.", "IR"),
    ],
)
def test_denied_with_its_parties(text: str, source: str, read_claims: Reader) -> None:
    assert told(read_claims(text)) == [(("IR",), ("RU",), source, "denies", True)]


@pytest.mark.parametrize(
    "text",
    [
        "Kyiv and its friends accuse Iran of sending drones to Russia; both deny it.",
        "Kyiv and London accuse Iran of sending drones to Russia, which both deny.",
        "Kyiv said that Iran had sent drones to Russia. Both deny this.",
        "Kyiv has accused Russia of getting drones from Iran. They deny it.",
    ],
)
def test_both_who_deny_are_the_accused(text: str, read_claims: Reader) -> None:
    denials = {one for one in told(read_claims(text)) if one[3] == "denies"}
    assert denials == {(("IR",), ("RU",), source, "denies", True) for source in ("IR", "RU")}


def test_who_is_contradicted_has_not_said_no(read_claims: Reader) -> None:
    text = "Tehran rejected as gossip a U.S. claim that it had sent drones to Russia."
    voices = {(source, stance, negated) for _, _, source, stance, negated in told(read_claims(text))}
    assert voices == {("US", "alleges", False), ("IR", "denies", True)}


@pytest.mark.parametrize(
    ("denial", "source"),
    [
        ("Tehran rejected the accusation as groundless.", "IR"),
        ("Tehran called the accusation baseless.", "IR"),
        ("“These claims are nonsense,” said Dmitry Peskov.", "RU"),
        ("The report was denied by Moscow.", "RU"),
        ("Moscow said Kyiv was spreading false information.", "RU"),
        ("Tehran brushed off the report as a rumour.", "IR"),
    ],
)
def test_a_denial_takes_the_event_that_it_denies(denial: str, source: str, read_claims: Reader) -> None:
    accusation, answer = told(read_claims(f"{ACCUSED} {denial}"))
    assert accusation == (("IR",), ("RU",), "UA", "alleges", False)
    assert answer == (("IR",), ("RU",), source, "denies", True)


@pytest.mark.parametrize(
    "tail", ["a charge Tehran denies", "which Tehran denies", "an accusation that Tehran has rejected"]
)
def test_a_denial_in_an_aside(tail: str, read_claims: Reader) -> None:
    found = told(read_claims(f"Kyiv says that Iran sent drones to Russia, {tail}."))
    assert found == [(("IR",), ("RU",), "UA", "asserts", False), (("IR",), ("RU",), "IR", "denies", True)]


def test_a_headline_denies_what_follows(read_claims: Reader) -> None:
    text = "Moscow rejects accusation over Iranian drones\n\nKyiv said on Monday that Iran had sent drones to Russia."
    assert (("IR",), ("RU",), "RU", "denies", True) in told(read_claims(text))


def test_who_tells_an_event_himself_denies_another(read_claims: Reader) -> None:
    text = "Russia said it had sent grain to Iran. Moscow rejected the accusation."
    assert all(stance != "denies" for *_, stance, _ in told(read_claims(text)))


def test_a_denied_exchange_is_two_transfers_unless_the_report_tells_which(read_claims: Reader) -> None:
    both = told(read_claims("Kim Yo Jong again denied arms exchanges with Russia."))
    assert both == [(("KP",), ("RU",), "KP", "denies", True), (("RU",), ("KP",), "KP", "denies", True)]
    text = "Seoul says North Korea sent shells to Russia. The Kremlin denies any arms trade with Pyongyang."
    denials = [t for t in told(read_claims(text)) if t[3] == "denies"]
    assert denials == [(("KP",), ("RU",), "RU", "denies", True)]


@pytest.mark.parametrize(
    ("text", "source", "stance"),
    [
        ("There is no proof that Iran sent drones to Russia, Iran's foreign minister said.", "IR", "denies"),
        ("There is no evidence that Iran sent drones to Russia, Japan said.", "JP", "unverified"),
        ("UN experts found no evidence that Iran sent drones to Russia.", "UN", "unverified"),
        ("There is no evidence that Iran sent drones to Russia.", "report", "unverified"),
    ],
)
def test_no_proof_is_no_negation(text: str, source: str, stance: str, read_claims: Reader) -> None:
    assert told(read_claims(text)) == [(("IR",), ("RU",), source, stance, False)]


@pytest.mark.parametrize(
    "text",
    [
        "Tehran did not deny that it had sent drones to Russia.",
        "Tehran would neither confirm nor deny that it had sent drones to Russia.",
        "Tehran refused to say whether it had sent drones to Russia.",
        "The panel is studying whether Iran sent drones to Russia.",
        "When did Iran send drones to Russia?",
        "Iran has never sent drones to Russia on this scale.",
        "Iran has never before sent so many drones to Russia.",
        "Any sale of drones by Iran to Russia would be a violation, Japan said.",
    ],
)
def test_what_nobody_tells(text: str, read_claims: Reader) -> None:
    assert told(read_claims(text)) == []


@pytest.mark.parametrize(
    ("text", "source", "stance"),
    [
        ("The navy failed to stop Iran from shipping drones to Russia.", "report", "asserts"),
        ("Iran denied that it had not sent drones to Russia.", "IR", "asserts"),
        ("The claims are nonsense, Peskov said, and Iran sends drones to Russia.", "RU", "asserts"),
    ],
)
def test_what_is_told_beside_a_denial_stays(text: str, source: str, stance: str, read_claims: Reader) -> None:
    assert told(read_claims(text)) == [(("IR",), ("RU",), source, stance, False)]


def test_a_claim_of_no_proof_says_so(read_claims: Reader) -> None:
    (claim,) = read_claims("There is no proof that Iran sent drones to Russia, Iran's foreign minister said.")
    assert claim.stance is Stance.DENIES
    assert claim.rule.endswith("+no proof")


def test_a_dateline_is_no_subject_and_one_of_its_envoys_speaks_for_the_state(read_claims: Reader) -> None:
    said = "North Korea has sent no soldiers to Russia, one of its UN representatives said."
    text = f"United Nations, 22nd Oct, 2024 - {said}"
    assert told(read_claims(text)) == [(("KP",), ("RU",), "KP", "denies", True)]


def test_words_passed_on_after_them_are_a_denial_too(read_claims: Reader) -> None:
    text = "Kyiv accused Iran of sending drones to Russia. The reports were false, TASS quoted Putin as saying."
    *_, denial = read_claims(text)
    assert (denial.agent, denial.counterpart, denial.source.id, denial.stance) == (
        ("IR",),
        ("RU",),
        "RU",
        Stance.DENIES,
    )
    assert [v.id for v in denial.via] == ["TASS"]


def test_a_state_does_not_deny_what_others_are_accused_of_with_one_word(read_claims: Reader) -> None:
    text = "Kyiv says Russia used missiles against Ukraine. Iran's envoy rejected unfounded allegations."
    assert all(c.stance is not Stance.DENIES for c in read_claims(text))


def test_a_claim_with_words_of_its_own_is_not_the_event_before_it(read_claims: Reader) -> None:
    text = "Seoul said North Korea sent troops to Russia. His claim that the town had fallen was denied by Kyiv."
    assert all(c.stance is not Stance.DENIES for c in read_claims(text))


@pytest.mark.parametrize(
    "text",
    [
        "Pyongyang called accusations of arms deals with Russia absurd.",
        "Pyongyang denied accusations of arms deals with Russia.",
        "N. Korea denies arms deals with Russia",
    ],
)
def test_a_denied_deal_has_both_sides(text: str, read_claims: Reader) -> None:
    (claim,) = (c for c in read_claims(text) if c.type is ClaimType.AGREEMENT)
    assert (claim.agent, claim.counterpart, claim.stance) == (("KP",), ("RU",), Stance.DENIES)
    assert (claim.status, claim.negated) == (Status.DONE, True)


def test_what_is_denied_in_general_is_denied_of_the_deals_told(read_claims: Reader) -> None:
    text = (
        "Pyongyang said it had no plan to export its weapons. It called accusations of arms deals with Russia absurd."
    )
    assert told(read_claims(text)) == [(("KP",), ("RU",), "KP", "denies", True)]


@pytest.mark.parametrize(
    "text",
    [
        "Vladimir Putin did not deny that North Korean soldiers were in Russia when reporters asked him.",
        "The envoy of Russia spoke at length, yet he did not explicitly deny using North Korean arms in Ukraine.",
    ],
)
def test_what_is_not_denied_is_not_said_either(text: str, read_claims: Callable[..., tuple[Claim, ...]]) -> None:
    assert read_claims(text) == ()
