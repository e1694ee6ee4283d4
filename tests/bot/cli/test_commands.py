"""The commands on plan 175, as a program and as a person sees them."""

import json
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from data.seeds import seed
from handlers.locales import set_language
from tests.bot.conftest import Nhacviec

PLAN = str(seed("ke-hoach-175-kh-ubnd.txt"))


def document(nhacviec: Nhacviec, *arguments: str) -> Any:
    """The JSON of a command that succeeds, and nothing else on either stream."""
    done = nhacviec(*arguments, "--json")
    assert (done.status, done.err) == (0, "")
    return json.loads(done.out)


def test_a_preview_writes_nothing(nhacviec: Nhacviec) -> None:
    read = document(nhacviec, "plan", "import", PLAN)
    assert read["applied"] is False
    assert read["changes"] == {"added": 43, "changed": 0, "removed": 0, "kept": 0}
    assert nhacviec("plan", "show").status == 1


def test_reading_a_plan_again_changes_nothing(nhacviec: Nhacviec, plan_175: None) -> None:
    read = document(nhacviec, "plan", "import", PLAN, "--apply")
    assert read["applied"] is True
    assert read["changes"] == {"added": 0, "changed": 0, "removed": 0, "kept": 43}


def test_what_is_shown_is_what_was_read(nhacviec: Nhacviec, plan_175: None) -> None:
    read = document(nhacviec, "plan", "import", PLAN)
    shown = document(nhacviec, "plan", "show", "175/KH-UBND")
    assert {key: read[key] for key in ("plan", "sections", "warnings")} == {
        key: shown[key] for key in ("plan", "sections", "warnings")
    }
    assert [task["code"] for task in shown["tasks"]] == [task["code"] for task in read["tasks"]]


def test_a_task_has_the_words_of_the_plan_beside_its_reading(nhacviec: Nhacviec, plan_175: None) -> None:
    (task,) = (task for task in document(nhacviec, "plan", "show")["tasks"] if task["code"] == "II.3")
    assert (task["lead"], task["lead_agencies"]) == (["Sở Tư pháp"], ["stp"])
    assert (task["timeframe"], task["kind"], task["certain"]) == ("Tháng 02/2024", "once", True)
    assert task["deadlines"] == [{"due_on": "2024-02-29", "label": "Tháng 02/2024", "deliverable": None}]
    assert task["source"]["place"] == "phụ lục"


def test_a_person_reads_the_plan_with_its_warnings(nhacviec: Nhacviec) -> None:
    done = nhacviec("plan", "import", PLAN)
    assert "Kế hoạch 175/KH-UBND, 29/12/2023" in done.out
    assert "⚠️ II.1: Hạn 31/12/2023 nằm trước năm của kế hoạch" in done.out
    assert done.out.endswith("Để ghi, thêm --apply.\n")


@pytest.fixture
def english(settings: Callable[..., None]) -> Iterator[None]:
    """The settings ask for English, until the end of the test."""
    settings(language="en")
    yield
    set_language("vi")


def test_warnings_are_printed_in_the_language_spoken_and_kept_in_vietnamese(
    nhacviec: Nhacviec, plan_175: None, english: None
) -> None:
    read = document(nhacviec, "plan", "import", PLAN, "--apply")
    assert read["changes"]["kept"] == 43
    assert any("The header of the table is repeated on line(s) 227" in warning for warning in read["warnings"])
    shown = document(nhacviec, "plan", "show")
    assert any("Hàng tiêu đề của bảng lặp lại ở dòng 227" in warning for warning in shown["warnings"])


def test_a_time_is_explained_in_the_language_spoken(nhacviec: Nhacviec, english: None) -> None:
    explained = document(nhacviec, "plan", "explain", "Quý II", "--year", "2024")
    assert explained["reason"].startswith("One deadline: “Quý II” is 30/06/2024. ")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Tệp trống"),
        (b"\x00\x01\x02\x03" * 99, "Tệp không"),
        ("Kế hoạch năm 2024".encode("utf-16"), "Tệp không"),
        ("Số: 1/KH-UBND\nKế hoạch năm 2024\n".encode(), "Không thấy bảng nhiệm vụ"),
    ],
)
def test_a_file_that_is_no_plan_is_refused(nhacviec: Nhacviec, tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "plan.txt").write_bytes(content)
    done = nhacviec("plan", "import", "plan.txt", "--apply")
    assert (done.status, done.out, done.err.count("\n")) == (1, "", 1)
    assert done.err.startswith(said)


