"""The sample plan of the demo: both files are one plan, damaged as promised, whose agencies are in the directory."""

from pathlib import Path

import pytest

from bot.demo.sample_plan import STEM, TYPES, make_sample_plan
from data.plans.agencies import national
from data.plans.draft import PlanDraft
from data.plans.reading import read_plan
from data.plans.remarks import Remark, RemarkCode


def read(folder: Path, ending: str) -> PlanDraft[Remark]:
    path = folder / f"{STEM}.{ending}"
    path.write_bytes(make_sample_plan(ending))
    province = national.find_province_named("Hưng Yên")
    assert province
    return read_plan(path, national.propose_province(province))


def test_both_files_are_the_same_tasks(tmp_path: Path) -> None:
    word, excel = (read(tmp_path, ending) for ending in TYPES)
    assert [(one.code, one.title, one.lead, one.timeframe) for one in word.tasks] == [
        (one.code, one.title, one.lead, one.timeframe) for one in excel.tasks
    ]
    assert (word.number, f"{word.issued_on}", len(word.tasks)) == ("15/KH-UBND", "2026-01-06", 9)


@pytest.mark.parametrize("ending", TYPES)
def test_what_is_damaged_is_said_and_the_rest_is_understood(tmp_path: Path, ending: str) -> None:
    draft = read(tmp_path, ending)
    said = {one.code for one in (*draft.warnings, *(each for task in draft.tasks for each in task.warnings))}
    assert said >= {RemarkCode.MERGED_REPEATED, RemarkCode.FONT_DECODED, RemarkCode.TIME_UNCERTAIN}
    assert [task.code for task in draft.tasks if not task.lead_agencies] == ["A.6", "A.7"]
    assert "Rà soát, đơn giản hóa thủ tục hành chính nội bộ" in [task.title for task in draft.tasks]
