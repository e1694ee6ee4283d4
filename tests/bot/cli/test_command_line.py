"""The command line: exit statuses, Vietnamese help, one sentence for each failure."""

import json
import logging
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.bot.conftest import Nhacviec

COMMANDS = [
    "demo",
    "run",
    "chat",
    "ask",
    "plan import",
    "plan show",
    "plan explain",
    "duties",
    "summary",
    "reminders preview",
    "officer invite",
    "officer invitations",
    "officer list",
    "officer revoke",
    "officer leave",
    "export xlsx",
    "export docx",
    "export ics",
    "days import",
    "status",
    "db upgrade",
    "db check",
    "db backup",
    "db restore",
    "db copy",
]
ENGLISH = re.compile(r"\b(Usage|Options|Arguments|Commands|Show|required|default|Missing|Error|Invalid|Try|such)\b")


@pytest.mark.parametrize("command", ["", "plan", "officer", "reminders", "export", "days", "db", *COMMANDS])
def test_help_is_vietnamese_and_succeeds(nhacviec: Nhacviec, command: str) -> None:
    done = nhacviec(*command.split(), "--help")
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith(f"Cách dùng: nhacviec {command}".rstrip())
    assert not ENGLISH.search(done.out)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("plna", "Không có lệnh 'plna'. Có phải 'plan' không?"),
        ("plan", "Cách dùng: nhacviec plan"),
        ("plan explain", "Thiếu tham số 'THỜI_GIAN'."),
        ("plan explain a b", "Thừa tham số: b."),
        ("plan explain a --year nay", "Giá trị của '--year' không đúng: cần một số nguyên."),
        ("plan explain a --year 3000", "Giá trị của '--year' không đúng: lớn nhất là 2199."),
        ("plan explain a --json=1", "Tùy chọn '--json' không nhận giá trị."),
        ("plan explain a --yaer 1", "Không có tùy chọn --yaer. Có phải --year không?"),
        ("duties --from 2024-02-31", "Giá trị của '--from' không đúng: cần một ngày dạng năm-tháng-ngày"),
        ("duties --from 2024-03-01 --to 2024-02-29", "Giá trị của '--to' không đúng: ngày cuối đứng trước ngày đầu"),
        (
            "reminders preview --from 2024-03-01 --to 2024-02-29",
            "Giá trị của '--to' không đúng: ngày cuối đứng trước ngày đầu",
        ),
        (
            "reminders preview --from 0001-01-01 --to 2024-02-29",
            "Giá trị của '--from' không đúng: cần một ngày từ năm 1900 đến năm 2199.",
        ),
        (
            "reminders preview --from 2024-01-01 --to 9999-12-31",
            "Giá trị của '--to' không đúng: cần một ngày từ năm 1900 đến năm 2199.",
        ),
        (
            "reminders preview --from 1900-01-01 --to 2199-12-31",
            "Giá trị của '--to' không đúng: chỉ xem trước được 10 năm một lần.",
        ),
        ("demo --today 0001-01-01", "Giá trị của --today không đúng: cần một ngày từ năm 1900 đến năm 2199."),
        ("duties --state finished", "Giá trị của '--state' không đúng: cần một trong 'not_started', "),
        ("chat", "Thiếu tùy chọn '--as'."),
        ("chat --as stp --role king", "Giá trị của '--role' không đúng: cần một trong 'officer', "),
        ("demo --port", "Tùy chọn '--port' cần một giá trị."),
        (
            f"officer invite --agency stp --name {'A' * 201}",
            "Giá trị của '--name' không đúng: họ tên dài quá 200 ký tự.",
        ),
        ("export ics", "Thiếu tùy chọn '--agency'."),
        ("export docx --period q2", "Giá trị của '--period' không đúng: cần một trong 'q1', "),
    ],
)
def test_wrong_usage_ends_with_2_and_says_what_is_wrong(nhacviec: Nhacviec, line: str, said: str) -> None:
    done = nhacviec(*line.split())
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith(said)
    assert not ENGLISH.search(done.err)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("plan import khong-co.txt", "khong-co.txt: không có tệp hoặc thư mục này."),
        ("plan import .", ".: đây là thư mục, cần một tệp."),
        ("plan show", "Trong sổ chưa có kế hoạch nào."),
        ("duties --agency stp", "Trong sổ chưa có kế hoạch nào."),
        ("chat --as stp", "Trong sổ chưa có kế hoạch nào."),
        ("officer invite --agency stp", "Trong sổ chưa có kế hoạch nào."),
        ("summary", "Trong sổ chưa có kế hoạch nào."),
        ("export xlsx", "Trong sổ chưa có kế hoạch nào."),
        ("db backup sao-luu.db", "Không có sổ nhiệm vụ ở "),
        ("db check", "Không có sổ nhiệm vụ ở "),
        ("status", "Không có sổ nhiệm vụ ở "),
        ("run", "NHACVIEC_TELEGRAM_TOKEN: chưa đặt"),
    ],
)
def test_a_failure_ends_with_1_and_one_sentence(nhacviec: Nhacviec, line: str, said: str) -> None:
    done = nhacviec(*line.split())
    assert (done.status, done.out) == (1, "")
    assert done.err.startswith(said)
    assert done.err.count("\n") == 1