def test_duties_of_an_agency_between_two_days(nhacviec: Nhacviec, plan_175: None) -> None:
    found = document(nhacviec, "duties", "--agency", "Sở Tư pháp", "--from", "2024-02-01", "--to", "2024-03-31")
    assert found == {
        "today": "2024-02-26",
        "duties": [
            {
                "plan": "175/KH-UBND",
                "task": "II.3",
                "title": "Kế hoạch kiểm tra công tác thi hành pháp luật về xử lý vi phạm hành chính năm 2024",
                "agency": "stp",
                "agency_name": "Sở Tư pháp",
                "due_on": "2024-02-29",
                "extended_to": None,
                "remind_by": "2024-02-29",
                "label": "Tháng 02/2024",
                "state": "not_started",
                "percent": 0,
                "overdue": False,
                "days_left": 3,
                "document_number": None,
                "received_on": None,
                "completed_on": None,
                "confirmed": False,
                "self_confirmed": False,
                "not_applicable": False,
            },
            {
                "plan": "175/KH-UBND",
                "task": "TC.2",
                "title": "Báo cáo CCHC",
                "agency": "stp",
                "agency_name": "Sở Tư pháp",
                "due_on": "2024-03-15",
                "extended_to": None,
                "remind_by": "2024-03-15",
                "label": "Quý I",
                "state": "not_started",
                "percent": 0,
                "overdue": False,
                "days_left": 18,
                "document_number": None,
                "received_on": None,
                "completed_on": None,
                "confirmed": False,
                "self_confirmed": False,
                "not_applicable": False,
            },
        ],
    }


def test_a_past_deadline_is_overdue(nhacviec: Nhacviec, plan_175: None) -> None:
    found = document(nhacviec, "duties", "--agency", "stp", "--to", "2024-01-31")["duties"]
    assert {(duty["overdue"], duty["days_left"] < 0) for duty in found} == {(True, True)}


def test_duties_can_be_chosen_by_state(nhacviec: Nhacviec, plan_175: None) -> None:
    every = document(nhacviec, "duties")["duties"]
    assert document(nhacviec, "duties", "--state", "not_started")["duties"] == every
    assert document(nhacviec, "duties", "--state", "done")["duties"] == []


def test_the_summary_adds_up(nhacviec: Nhacviec, plan_175: None) -> None:
    figures = ("done_on_time", "done_late", "open_in_time", "open_overdue", "no_date", "reported")
    counted = document(nhacviec, "summary")
    assert (counted["plan"], counted["today"]) == ("175/KH-UBND", "2024-02-26")
    for part in [counted, *counted["agencies"], *counted["sections"]]:
        assert part["total"] == sum(part[figure] for figure in figures)
    for parts in ("agencies", "sections"):
        assert counted["total"] == sum(part["total"] for part in counted[parts])


def test_the_summary_of_an_agency_is_its_part_of_the_whole(nhacviec: Nhacviec, plan_175: None) -> None:
    (part,) = (part for part in document(nhacviec, "summary")["agencies"] if part["agency"] == "stp")
    alone = document(nhacviec, "summary", "--agency", "stp")
    assert alone["agencies"] == [part]
    assert alone["total"] == part["total"]


def test_reminders_are_previewed_with_their_reason(nhacviec: Nhacviec, plan_175: None) -> None:
    found = document(
        nhacviec, "reminders", "preview", "--from", "2024-02-27", "--to", "2024-02-28", "--agency", "stp"
    )
    assert found == {
        "from": "2024-02-27",
        "to": "2024-02-28",
        "reminders": [
            {
                "send_on": "2024-02-28",
                "agency": "stp",
                "plan": "175/KH-UBND",
                "task": "II.3",
                "due_on": "2024-02-29",
                "stage": "T-1",
                "reason": "Còn 1 ngày tới hạn 29/02/2024.",
            }
        ],
        "escalations": [],
    }


def test_a_preview_names_questions_among_the_reminders_and_who_else_is_told_beside_them(
    nhacviec: Nhacviec, plan_175: None
) -> None:
    asked = document(nhacviec, "reminders", "preview", "--from", "2024-02-01", "--to", "2024-03-01")
    questions = [one for one in asked["reminders"] if one["stage"] == "ask"]
    assert [(one["send_on"], one["task"], one["due_on"]) for one in questions[:2]] == [
        ("2024-02-01", "I.1", None),
        ("2024-02-29", "V.6", None),
    ]
    days = [one["send_on"] for one in asked["reminders"]]
    assert days == sorted(days)
    told = [(one["send_on"], one["to"], one["stage"]) for one in asked["escalations"] if one["task"] == "II.2"]
    assert told == [("2024-02-05", "head", "overdue"), ("2024-02-16", "standing_body", "overdue")]


