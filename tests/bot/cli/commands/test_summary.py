"""`nhacviec summary` in depth, and `nhacviec export png`: what /tonghop shows, from the shell."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from tests.bot.cli.test_commands import document
from tests.bot.conftest import Nhacviec

FIGURES = ("total", "done_on_time", "done_late", "open_in_time", "open_overdue", "no_date")


@pytest.mark.parametrize("table", ["agencies", "sections", "periods", "leads"])
def test_every_table_of_the_summary_adds_up_to_the_whole(nhacviec: Nhacviec, plan_175: None, table: str) -> None:
    counted = document(nhacviec, "summary")
    assert {name: sum(part[name] for part in counted[table]) for name in FIGURES} == {
        name: counted[name] for name in FIGURES
    }


def test_the_summary_tells_quarters_leads_and_what_moved(nhacviec: Nhacviec, plan_175: None) -> None:
    counted = document(nhacviec, "summary")
    assert [part["period"] for part in counted["periods"]] == [
        "2023-Q4",
        "2024-Q1",
        "2024-Q2",
        "2024-Q3",
        "2024-Q4",
        None,
    ]
    assert [(part["lead"], part["sections"]) for part in counted["leads"]] == [
        ("snv", ["I", "IV", "V"]),
        ("stp", ["II"]),
        ("vp-ubnd", ["III"]),
        ("stc", ["VI"]),
        ("stttt", ["VII"]),
        (None, []),
    ]
    assert counted["since"] == {"monday": "2024-02-19", "done": 0, "overdue": 0}


def test_a_person_reads_the_same_tables(nhacviec: Nhacviec, plan_175: None) -> None:
    said = nhacviec("summary", "--agency", "stp").out
    assert said.startswith("Kế hoạch 175/KH-UBND, đến Thứ Hai, 26/02/2024\nTừ Thứ Hai 19/02: chưa có thay đổi\n")
    for heading in ("Quý của mốc hạn", "Lĩnh vực", "Cơ quan chủ trì lĩnh vực", "Cơ quan"):
        assert f"\n{heading} " in said


@pytest.mark.parametrize(
    ("options", "name"),
    [
        ("", "175-KH-UBND-2024-02-26.agencies.png"),
        ("--picture year", "175-KH-UBND-2024-02-26.year.png"),
        ("--agency stp", "175-KH-UBND-stp-2024-02-26.agencies.png"),
        ("--picture year --agency stp --out hinh.png", "hinh.png"),
    ],
)
def test_a_picture_is_written(nhacviec: Nhacviec, plan_175: None, tmp_path: Path, options: str, name: str) -> None:
    done = document(nhacviec, "export", "png", *options.split())
    written = (tmp_path / name).read_bytes()
    assert (done["file"], done["bytes"]) == (name, len(written))
    with Image.open(BytesIO(written)) as picture:
        assert (picture.format, picture.width) == ("PNG", 1080)


def test_a_picture_that_there_is_not_is_wrong_usage(nhacviec: Nhacviec, plan_175: None) -> None:
    done = nhacviec("export", "png", "--picture", "month")
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith("Giá trị của '--picture' không đúng")


def test_the_figures_of_a_day_are_told_and_days_without_any_are_refused(
    nhacviec: Nhacviec, plan_175: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    today = document(nhacviec, "summary")
    monkeypatch.setenv("NHACVIEC_NOW", "2024-04-10T08:00:00+07:00")
    then = document(nhacviec, "summary", "--on", "2024-02-26")
    assert then == today
    assert document(nhacviec, "summary")["open_overdue"] > then["open_overdue"]
    for day in ("2024-04-11", "2022-01-01"):
        refused = nhacviec("summary", "--on", day)
        assert (refused.status, refused.out) == (1, "")
        assert "số liệu" in refused.err
    listed = document(nhacviec, "duties", "--agency", "stp", "--on", "2024-02-26")
    assert (listed["today"], {one["state"] for one in listed["duties"]}) == ("2024-02-26", {"not_started"})
    assert document(nhacviec, "export", "xlsx", "--on", "2024-03-01")["file"] == "175-KH-UBND-2024-03-01.xlsx"
    assert document(nhacviec, "export", "png", "--on", "2024-03-01")["file"].endswith("2024-03-01.agencies.png")
    assert document(nhacviec, "export", "docx", "--period", "q1")["file"] == "175-KH-UBND-q1-2024-03-14.docx"
