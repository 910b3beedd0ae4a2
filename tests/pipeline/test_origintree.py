"""Origins as trees: no report, link or reason of a path is lost, and what begins alike is one branch."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from probata.pipeline.origintree import Branch, branches, reports_of
from probata.records import Origin, OriginKind, OriginPath, OriginStep, StepKind

STEP = st.builds(
    OriginStep,
    st.sampled_from(["Yonhap", "Shin Won-sik", "KCNA", "Interfax"]),
    st.sampled_from([StepKind.AGENCY, StepKind.SPEAKER, StepKind.RELAY]),
    st.sampled_from(["it passes it on", "it is named", "it stands by the claim"]),
    st.sampled_from(["", "it knows it itself"]),
)


@st.composite
def origins(draw: st.DrawFn) -> Origin:
    paths = []
    for number in range(draw(st.integers(0, 12))):
        report = f"r{draw(st.integers(0, 4))}"
        root = [OriginStep("South Korea", StepKind.STATE, "he speaks for it")] * draw(st.integers(0, 1))
        first = OriginStep(f"outlet {report}", StepKind.OUTLET, "it publishes the report")
        steps = (first, *draw(st.lists(STEP, max_size=3)))
        paths.append(OriginPath(report, (f"c{number}",), (*steps, *root)))
    return Origin("KR", OriginKind.OFFICIAL, ("c0",), "one", paths=tuple(paths))


def ends(tree: Iterable[Branch]) -> set[tuple[str, str]]:
    return {(b.report, c) for b in tree for c in b.claims}.union(*(ends(b.branches) for b in tree))


@given(origins())
def test_every_path_has_its_end_and_every_end_a_path(origin: Origin) -> None:
    tree = branches(origin)
    assert ends(tree) == {(p.report, c) for p in origin.paths for c in p.claims}
    assert set(reports_of(tree)) == {p.report for p in origin.paths}
    assert sum(b.ends for b in tree) == len(list(reports_of(tree)))


@given(origins(), st.integers(0, 6), st.integers(1, 6))
def test_a_part_holds_these_paths_alone(origin: Origin, first: int, most: int) -> None:
    wanted = origin.paths[first : first + most]
    assert ends(branches(origin, first, most)) == {(p.report, c) for p in wanted for c in p.claims}


@given(origins())
def test_no_two_branches_of_one_level_are_the_same(origin: Origin) -> None:
    def check(level: list[Branch]) -> None:
        keys = [b.report or (b.who, b.kind) for b in level]
        assert len(keys) == len(set(keys))
        for branch in level:
            check(branch.branches)

    check(branches(origin))


def test_ways_that_begin_alike_share_a_branch_with_all_its_reasons() -> None:
    def path(report: str, why: str) -> OriginPath:
        return OriginPath(report, (f"c-{report}",), (
            OriginStep(f"outlet {report}", StepKind.OUTLET, "it publishes the report"),
            OriginStep("Yonhap", StepKind.AGENCY, why),
            OriginStep("South Korea", StepKind.STATE, "it speaks for itself"),
        ))  # fmt: skip

    origin = Origin("KR", OriginKind.OFFICIAL, ("c1",), "one",
                    paths=(path("r1", "it is credited"), path("r2", "it stands by the claim")))  # fmt: skip
    (yonhap,) = branches(origin)
    assert (yonhap.who, yonhap.because) == ("Yonhap", ("it is credited", "it stands by the claim"))
    assert [b.report for b in yonhap.branches] == ["r1", "r2"]