def test_an_invitation_has_a_code_and_an_end(nhacviec: Nhacviec, plan_175: None) -> None:
    invited = document(nhacviec, "officer", "invite", "--agency", "stp", "--role", "head")
    assert len(invited.pop("code")) == 10
    assert invited == {
        "link": None,
        "page": None,
        "expires_at": "2024-03-11T08:00:00+07:00",
        "agency": "stp",
        "agency_name": "Sở Tư pháp",
        "role": "head",
        "name": "",
        "id": 1,
        "needs_approval": False,
        "zalo": None,
    }


def test_a_person_reads_when_an_invitation_ends(nhacviec: Nhacviec, plan_175: None) -> None:
    done = nhacviec("officer", "invite", "--agency", "stp")
    assert "Mã mời cán bộ đầu mối của Sở Tư pháp: " in done.out
    assert "Dùng một lần, đến 08:00 ngày 11/03/2024." in done.out


def test_waiting_codes_are_listed_and_revoked_by_number_or_code(nhacviec: Nhacviec, plan_175: None) -> None:
    codes = [
        document(nhacviec, "officer", "invite", "--agency", "stp", "--name", name)["code"] for name in ("An", "Bình")
    ]
    waiting = document(nhacviec, "officer", "invitations")["invitations"]
    assert [(one["id"], one["name"], one["agency"], one["needs_approval"]) for one in waiting] == [
        (1, "An", "stp", False),
        (2, "Bình", "stp", False),
    ]
    assert not set(codes) & set(json.dumps(waiting).split('"')), "nobody knows the codes any more"
    assert "2 mã mời đang chờ." in nhacviec("officer", "invitations").out
    assert document(nhacviec, "officer", "revoke", "1")["revoked"]["name"] == "An"
    assert nhacviec("officer", "revoke", codes[1].lower()).out.startswith("Đã thu hồi mã mời số 2:")
    assert document(nhacviec, "officer", "invitations") == {"invitations": []}
    for again in ("1", codes[1], "SAIMASAIMA", "99"):
        done = nhacviec("officer", "revoke", again)
        assert (done.status, done.err.startswith("Không có mã mời nào như vậy còn chờ dùng.")) == (1, True)


def test_a_role_that_sees_all_is_given_outside_the_standing_body_by_a_second_yes(
    nhacviec: Nhacviec, plan_175: None
) -> None:
    for role in ("supervisor", "admin"):
        line = ("officer", "invite", "--role", role, "--name", "An")
        refused = nhacviec(*line, "--agency", "stp")
        assert (refused.status, "chạy lại lệnh với --yes" in refused.err) == (1, True)
        assert nhacviec(*line, "--agency", "stp", "--yes").status == 0
        assert nhacviec(*line, "--agency", "snv").status == 0, "the standing body of plan 175"
    assert len(document(nhacviec, "officer", "invitations")["invitations"]) == 4


def test_a_code_that_names_nobody_says_so(nhacviec: Nhacviec, plan_175: None) -> None:
    line = ("officer", "invite", "--agency", "stp")
    assert "chưa ghi họ tên" in nhacviec(*line).out
    assert "chưa ghi họ tên" not in nhacviec(*line, "--name", "An").out


def test_what_is_kept_of_a_person_is_written_out_and_erased(
    nhacviec: Nhacviec, plan_175: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", StringIO("/toi\n"))
    assert nhacviec("chat", "--as", "stp").status == 0
    number = str(document(nhacviec, "officer", "list")["officers"][0]["id"])
    name = document(nhacviec, "officer", "list")["officers"][0]["name"]
    written = tmp_path / "du-lieu.xlsx"
    assert nhacviec("person", "export", number, "--out", str(written)).out.startswith("Dữ liệu giữ về")
    assert written.stat().st_size > 1000
    asked = nhacviec("person", "erase", number)
    assert (asked.status, "thêm --yes" in asked.err) == (2, True)
    assert nhacviec("person", "erase", number, "--yes").out.startswith(f"Đã xóa dữ liệu của {name}")
    assert document(nhacviec, "officer", "list") == {"officers": []}
    assert nhacviec("db", "check").status == 0
    done = nhacviec("person", "erase", "404", "--yes")
    assert (done.status, done.err.startswith("Không có cán bộ số 404")) == (1, True)


def test_a_code_replaces_only_somebody_in_office(nhacviec: Nhacviec, plan_175: None) -> None:
    done = nhacviec("officer", "invite", "--agency", "stp", "--replaces", "404")
    assert (done.status, done.err.startswith("Không có cán bộ số 404")) == (1, True)


@pytest.mark.parametrize(
    "line",
    ["plan show", "duties --agency stp", "summary", "reminders preview --from 2024-03-01 --to 2024-03-31"],
)
def test_a_person_is_given_text(nhacviec: Nhacviec, plan_175: None, line: str) -> None:
    done = nhacviec(*line.split())
    assert (done.status, done.err) == (0, "")
    assert done.out.strip()
    assert not done.out.startswith("{")
