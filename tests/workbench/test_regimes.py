"""The rule base as pages: every regime and measure, and no file by its path."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from probata.pipeline import rulebase
from probata.settings import Settings

REGIMES = rulebase.regimes(Settings())


@pytest.mark.parametrize("regime", REGIMES, ids=lambda r: r.id)
def test_a_regime_shows_each_measure_and_each_measure_its_paragraphs(
    as_: Callable[[str], Client], regime: rulebase.Regime
) -> None:
    client = as_("rea")
    told = client.get(f"/regimes/{regime.id}").content.decode()
    for measure in regime.measures:
        assert f"/regimes/{regime.id}/{measure.id}" in told
        page = client.get(f"/regimes/{regime.id}/{measure.id}").content.decode()
        assert all(p.in_force_from in page for p in measure.paragraphs)
    assert ("disputed" in told) is (regime.contested is not None)


def test_an_address_names_no_file(as_: Callable[[str], Client]) -> None:
    for address in ("/regimes/%2Fetc%2Fpasswd", "/regimes/UN-KP/KP.NONE", "/measures/NONE", "/regimes/pyproject.toml"):
        assert as_("rea").get(address).status_code == 404


def test_a_source_is_a_link_only_where_it_is_a_web_address(as_: Callable[[str], Client]) -> None:
    page = as_("rea").get("/measures/KP.ARMS.FROM").content.decode()
    assert 'rel="noopener noreferrer"' in page
    assert 'href="javascript' not in page
