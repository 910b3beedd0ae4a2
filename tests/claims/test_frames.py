"""The frames' own examples, and what the loader refuses."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files

import pytest

from probata.claims.frame import Example, Frame
from probata.claims.framefile import load_frames, read_frames
from probata.errors import KnowledgeError
from probata.knowledge import load
from probata.knowledge.yamlfile import parse_yaml
from probata.records import Claim, ClaimType

EXAMPLES = [
    pytest.param(frame, example, id=f"{frame.id}: {example.text}")
    for frame in load_frames().all
    for example in frame.examples
]


@pytest.mark.parametrize(("frame", "example"), EXAMPLES)
def test_example(frame: Frame, example: Example, read_claims: Callable[..., tuple[Claim, ...]]) -> None:
    found = [c for c in read_claims(example.text) if c.type is frame.type]
    if example.none:
        assert found == []
        return
    fits = [
        c
        for c in found
        if c.agent == example.agent and c.counterpart == example.counterpart and set(c.object) >= set(example.object)
    ]
    assert fits, found
    assert example.status is None or fits[0].status is example.status
    assert example.negated is None or fits[0].negated is example.negated


def test_every_type_has_frames_and_every_frame_is_told_apart() -> None:
    frames = load_frames().all
    assert {f.type for f in frames} == set(ClaimType)
    assert len({f.id for f in frames}) == len(frames)


def test_every_type_says_which_event_codes_it_is_nearest_to() -> None:
    """The key must be there; where no code fits it says null and why."""
    without = set()
    for entry in (files("probata.claims") / "frames").iterdir():
        top = parse_yaml(entry.read_text(encoding="utf-8"), entry.name)
        assert {"plover", "cameo"} <= set(top), entry.name
        assert (top["plover"] is None) is (top["cameo"] is None), entry.name
        if top["plover"] is None:
            without.add(top["type"])
    assert without == {"movement", "theft"}
    codes = {f.type: (f.plover, f.cameo) for f in load_frames().all}
    assert codes[ClaimType.VETO] == ("REJECT", "129")
    assert codes[ClaimType.LISTING] == ("COERCE", "163")


def test_items_that_frames_ask_for_are_in_the_goods_table() -> None:
    assert {i for f in load_frames().all for i in f.items if load().goods.get(i) is None} == set()


def test_every_frame_has_examples_and_counter_examples() -> None:
    frames = load_frames().all
    assert [f.id for f in frames if all(e.none for e in f.examples)] == []
    assert [f.id for f in frames if not any(e.none for e in f.examples)] == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("type: theft\nframes:\n  - id: x\n    verb: [steal]\n", "unknown key 'verb'"),
        ("type: heist\nframes: []\n", "'type'"),
        ("type: theft\nframes:\n  - id: x\n    roles: {agent: [subject]}\n", "'verbs' or 'nouns'"),
        ("type: theft\nframes:\n  - id: x\n    verbs: [steal]\n    needs: [thief]\n", "'thief'"),
        ("type: theft\nframes:\n  - id: x\n    verbs: [steal]\n    roles: {victim: [from]}\n", "victim"),
        ("type: theft\nframes:\n  - id: x\n    verbs: [steal]\n    goods: [diamonds]\n", "goods"),
        ("type: theft\nframes: [\n", "YAML"),
        ("type: theft\nplover: STEAL\nframes: []\n", "'plover'"),
        ("type: theft\ncameo: '7'\nframes: []\n", "no CAMEO code"),
    ],
)
def test_slip_is_named_with_file_and_line(text: str, message: str) -> None:
    with pytest.raises(KnowledgeError, match=message) as caught:
        read_frames(text, "frames/made-up.yml")
    assert "frames/made-up.yml" in str(caught.value)


def test_new_frame_needs_no_code() -> None:
    (frame,) = read_frames(
        "type: transfer\nframes:\n  - id: airdrop\n    verbs: [airdrop]\n"
        "    roles: {agent: [subject], counterpart: [to], object: [object]}\n    needs: [object, agent]\n",
        "frames/made-up.yml",
    )
    assert frame.id == "transfer.airdrop"
    assert [t.lemma for t in frame.verbs] == ["airdrop"]