@pytest.mark.parametrize("line", ["duties --agency zzz", "chat --as zzz", "officer invite --agency zzz"])
def test_an_agency_that_is_not_there_is_named(nhacviec: Nhacviec, plan_175: None, line: str) -> None:
    done = nhacviec(*line.split())
    assert (done.status, done.out) == (1, "")
    assert done.err.startswith("Không thấy cơ quan “zzz”")


def test_a_list_may_reach_from_the_first_year_to_the_last(nhacviec: Nhacviec, plan_175: None) -> None:
    done = nhacviec("duties", "--agency", "stp", "--from", "0001-01-01", "--to", "9999-12-31")
    assert (done.status, done.err) == (0, "")
    assert done.out.endswith("13 nhiệm vụ.\n")


@pytest.mark.parametrize("year", ["1900", "2199"])
def test_a_preview_may_begin_in_the_first_year_and_end_in_the_last(
    nhacviec: Nhacviec, plan_175: None, year: str
) -> None:
    done = nhacviec("reminders", "preview", "--agency", "stp", "--from", f"{year}-01-01", "--to", f"{year}-12-31")
    assert (done.status, done.err) == (0, "")


def test_what_nobody_foresaw_is_one_sentence_and_its_trace_is_in_the_log_for_who_asks(
    nhacviec: Nhacviec, settings: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("điều cán bộ viết")

    monkeypatch.setattr("data.registry.duties.duty_lines.list_duties", fail)
    done = nhacviec("duties")
    assert (done.status, done.out, done.err.count("\n")) == (1, "", 1)
    assert done.err.startswith("Chương trình gặp lỗi ngoài dự kiến (ZeroDivisionError);")
    settings(log_level="DEBUG")
    assert "Traceback" in nhacviec("duties").err


def test_what_a_command_logs_holds_no_secret(
    nhacviec: Nhacviec, settings: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    def careless(*_: object, **__: object) -> list[None]:
        logging.getLogger("x").warning("dùng mã %s", "123456789:AAtest_test_test_test_test_test_test")
        logging.getLogger("x").info("việc thường ngày")
        return []

    monkeypatch.setattr("data.registry.duties.duty_lines.list_duties", careless)
    done = nhacviec("duties")
    assert done.err.endswith("WARNING x: dùng mã [bí mật]\n")
    assert "thường ngày" not in done.err


def test_a_wrong_setting_stops_a_command_before_anything_is_made(
    nhacviec: Nhacviec, settings: Callable[..., None], tmp_path: Path
) -> None:
    settings(clock_rate="nhanh")
    done = nhacviec("status")
    assert (done.status, done.out) == (1, "")
    assert done.err.startswith("NHACVIEC_CLOCK_RATE: cần")
    assert not (tmp_path / "registry.db").exists()


def test_every_command_lives_at_the_rehearsed_time(nhacviec: Nhacviec, settings: Callable[..., None]) -> None:
    settings(now="2024-02-25T23:00:00Z")
    assert json.loads(nhacviec("duties", "--json").out)["today"] == "2024-02-26"


def test_how_a_time_is_read_is_explained(nhacviec: Nhacviec, settings: Callable[..., None]) -> None:
    settings(now="2025-03-01T08:00:00+07:00")
    explained = json.loads(nhacviec("plan", "explain", "Quý II", "--json").out)
    assert explained.pop("reason")
    assert explained == {
        "text": "Quý II",
        "year": 2025,
        "kind": "once",
        "certain": True,
        "deadlines": [{"due_on": "2025-06-30", "label": "Quý II"}],
    }
    assert "30/06/2024" in nhacviec("plan", "explain", "Quý II", "--year", "2024").out


def test_a_database_of_another_program_is_left_alone(nhacviec: Nhacviec, tmp_path: Path) -> None:
    (tmp_path / "registry.db").write_text("đây không phải cơ sở dữ liệu, chỉ là một tệp văn bản dài" * 99)
    done = nhacviec("status")
    assert (done.status, done.out, done.err.count("\n")) == (1, "", 1)


def nhacviec_process(*arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """The installed program in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        input=stdin,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def test_the_process_reports_its_status(settings: Callable[..., None]) -> None:
    failed, wrong = nhacviec_process("plan", "show"), nhacviec_process("plan", "shwo")
    assert (failed.returncode, wrong.returncode) == (1, 2)
    assert "Traceback" not in failed.stderr + wrong.stderr


def test_help_loads_nothing_slow() -> None:
    script = (
        "import sys; from bot.cli.program import run; run(['--help']);"
        "slow = {'sqlmodel', 'alembic', 'telegram', 'pydantic_settings', 'rich', 'babel', 'holidays'};"
        "print(*slow & {*sys.modules})"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=300, check=True)
    assert done.stdout.splitlines()[-1] == ""
