"""`nhacviec agency`: an office is set up without a file, adds its own, and what has ended passes on."""

import json
from pathlib import Path

import pytest

from tests.bot.cli.test_commands import document
from tests.bot.conftest import Nhacviec

SETUP = ("agency", "setup", "--province", "hung yen", "--level", "province")


def test_an_office_is_set_up_once_it_is_confirmed(nhacviec: Nhacviec) -> None:
    assert nhacviec(*SETUP).out.endswith("Để ghi vào sổ, thêm --apply.\n")
    assert document(nhacviec, "agency", "list")["agencies"] == []
    assert nhacviec(*SETUP, "--apply").out.endswith(
        "Đã ghi danh mục hung-yen-2025: thêm 147, sửa 0, giữ nguyên 0 cơ quan.\n"
    )
    [first, *others] = document(nhacviec, "agency", "list")["agencies"]
    assert (first["code"], first["directory"], first["first_day"]) == ("vp-ubnd", "hung-yen-2025", "2025-07-01")
    assert len(others) == 146


def test_blocks_of_agencies_that_an_office_does_without_are_left_out(nhacviec: Nhacviec) -> None:
    assert nhacviec(*SETUP, "--without", "party,media", "--apply").status == 0
    names = {one["name"] for one in document(nhacviec, "agency", "list")["agencies"]}
    assert "Công an tỉnh" in names
    assert not names & {"Ban Tổ chức Tỉnh ủy", "Cổng Thông tin điện tử tỉnh"}


def test_successors_are_proposed_by_the_shipped_tables(nhacviec: Nhacviec, plan_175: None) -> None:
    assert "0 cơ quan có nơi tiếp nhận" in nhacviec("agency", "successors").out
    nhacviec(*SETUP, "--apply")
    said = nhacviec("agency", "successors").out
    assert "Sở Tài chính" in next(line for line in said.splitlines() if line.startswith("skhdt "))
    communes = [line for line in said.splitlines() if line.startswith("xa-")]
    assert len(communes) > 200


@pytest.mark.parametrize(
    "options",
    [
        ("--province", "Lào", "--level", "province"),
        ("--province", "Hưng Yên", "--level", "huyện"),
        ("--province", "Hưng Yên", "--level", "province", "--with", "abc"),
        ("--province", "Hưng Yên", "--level", "province", "--without", "forces"),
        ("--province", "Hưng Yên", "--level", "commune", "--commune", "Ba Đình"),
    ],
)
def test_what_there_is_not_is_wrong_usage(nhacviec: Nhacviec, options: tuple[str, ...]) -> None:
    assert nhacviec("agency", "setup", *options).status == 2


def test_a_table_is_imported_and_a_wrong_line_is_named(nhacviec: Nhacviec, tmp_path: Path) -> None:
    table = tmp_path / "co-quan.csv"
    table.write_text("Mã;Tên cơ quan;Nhóm\na;Đơn vị A;Các đơn vị\nb;;\n", encoding="utf-16")
    options = ("agency", "import", str(table), "--directory", "don-vi", "--apply")
    refused = nhacviec(*options)
    assert (refused.status, refused.err) == (1, "Dòng 3, cột “Tên cơ quan”: thiếu tên cơ quan. Chưa ghi gì.\n")
    table.write_text("Mã;Tên cơ quan;Nhóm\na;Đơn vị A;Các đơn vị\n", encoding="utf-16")
    assert nhacviec(*options).status == 0
    assert nhacviec("agency", "group", "Các đơn vị", "--phrase", "Đơn vị trực thuộc", "--member", "a").out == (
        "Nhóm don-vi: thêm 1 cách viết, 0 cơ quan.\n"
    )
    assert "Đơn vị trực thuộc" in nhacviec("agency", "groups").out


def test_an_agency_that_ends_hands_on_what_it_owes(nhacviec: Nhacviec, plan_175: None) -> None:
    owed = {who: len(document(nhacviec, "duties", "--agency", who)["duties"]) for who in ("skhdt", "stc")}
    merge = ("agency", "merge", "skhdt", "--into", "stc", "--on", "2024-01-02", "--document", "01/NQ-HĐND")
    merged = nhacviec(*merge)
    assert merged.status == 0, merged.err
    assert merged.out.startswith("Sở Tài chính đã tiếp nhận: ")
    assert document(nhacviec, "duties", "--agency", "skhdt")["duties"] == []
    now = {(one["task"], one["due_on"]) for one in document(nhacviec, "duties", "--agency", "stc")["duties"]}
    assert max(owed.values()) <= len(now) <= sum(owed.values())
    again = nhacviec(*merge)
    assert again.status == 1
    assert "chỉ hoạt động đến hết" in again.err
    [line] = [one for one in document(nhacviec, "agency", "list")["agencies"] if one["code"] == "skhdt"]
    assert (line["last_day"], line["successor"]) == ("2024-01-01", "stc")


def test_each_act_on_agencies_is_recorded_with_before_after_and_who_gave_the_command(
    nhacviec: Nhacviec, plan_175: None
) -> None:
    by = ("--by", "Nguyễn Văn A")
    for line in (
        (*SETUP, "--apply"),
        (*SETUP, "--with", "sngv", "--apply"),
        (*SETUP, "--with", "sngv", "--apply"),
        ("agency", "group", "Các xã ven biển", "--member", "sngv"),
        ("officer", "invite", "--agency", "skhdt"),
        ("agency", "merge", "skhdt", "--into", "stc", "--on", "2024-01-02", "--document", "01/NQ-HĐND"),
    ):
        assert nhacviec(*line, *by).status == 0, line
    done = nhacviec("audit", "export", "--from", "2024-02-26", "--to", "2024-02-26", "--json")
    entries = [one for one in json.loads(done.out)["entries"] if "Nguyễn Văn A" in one["person"]]
    said = {one["action"]: one for one in sorted(entries, key=lambda one: -one["id"])}
    directories = [one["after"]["added"] for one in entries if one["action"] == "agency.directory"]
    assert sorted(directories) == [1, 147]  # the third time nothing changes, and nothing is recorded
    assert (said["agency.change"]["subject"], said["agency.change"]["before"]) == ("sngv", {})
    assert said["agency.group"]["after"] == {"name": "Các xã ven biển", "phrases": [], "members": ["sngv"]}
    assert said["agency.merge"]["subject"] == "skhdt"
    assert said["agency.merge"]["before"] == {"last_day": None, "successor": None}
    assert said["agency.merge"]["after"] == {
        "last_day": "2024-01-01",
        "successor": "stc",
        "document": "01/NQ-HĐND",
    }
    assert (said["invitation.move"]["before"], said["invitation.move"]["after"]) == (
        {"agency": "skhdt"},
        {"agency": "stc"},
    )
    passed = [one for one in entries if one["action"] == "duty.pass"]
    assert passed
    assert {(one["before"]["agency"], one["after"]["agency"]) for one in passed} == {("skhdt", "stc")}
    assert all(one["channel"] == "console" for one in entries)
