"""Claims held against official shares."""

import numpy as np
import pytest

from vbdash.indicators.industry.claims import business_shares, claim_kinds, claim_ratios


def test_claims_over_official_shares(dataset):
    table = claim_ratios(dataset).set_index("id")
    sisters = table.drop(index="stockholm-13")  # stated as own production only
    assert sisters["ratio_low"].min() > 1.45
    assert sisters["ratio_high"].max() < 1.95
    assert table.loc["stockholm-13", "ratio_high"] < 1.3
    own = table.loc["vasterbotten-41"]
    assert own["ratio_low"] <= 41 / own["middle"] <= own["ratio_high"]
    assert own["value"] / own["low"] == pytest.approx(own["ratio_high"])


def test_a_claim_that_is_not_on_record_is_passed_over(dataset, monkeypatch):
    monkeypatch.setattr("vbdash.indicators.industry.claims.SISTERS", ("nobody-99",))
    assert claim_ratios.__wrapped__(dataset).empty  # as if nothing were kept


def test_business_sector_beside_the_economy(dataset):
    table = business_shares(dataset).set_index("code")
    assert table.loc["06", "business"] == pytest.approx(41.3)  # Jönköping, as printed
    assert table["ratio"].min() > 1.25
    assert table["ratio"].max() < 1.67
    assert np.isnan(table.loc["24", "business"])
    assert "41" in table.loc["24", "missing_en"]


def test_no_official_figure_of_vasterbotten_is_made_out_of_the_claim(dataset):
    observations = dataset.table("observations")
    claims = dataset.table("published_claims")
    assert (claims["value"] == 41).sum() == 1
    assert "vasterbotten-41" not in set(observations["source_id"])


def test_every_published_figure_is_a_share_of_something_known(dataset):
    claims = dataset.table("published_claims")
    kinds = claim_kinds(claims).groupby(claims["id"].to_numpy()).first()
    assert set(kinds) == {"economy", "gdp", "business", "work"}
    assert kinds["vasterbotten-41"] == "economy"
    assert kinds["vasterbotten-17-jobb"] == "work"
    assert kinds["sverige-20-naringsliv"] == "business"
    assert kinds["norrbotten-50"] == "gdp"
