"""Plans ask for sending or for issuing, in their own words; the file beside a plan may say otherwise."""

from pathlib import Path

import pytest

from data.enums import JudgedBy
from data.errors import PlanUnreadable
from data.plans.reading import read_plan
from data.plans.times.sending import read_judged_by, sentence_with
from data.seeds import seed

RECEIVED, DOCUMENT = JudgedBy.RECEIVED, JudgedBy.DOCUMENT


@pytest.mark.parametrize(
    ("said", "judged_by"),
    [
        ("gửi về Sở Nội vụ chậm nhất ngày 15 của tháng cuối kỳ", RECEIVED),
        ("Nộp báo cáo trước ngày 20/6/2024", RECEIVED),
        ("BÁO CÁO Ủy ban nhân dân tỉnh kết quả trước 25/12", RECEIVED),
        ("Ban hành kế hoạch và gửi Sở Nội vụ chậm nhất 31/01/2024", RECEIVED),
        ("gui ve So Tai chinh muon nhat 10/7", RECEIVED),
        ("Thời điểm ban hành Kế hoạch chậm nhất là ngày 31/01/2024", DOCUMENT),
        ("hoàn thành xây dựng Đề án chậm nhất đến 31/3/2024", DOCUMENT),
        ("Ban hành báo cáo trước ngày 15/6", DOCUMENT),
        ("Xây dựng báo cáo, hoàn thành trước ngày 15/6", DOCUMENT),
        ("gửi hồ sơ lấy ý kiến rồi ban hành quyết định trước ngày 1/7", DOCUMENT),
        ("chậm nhất ngày 15/6 gửi báo cáo", None),
        ("Gửi báo cáo hằng quý", None),
        ("Tháng 6/2024", None),
        ("", None),
    ],
)
def test_the_verb_before_the_words_of_time_decides(said: str, judged_by: JudgedBy | None) -> None:
    assert read_judged_by(said) is judged_by


def test_only_the_sentence_of_the_words_is_read() -> None:
    paragraph = "Các sở gửi kế hoạch về Sở Nội vụ. Thời điểm ban hành chậm nhất là ngày 31/01 (kể cả cấp xã)."
    assert sentence_with("chậm nhất là ngày 31/01", paragraph) == "Thời điểm ban hành chậm nhất là ngày 31/01"
    assert sentence_with("trước ngày 1/2", paragraph) == "trước ngày 1/2"


def test_of_plan_175_the_periodic_report_is_one_for_sending() -> None:
    tasks = read_plan(seed("ke-hoach-175-kh-ubnd.txt")).tasks
    judged = {task.code: task.judged_by for task in tasks if task.judged_by}
    assert judged == {"TC.1": DOCUMENT, "TC.2": RECEIVED, "TC.3": DOCUMENT}


def beside(folder: Path, lines: str) -> Path:
    """Plan 175 with a file beside it."""
    path = folder / "kh.txt"
    path.write_bytes(seed("ke-hoach-175-kh-ubnd.txt").read_bytes())
    path.with_suffix(".toml").write_text(lines, encoding="utf-8")
    return path


def test_the_file_beside_a_plan_says_otherwise(tmp_path: Path) -> None:
    read = read_plan(beside(tmp_path, 'judged_by = "received"\n[judged]\n"I.5" = "received"\n"II.3" = "document"\n'))
    judged = {task.code: task.judged_by for task in read.tasks if task.judged_by}
    assert (read.judged_by, judged.pop("II.3"), {*judged.values()}) == (RECEIVED, DOCUMENT, {RECEIVED})


def test_tasks_of_which_it_says_nothing_are_judged_by_their_words(tmp_path: Path) -> None:
    read = read_plan(beside(tmp_path, '[judged]\n"I.5" = "received"\n'))
    judged = {task.code: task.judged_by for task in read.tasks if task.judged_by}
    assert (read.judged_by, judged) == (None, {"I.5": RECEIVED})


@pytest.mark.parametrize(
    ("lines", "key"),
    [
        ('judged_by = "sent"', "judged_by"),
        ("judged_by = 1", "judged_by"),
        ('[judged]\n"I.5" = "sent"', "judged.I.5"),
        ('[judged]\n"IX.5" = "received"', "judged.IX.5"),
    ],
)
def test_a_mistake_is_refused_by_its_key(tmp_path: Path, lines: str, key: str) -> None:
    with pytest.raises(PlanUnreadable) as refused:
        read_plan(beside(tmp_path, lines))
    assert refused.value.detail == key
