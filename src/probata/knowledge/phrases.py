"""How a name or a common noun may be written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

_IRREGULAR = {"man": "men", "woman": "women", "person": "people", "staff": "staff", "aircraft": "aircraft"}
_KEEPS = ("s", "x", "z", "ch", "sh")


def plural(noun: str) -> str:
    """The regular plural of an English noun phrase's last word ("drone" to "drones")."""
    for one, many in _IRREGULAR.items():
        if noun.endswith(one):
            return noun[: -len(one)] + many
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(_KEEPS) else "s")


def korean_forms(name: str) -> Iterator[str]:
    """A Korean name (surname first, given name of two syllables) as the press writes it.

    "Shin Won-sik" is also Shin Won Sik, Shin Won-Sik, Shin Wonsik and Shin WonSik's plain kin; the
    order Won-sik Shin is left out, since it is rare and short names would run into others.
    """
    yield name
    surname, _, given = name.partition(" ")
    syllables = given.replace("-", " ").split()
    if len(syllables) != 2:
        return
    first, second = syllables
    yield f"{surname} {first}-{second.lower()}"
    yield f"{surname} {first}-{second.capitalize()}"
    yield f"{surname} {first} {second.capitalize()}"
    yield f"{surname} {first}{second.lower()}"


def with_capitals(names: Iterable[str]) -> Iterator[str]:
    """Every name, and in capitals as headlines and datelines have it; short ones would be words."""
    for name in names:
        yield name
        if len(name) > 3 and name.upper() != name:
            yield name.upper()
