"""`nhacviec officer`: many people are invited from a list, and go to another agency."""

import csv
import json
from collections.abc import Callable
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path

import pytest
from openpyxl import Workbook
from pypdfium2 import PdfDocument

from tests.bot.cli.test_commands import document
from tests.bot.conftest import Nhacviec

ROWS = [
    ("Trần Thị Bình", "Sở Tư pháp", ""),
    ("Lê Văn Cường", "stc", "lãnh đạo"),
    ("12345", "Sở Tư pháp", "đầu mối"),
    ("Phạm Thị Dung", "Sở Không Có", "officer"),
    ("Võ Văn Em", "Sở Y tế", "thủ kho"),
    ("Hồ Thị Giang", "Sở Y tế", "head"),
]
RIGHT = {("Trần Thị Bình", "stp", "officer"), ("Lê Văn Cường", "stc", "head"), ("Hồ Thị Giang", "syt", "head")}
FAULTS = ["not_a_name", "unknown_agency", "unknown_role"]


def _csv(path: Path, heads: tuple[str, ...], delimiter: str = ",", encoding: str = "utf-8") -> Path:
    text = StringIO()
    csv.writer(text, delimiter=delimiter).writerows([heads, *ROWS])
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def write_csv(folder: Path) -> Path:
    return _csv(folder / "moi.csv", ("name", "agency", "role"))


def write_semicolons(folder: Path) -> Path:
    return _csv(folder / "moi.csv", ("Họ và tên", "Cơ quan", "Vai"), ";", "utf-16")


def write_text(folder: Path) -> Path:
    path = folder / "moi.txt"
    path.write_text("\n" + "\n".join(", ".join(filter(None, row)) for row in ROWS), encoding="utf-8")
    return path


def write_workbook(folder: Path) -> Path:
    book = Workbook()
    for row in (("Họ tên", "Đơn vị", "Vai trò"), *ROWS):
        book.active.append(row)
    book.save(folder / "moi.xlsx")
    return folder / "moi.xlsx"


@pytest.mark.parametrize("write", [write_csv, write_semicolons, write_workbook])
def test_the_right_lines_of_a_list_get_codes_and_the_wrong_ones_are_named(
    nhacviec: Nhacviec, plan_175: None, tmp_path: Path, write: Callable[[Path], Path]
) -> None:
    slips = tmp_path / "phieu.pdf"
    said = document(nhacviec, "officer", "invite", "--from", str(write(tmp_path)), "--slips", str(slips))
    assert {(one["name"], one["agency"], one["role"]) for one in said["invitations"]} == RIGHT
    assert len({one["code"] for one in said["invitations"]}) == 3
    assert [(one["line"], one["fault"]) for one in said["rejected"]] == list(zip((4, 5, 6), FAULTS, strict=True))
    assert all(one["reason"] for one in said["rejected"])
    assert said["slips"] == str(slips)
    assert len(PdfDocument(slips)) == 1
    assert len(document(nhacviec, "officer", "invitations")["invitations"]) == 3


def test_what_is_pasted_is_read_as_the_chat_reads_it(
    nhacviec: Nhacviec, plan_175: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    pasted = (
        "1. Trần Thị Bình - Sở Tư pháp\nLê Văn Cường, Sở Tài chính, lãnh đạo\nHồ Thị Giang\nNgô Văn Hải\tSở Y tế\n"
    )
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(pasted.encode()), encoding="utf-8"))
    said = document(nhacviec, "officer", "invite", "--from", "-", "--agency", "snv")
    assert [(one["name"], one["agency"]) for one in said["invitations"]] == [
        ("Trần Thị Bình", "stp"),
        ("Lê Văn Cường", "stc"),
        ("Hồ Thị Giang", "snv"),
        ("Ngô Văn Hải", "syt"),
    ]
    assert (said["rejected"], said["slips"]) == ([], None)


