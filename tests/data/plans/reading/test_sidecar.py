"""The file beside a plan is believed only where it agrees with the document and the directory."""

import shutil
from pathlib import Path

import pytest

from data.errors import PlanUnreadable
from data.plans.draft import PlanDraft
from data.plans.reading import read_plan
from data.plans.sidecar import read_sidecar
from data.seeds import seed
from handlers.views.plans.remarks import in_spoken_language

DUTY = """[[duty]]
code = "TC.1"
title = "Báo cáo"
place = "VI.1.a"
words = "chậm nhất là ngày 31/01/2024"
lead = ["Sở Nội vụ"]
"""


def _read(folder: Path, sidecar: str | bytes) -> PlanDraft[str]:
    shutil.copy(seed("ke-hoach-175-kh-ubnd.txt"), folder / "kh.txt")
    content = sidecar if isinstance(sidecar, bytes) else sidecar.encode()
    (folder / "kh.toml").write_bytes(content)
    return in_spoken_language(read_plan(folder / "kh.txt"))


@pytest.mark.parametrize(
    ("key", "sidecar"),
    [
        ("kh.toml", "duty = ["),
        ("kh.toml", b"\xff\xfe\x00"),
        ("color", "color = 'red'"),
        ("confirmation", "confirmation = 'yes'"),
        ("units", "agencies = 'a.csv'"),
        ("standing_body", "standing_body = ['Sở Nội vụ']"),
        ("standing_body", "standing_body = 'Sở Ngoại vụ'"),
        ("standing_body", "standing_body = 'Các sở, ban, ngành'"),
        ("report_closes", "report_closes = '14'"),
        ("report_closes", "report_closes = 32"),
        ("duty", "duty = ['TC.1']"),
        ("duty.owner", DUTY + "owner = 'x'"),
        ("duty.words", DUTY.replace("words", "# words")),
        ("duty.lead", DUTY.replace('["Sở Nội vụ"]', '"Sở Nội vụ"')),
        ("duty.title", DUTY.replace('"Báo cáo"', '""')),
        ("duty.code", DUTY.replace("TC.1", "I.1")),
        ("duty.code", DUTY + DUTY),
        ("duty.inferred", DUTY + "inferred = ['boss']"),
        ("TC.1.words", DUTY.replace("31/01/2024", "30/01/2024")),
        ("TC.1.words", DUTY.replace("VI.1.a", "VI.1.b")),
        ("TC.1.lead", DUTY.replace("Sở Nội vụ", "Sở Ngoại vụ")),
    ],
)
def test_a_mistake_is_refused_by_its_key(tmp_path: Path, key: str, sidecar: str | bytes) -> None:
    with pytest.raises(PlanUnreadable) as refused:
        _read(tmp_path, sidecar)
    assert (refused.value.reason, refused.value.detail) == ("sidecar", key)


def test_a_directory_that_is_not_there_is_refused_by_its_file(tmp_path: Path) -> None:
    with pytest.raises(PlanUnreadable) as refused:
        _read(tmp_path, "agencies = 'a.csv'\nunits = 'u.csv'")
    assert (refused.value.reason, refused.value.detail) == ("directory", "u.csv")


def test_only_what_is_confirmed_becomes_a_task(tmp_path: Path) -> None:
    plan = _read(tmp_path, DUTY)
    assert [task.code for task in plan.tasks if task.section is None] == ["TC.1"]
    assert plan.tasks[-1].lead_agencies == ("snv",)


def test_without_the_file_nothing_is_confirmed_and_reports_wait_for_confirmation(tmp_path: Path) -> None:
    sidecar = read_sidecar(tmp_path / "kh.txt")
    assert (sidecar.duties, sidecar.agencies, sidecar.confirmation, sidecar.standing_body) == ((), None, True, None)


def test_the_standing_body_is_named_as_in_the_directory(tmp_path: Path) -> None:
    assert _read(tmp_path, "standing_body = 'SNV'").standing_body == "snv"
    assert _read(tmp_path, "").standing_body is None


def test_the_day_on_which_reports_close_is_the_14th_unless_told_otherwise(tmp_path: Path) -> None:
    assert _read(tmp_path, "report_closes = 20").report_closes == 20
    assert _read(tmp_path, "").report_closes == 14


def test_a_copy_of_the_shipped_plan_is_confirmed_wherever_it_lies(tmp_path: Path, plan: PlanDraft[str]) -> None:
    copy = shutil.copy(seed("ke-hoach-175-kh-ubnd.txt"), tmp_path / "175.txt")
    assert in_spoken_language(read_plan(Path(copy))) == plan


def test_a_plan_that_differs_in_a_word_is_not_taken_for_the_shipped_one(tmp_path: Path) -> None:
    text = seed("ke-hoach-175-kh-ubnd.txt").read_text(encoding="utf-8")
    (tmp_path / "175.txt").write_text(text.replace("kể cả cấp xã", "trừ cấp xã"), encoding="utf-8")
    assert [task.code for task in read_plan(tmp_path / "175.txt").tasks if task.section is None] == []
