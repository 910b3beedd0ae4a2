from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probata.knowledge import RoleKind, load

KNOWLEDGE = load()
ROLES = KNOWLEDGE.roles


@pytest.mark.parametrize(
    ("noun", "role", "kind"),
    [
        ("leader", "leader", RoleKind.PERSON),
        ("vice foreign minister", "deputy foreign minister", RoleKind.PERSON),
        ("Deputy Secretary of State", "deputy foreign minister", RoleKind.PERSON),
        ("Foreign Ministry", "foreign ministry", RoleKind.BODY),
        ("defence ministry", "defense ministry", RoleKind.BODY),
        ("Defence Minister", "defense minister", RoleKind.PERSON),
        ("spy agency", "intelligence agency", RoleKind.BODY),
        ("state media", "state media", RoleKind.GROUP),
        ("officials", "official", RoleKind.PERSON),
        ("its top envoys", "ambassador", RoleKind.PERSON),
    ],
)
def test_is_role(noun: str, role: str, kind: RoleKind) -> None:
    found = ROLES.is_role(noun)
    assert found is not None
    assert (found.id, found.kind) == (role, kind)


@pytest.mark.parametrize("noun", ["table", "", "missile", "  "])
def test_is_no_role(noun: str) -> None:
    assert ROLES.is_role(noun) is None


def test_who_speaks_for_a_state() -> None:
    roles = {role.id: role for role in ROLES}
    assert roles["official"].official
    assert roles["official"].unnamed
    assert not roles["expert"].official
    assert not roles["lawmaker"].official


def test_scan_tells_plural_and_former() -> None:
    former, officials = ROLES.scan("A former defense minister and two officials spoke.")
    assert (former.role.id, former.former, former.plural) == ("defense minister", True, False)
    assert (officials.role.id, officials.former, officials.plural) == ("official", False, True)


def test_every_office_of_a_person_is_a_role() -> None:
    known = {role.id for role in ROLES}
    for actor in KNOWLEDGE.actors:
        for office in actor.offices:
            for role in office.roles:
                assert role in known or role.removeprefix("deputy ") in known, (actor.id, role)


@given(st.text())
def test_any_text(text: str) -> None:
    end = 0
    for match in ROLES.scan(text):
        assert match.start >= end
        assert text[match.start : match.end] == match.text
        end = match.end
    ROLES.is_role(text)