def test_a_list_is_told_in_words_and_given_twice_invites_nobody_twice(
    nhacviec: Nhacviec, plan_175: None, tmp_path: Path
) -> None:
    path = write_text(tmp_path)
    done = nhacviec("officer", "invite", "--from", str(path))
    assert (done.status, "Đã cấp" in done.out) == (0, True)
    assert done.err.splitlines()[0] == "Dòng 4 “12345, Sở Tư pháp, đầu mối”: thiếu họ tên."
    again = nhacviec("officer", "invite", "--from", str(path), "--slips", str(tmp_path / "phieu.pdf"))
    assert (again.status, "đang có mã chờ" in again.err) == (1, True)
    assert not (tmp_path / "phieu.pdf").exists(), "a file of no slips"


def test_a_role_that_sees_all_outside_the_standing_body_is_a_wrong_line_without_a_yes(
    nhacviec: Nhacviec, plan_175: None, tmp_path: Path
) -> None:
    path = tmp_path / "moi.txt"
    path.write_text("An Văn Một, stp, giám sát\nAn Văn Hai, snv, giám sát\n", encoding="utf-8")
    said = document(nhacviec, "officer", "invite", "--from", str(path))
    assert [one["name"] for one in said["invitations"]] == ["An Văn Hai"]
    assert [(one["line"], one["fault"]) for one in said["rejected"]] == [(1, "outside")]
    sure = document(nhacviec, "officer", "invite", "--from", str(path), "--yes")
    assert [one["name"] for one in sure["invitations"]] == ["An Văn Một"]


@pytest.mark.parametrize(
    ("content", "options", "status"),
    [
        (b"", (), 1),
        (b"\n\n", (), 1),
        (b"PK\x03\x04 half a package", (), 1),
        (b"An Van Mot, stp", ("--name", "An"), 2),
        (b"An Van Mot, stp", ("--role", "head"), 2),
        (b"An Van Mot, stp", ("--slips", "/nowhere/at/all.pdf"), 1),
        (b"An Van Mot, stp", ("--agency", "khong-co"), 1),
    ],
)
def test_what_is_no_list_makes_no_code(
    nhacviec: Nhacviec, plan_175: None, tmp_path: Path, content: bytes, options: tuple[str, ...], status: int
) -> None:
    path = tmp_path / "moi.txt"
    path.write_bytes(content)
    done = nhacviec("officer", "invite", "--from", str(path), *options)
    assert (done.status, bool(done.err)) == (status, True)
    assert document(nhacviec, "officer", "invitations") == {"invitations": []}


def test_one_or_a_list_must_be_named(nhacviec: Nhacviec, plan_175: None) -> None:
    assert nhacviec("officer", "invite").status == 2
    assert nhacviec("officer", "invite", "--agency", "stp", "--slips", "a.pdf").status == 2
    assert nhacviec("officer", "invite", "--from", "/nowhere/moi.csv").status == 1


def test_an_officer_goes_to_another_agency(
    nhacviec: Nhacviec, plan_175: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", StringIO("/toi\n"))
    nhacviec("chat", "--as", "stp")
    [before] = document(nhacviec, "officer", "list")["officers"]
    moved = document(nhacviec, "officer", "move", str(before["id"]), "--agency", "stc", "--role", "head")
    assert moved["before"] == {"id": before["id"], "agency_name": "Sở Tư pháp", "role": "officer"}
    [after] = document(nhacviec, "officer", "list")["officers"]
    assert (after["id"], after["agency"], after["role"]) == (moved["after"]["id"], "stc", "head")
    for options in (("--agency", "snv", "--role", "admin"), ("--agency", "khong-co")):
        assert nhacviec("officer", "move", str(after["id"]), *options).status == 1
    assert nhacviec("officer", "move", "404", "--agency", "stp").status == 1
    assert json.dumps(document(nhacviec, "officer", "list")["officers"]) == json.dumps([after])
