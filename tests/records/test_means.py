"""No number without its passage, and the test of an IMO number beside it."""

from __future__ import annotations

import pytest

from probata.records import Means, MeansEvidence, MeansKind, Place


@pytest.mark.parametrize("name", ["name", "model", "mmsi", "flag", "registration"])
def test_a_value_needs_a_passage(name):
    with pytest.raises(ValueError, match=f"{name} has a value but no passage"):
        Means(3, 9, "vessel", MeansKind.VESSEL, **{name: "x"})


@pytest.mark.parametrize(("imo", "valid"), [("9123453", None), (None, True)])
def test_an_imo_number_and_its_test_go_together(imo, valid):
    with pytest.raises(ValueError, match="go together"):
        Means(3, 9, "vessel", MeansKind.VESSEL, imo=imo, imo_valid=valid, evidence=MeansEvidence(imo=((3, 9),)))


def test_places_of_one_name_are_one():
    assert Place(0, 13, "port of Rajin", name="Rajin").key == Place(5, 10, "Najin", name="Rajin").key
    assert Place(0, 6, "Depots").key == "depots"
