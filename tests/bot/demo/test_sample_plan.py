"""The sample plan of the demo: both files are one plan, damaged as promised, whose agencies are in the directory."""

from pathlib import Path

import pytest

from bot.demo.sample_plan import STEM, TYPES, make_sample_plan
from data.plans.draft import PlanDraft
from data.plans.reading import read_plan
from data.plans.remarks import Remark, RemarkCode


def read(folder: Path, ending: str) -> PlanDraft[Remark]:
    path = folder / f"{STEM}.{ending}"
    path.write_bytes(make_sample_plan(ending))
    return read_plan(path)


def test_both_files_are_the_same_tasks(tmp_path: Path) -> None:
    word, excel = (read(tmp_path, ending) for ending in TYPES)
    assert [(one.code, one.title, one.lead_text, one.time_text) for one in word.tasks] == [
        (one.code, one.title, one.lead_text, one.time_text) for one in excel.tasks
    ]
    assert (word.number, f"{word.issued_on}", len(word.tasks)) == ("15/KH-UBND", "2026-01-06", 9)


@pytest.mark.parametrize("ending", TYPES)
def test_what_is_damaged_is_said_and_the_rest_is_understood(tmp_path: Path, ending: str) -> None:
    draft = read(tmp_path, ending)
    said = {one.code for one in draft.warnings}
    assert said >= {RemarkCode.NO_OWNER, RemarkCode.MERGED_CELLS, RemarkCode.OLD_FONT}
    assert [task.code for task in draft.tasks if not task.lead_agencies] == ["A.6", "A.7"]
    assert "Rà soát, đơn giản hóa thủ tục hành chính nội bộ" in [task.title for task in draft.tasks]
