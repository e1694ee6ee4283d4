"""A plan is written only when somebody owes each of its tasks, or a person has said that nobody here does."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from data.errors import PlanUnreadable
from data.plans.draft import PlanDraft
from data.plans.reading import read_plan
from data.plans.remarks import RemarkCode
from data.plans.storing.apply import apply, preview_changes
from data.store import Store
from handlers.views.plans.remarks import for_registry

PLAN = """Số: 31/KH-UBND

Thái Bình, ngày 08 tháng 01 năm 2024

KẾ HOẠCH
Chăm sóc vườn hoa năm 2024

STT\tNhiệm vụ\tCơ quan chủ trì\tThời gian thực hiện
1\tTưới hoa\tCâu lạc bộ Hoa hồng\tQuý I/2024
2\tTỉa hoa\tHộ trồng hoa\tQuý II/2024
3\tBón phân\tSở Nội vụ\tQuý II/2024
"""
NOW = datetime(2024, 1, 10, tzinfo=UTC)


def _draft(folder: Path, text: str = PLAN, beside: str = "") -> PlanDraft[str]:
    plan = folder / "kh.txt"
    plan.write_text(text, encoding="utf-8")
    plan.with_suffix(".toml").write_text(beside, encoding="utf-8")
    read = read_plan(plan)
    return for_registry(read)


def test_a_task_that_nobody_owes_stops_the_whole_plan(store: Store, tmp_path: Path) -> None:
    draft = _draft(tmp_path)
    with pytest.raises(PlanUnreadable) as refused, store.write() as session:
        apply(session, draft, now=NOW, actor="test")
    assert (refused.value.reason, refused.value.detail) == ("no_owner", "1, 2")
    with store.read() as session:
        assert preview_changes(session, draft).added == 3


def test_names_that_a_person_explained_are_answers(store: Store, tmp_path: Path) -> None:
    beside = '[names]\n"Câu lạc bộ Hoa hồng" = ["Sở Y tế", "Sở Nội vụ"]\n"Hộ trồng hoa" = []\n'
    draft = _draft(tmp_path, beside=beside)
    assert [task.lead_agencies for task in draft.tasks] == [("syt", "snv"), (), ("snv",)]
    assert draft.unowned == ("2",)
    with store.write() as session:
        assert apply(session, draft, now=NOW, actor="test").added == 3


def test_a_correction_of_the_lead_is_an_answer(store: Store, tmp_path: Path) -> None:
    corrected = '[[correction]]\ncode = "{}"\ndocument = "1/SNV"\nreason = "theo phân công"\nlead = ["Sở Y tế"]\n'
    draft = _draft(tmp_path, beside=corrected.format(1) + corrected.format(2))
    with store.write() as session:
        assert apply(session, draft, now=NOW, actor="test").added == 3


@pytest.mark.parametrize("beside", ['[names]\n"X" = ["Câu lạc bộ"]', '[names]\n"X" = "Sở Y tế"', "names = 3"])
def test_an_answer_that_names_nobody_is_refused(tmp_path: Path, beside: str) -> None:
    with pytest.raises(PlanUnreadable) as refused:
        _draft(tmp_path, beside=beside)
    assert refused.value.reason == "sidecar"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (PLAN.replace("Số: 31/KH-UBND", "Số:    /KH-UBND"), "no_number"),
        (PLAN.replace("ngày 08 tháng 01", "ngày    tháng 01"), "no_date"),
    ],
)
def test_a_draft_without_number_or_date_is_not_written(store: Store, tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(PlanUnreadable) as refused, store.write() as session:
        apply(session, _draft(tmp_path, text), now=NOW, actor="test")
    assert refused.value.reason == reason


def test_the_preview_names_the_worst_first(tmp_path: Path) -> None:
    plan = tmp_path / "kh.txt"
    plan.write_text(PLAN, encoding="utf-8")
    assert read_plan(plan).warnings[0].code is RemarkCode.NO_OWNER
