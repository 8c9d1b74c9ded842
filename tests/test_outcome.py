"""Fates are a closed set: every reason has one, and every status of a stage leads to a reason."""

from __future__ import annotations

from models.page import FetchStatus
from models.vocabulary import CleanStatus, ExtractStatus, Fate
from pipeline.outcome import FATES, OF_CLEAN, OF_EXTRACT, OF_FETCH, Outcome, Reason, Stage, by_fate, count


def test_every_reason_has_a_fate_and_every_fate_a_reason() -> None:
    assert set(FATES) == set(Reason)
    assert set(FATES.values()) == set(Fate)


def test_every_status_of_a_stage_has_its_reason() -> None:
    assert set(OF_FETCH) == set(FetchStatus)
    assert set(OF_CLEAN) == set(CleanStatus) - {CleanStatus.CLEANED}
    assert set(OF_EXTRACT) == set(ExtractStatus)


def test_the_sum_of_fates_is_the_number_of_items() -> None:
    items = [Outcome(str(n), "s", Stage.FETCH, reason) for n, reason in enumerate([*Reason, *Reason])]
    fates = by_fate(count(items))
    assert sum(fates.values()) == len(items)
    assert fates[Fate.RETRY] == 2 * sum(fate is Fate.RETRY for fate in FATES.values())
