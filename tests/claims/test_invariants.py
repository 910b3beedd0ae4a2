"""What holds of every claim, on sentences put together at random and on text of no sense."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from probata.claims import extract
from probata.claims.framefile import load_frames
from probata.errors import InputError
from probata.knowledge import load
from probata.language import annotate
from probata.language.parse import load_model
from probata.reading import read_text
from probata.records import Claim, Stance, from_json, to_json
from probata.settings import Settings

ACTORS = [
    "North Korea",
    "Moscow",
    "the North",
    "Iran",
    "Seoul",
    "Putin",
    "U.S. and South Korean officials",
    "it",
    "nobody",
]
VERBS = [
    "sent",
    "is said to have sold",
    "will give",
    "denied providing",
    "hopes to get",
    "received",
    "launched",
    "visited",
]
GOODS = [
    "shells",
    "about 7,000 containers filled with munitions",
    "a limousine",
    "missiles",
    "oil",
    "10,000 troops",
    "😀",
]
TAILS = ["to Russia", "from Pyongyang", "in March", "in exchange for food", "on Monday", "at Ukraine", "’s", "", "— «"]
SAYS = ["", "Kyiv said that ", "According to KCNA, ", "Analysts fear that ", "Moscow denied that "]

sentence = st.builds(
    lambda says, who, does, what, tails: f"{says}{who} {does} {what} {' '.join(tails)}.",
    st.sampled_from(SAYS),
    st.sampled_from(ACTORS),
    st.sampled_from(VERBS),
    st.sampled_from(GOODS),
    st.lists(st.sampled_from(TAILS), max_size=3),
)
text = st.lists(st.one_of(sentence, st.text(max_size=40)), min_size=1, max_size=4).map("\n".join)


def claims_of(content: str) -> tuple[str, tuple[Claim, ...]]:
    try:
        report = read_text(content, label="made up", published="2024-06-17")
    except InputError:
        return content, ()
    return report.text, extract(annotate(report, load(), load_model(Settings().model)), load())


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text)
def test_every_value_has_its_passage(content: str) -> None:
    report_text, claims = claims_of(content)
    frames = {f.id for f in load_frames().all}
    for claim in claims:
        assert claim.quote == report_text[claim.start : claim.end] != ""
        for name in ("trigger", "agent", "counterpart", "object", "quantity", "time", "place"):
            for start, end in getattr(claim.evidence, name):
                assert 0 <= start < end <= len(report_text)
        assert claim.evidence.trigger
        assert claim.rule.split("+")[0] in frames
        assert claim.engine == "rules"
        assert not set(claim.agent) & set(claim.counterpart)
        assert not {"anonymous", "report"} & {*claim.agent, *claim.counterpart}
        assert claim.stance is not Stance.DENIES or claim.negated or claim.rule.endswith("+no proof")
        assert from_json(Claim, to_json(claim)) == claim
    assert len({c.id for c in claims}) == len(claims)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text)
def test_same_text_gives_the_same_claims(content: str) -> None:
    assert claims_of(content) == claims_of(content)
