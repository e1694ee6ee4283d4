"""A plan that waits is not read anew at every tap, and never with a directory that is no longer there."""

from dataclasses import replace
from datetime import date
from threading import Thread

import pytest

import data.plans.waiting.reading as waiting
from data.plans.agencies.directory import AgencyEntry, Directory
from data.plans.formats.document_json import write_document
from data.plans.formats.text import read_text
from data.plans.waiting.answers import Answers
from data.plans.waiting.kept import Kept
from data.plans.waiting.reading import read_waiting

TEXT = """Số: 7/KH-UBND
Hưng Yên, ngày 08 tháng 01 năm 2026
KẾ HOẠCH
Vườn hoa năm 2026
STT\tNhiệm vụ\tCơ quan chủ trì\tThời gian
I\tSở Hoa\t\t
1\tTưới hoa\t\tQuý I
2\tTỉa cành\tSở Cây\t
"""
OFFICE = Directory((AgencyEntry("hoa", "Sở Hoa", "Hoa", "department"),))


@pytest.fixture
def document(monkeypatch: pytest.MonkeyPatch) -> str:
    """A plan, with nothing kept of earlier tests."""
    monkeypatch.setattr(waiting, "_PREPARED", Kept(2))
    monkeypatch.setattr(waiting, "_READ", Kept(3))
    return write_document(read_text(TEXT.encode()))


def _office(_day: date | None, _province: str) -> Directory:
    return OFFICE


def test_a_second_look_reads_nothing_and_an_answer_no_table(document: str, monkeypatch: pytest.MonkeyPatch) -> None:
    first = read_waiting(document, Answers(), _office)
    monkeypatch.setattr(waiting, "prepare_waiting", lambda _document: pytest.fail("the table is read again"))
    answered = read_waiting(document, Answers(names={"Sở Cây": ("hoa",)}), _office)
    monkeypatch.setattr(waiting, "read_prepared_waiting", lambda *_args: pytest.fail("the plan is read again"))
    assert read_waiting(document, Answers(), _office) is first
    assert read_waiting(document, Answers(names={"Sở Cây": ("hoa",)}), _office) is answered
    assert [task.lead_agencies for task in first.tasks] == [("hoa",), ()]
    assert [task.lead_agencies for task in answered.tasks] == [("hoa",), ("hoa",)]


def test_reading_again_finds_the_same_rows(document: str) -> None:
    first = read_waiting(document, Answers(), _office)
    for number in range(5):  # more than are kept
        read_waiting(document, Answers(number=f"{number}/KH-UBND"), _office)
    assert read_waiting(document, Answers(), _office) == first


def test_a_directory_that_changed_is_read_with(document: str) -> None:
    assert not read_waiting(document, Answers(), _office).tasks[1].lead_agencies
    grown = replace(OFFICE, agencies=(*OFFICE.agencies, AgencyEntry("cay", "Sở Cây", "Cây", "department")))
    assert read_waiting(document, Answers(), lambda _day, _province: grown).tasks[1].lead_agencies == ("cay",)


def test_what_is_kept_has_a_bound_whatever_thread_asks() -> None:
    kept: Kept[int] = Kept(2)
    threads = [Thread(target=lambda n=n: kept.get(n % 5, lambda: n)) for n in range(50)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    made = iter(range(100))
    found = [kept.get(key, lambda: next(made)) for key in (10, 11, 10, 12, 10, 11)]
    assert found == [0, 1, 0, 2, 0, 3]
