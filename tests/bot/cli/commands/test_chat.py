"""The conversation on a terminal and for programs, and single questions."""

import json
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from bot.channels.console.receive import ConsoleChat
from bot.channels.console.send import as_json, as_text, save_files
from handlers.base.messages import Attachment, Button, Reply
from tests.bot.conftest import Nhacviec, Outcome

NOW = datetime(2024, 2, 26, 1, 0, tzinfo=UTC)


class Conversation:
    """`nhacviec chat` with lines on standard input."""

    def __init__(self, nhacviec: Nhacviec, monkeypatch: pytest.MonkeyPatch) -> None:
        self._nhacviec = nhacviec
        self._patch = monkeypatch

    def __call__(self, *lines: str, options: str = "--as stp") -> Outcome:
        self._patch.setattr("sys.stdin", StringIO("".join(f"{line}\n" for line in lines)))
        return self._nhacviec("chat", *options.split())

    def replies(self, *lines: str, options: str = "--as stp") -> list[Any]:
        """What a program reads: one document a line."""
        done = self(*lines, options=f"{options} --json")
        assert (done.status, done.err) == (0, "")
        return [json.loads(line) for line in done.out.splitlines()]


@pytest.fixture
def chat(nhacviec: Nhacviec, plan_175: None, monkeypatch: pytest.MonkeyPatch) -> Conversation:
    return Conversation(nhacviec, monkeypatch)


def values(reply: Any) -> dict[str, str]:
    """The buttons of a reply: their values by what they say."""
    return {button["text"]: button["value"] for row in reply["buttons"] for button in row}


def test_a_person_answers_with_the_number_of_a_choice(chat: Conversation) -> None:
    done = chat("/nhiemvu II.3", "1")
    assert (done.status, done.err) == (0, "")
    assert "1 Đã xong · 2 Tiến độ" in done.out
    assert "Gõ số, ký hiệu và ngày của văn bản đã ban hành" in done.out


def test_a_program_presses_a_button_by_its_value(chat: Conversation) -> None:
    (card,) = chat.replies("/nhiemvu II.3")
    assert card["text"].startswith("II.3 · Kế hoạch kiểm tra")
    assert card["files"] == []
    (asked,) = chat.replies(values(card)["✅ Đã xong"])
    assert "Gõ số, ký hiệu và ngày" in asked["text"]


def test_a_dialogue_goes_on_in_another_process(chat: Conversation) -> None:
    (card,) = chat.replies("/nhiemvu II.3")
    chat.replies(values(card)["✅ Đã xong"])
    chat.replies("12/KH-UBND 23/02/2024")
    (listed,) = chat.replies("/nhiemvu đã xong")
    assert "II.3" in listed["text"]


def test_the_button_of_another_agency_is_refused(chat: Conversation) -> None:
    (card,) = chat.replies("/nhiemvu II.3", options="--as stp")
    (refused,) = chat.replies(values(card)["✅ Đã xong"], options="--as snv")
    assert "Anh/chị chỉ" in refused["text"]


def test_a_role_is_part_of_who_one_is(chat: Conversation) -> None:
    assert "Hoàn thành đúng hạn" in chat("/tonghop", options="--as snv --role supervisor").out
    assert "Hoàn thành đúng hạn" not in chat("/tonghop", options="--as snv").out


def test_the_same_person_comes_back(chat: Conversation, nhacviec: Nhacviec) -> None:
    chat("/toi")
    chat("/toi")
    people = json.loads(nhacviec("officer", "list", "--agency", "stp", "--json").out)["officers"]
    assert people == [
        {"id": 1, "name": "Cán bộ đầu mối", "role": "officer", "agency": "stp", "channels": ["console"]}
    ]


@pytest.mark.parametrize(
    "line", ["", "   ", "x" * 10_000, "<b>&", "😀", "nhiệm vụ", "\udcff", "a\x00b", "nút: không có"]
)
def test_every_line_gets_a_reply(chat: Conversation, line: str) -> None:
    (reply,) = chat.replies(line)
    assert reply["text"]


def test_the_end_of_the_input_ends_the_conversation(chat: Conversation) -> None:
    assert chat() == Outcome(0, "", "")


@pytest.mark.parametrize(
    ("line", "taps", "shown", "pressed"),
    [
        ("card:17", True, (), True),
        ("list:o:0", True, (), True),
        ("leave:", True, (), True),
        ("card:17", False, (), False),
        ("II.3: đã xong", True, (), False),
        ("list:kthi hanh:0", True, (), False),
        ("list:kthi hanh:0", True, ("list:kthi hanh:0",), True),
        ("1", True, (), False),
    ],
)
def test_which_line_presses_a_button(line: str, taps: bool, shown: tuple[str, ...], pressed: bool) -> None:
    incoming = ConsoleChat("stp:officer", "run", taps).read_line(line, 1, NOW, shown)
    assert (incoming.pressed, incoming.text) == ((line, "") if pressed else (None, line))
    assert incoming.has_buttons is taps


def test_no_two_lines_count_as_one() -> None:
    seats = [ConsoleChat("stp:officer", run, taps=True) for run in ("a", "b")]
    ids = {seat.read_line("1", number, NOW).update_id for seat in seats for number in (1, 2)}
    assert len(ids) == 4


def test_the_files_of_a_reply_are_written_where_it_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    reply = Reply("Tổng hợp", "xong 3", ((Button("Excel", "xlsx:"),),), (Attachment("../so.xlsx", "x", b"1"),))
    [file] = save_files(reply.files)
    assert (file.name, file.read_bytes(), file.parent.parent) == ("so.xlsx", b"1", tmp_path)
    assert as_text(reply, [file]) == f"Tổng hợp\nxong 3\n📎 {file}\n"
    assert json.loads(as_json(reply, [file])) == {
        "text": "Tổng hợp\nxong 3",
        "buttons": [[{"text": "Excel", "value": "xlsx:"}]],
        "files": [str(file)],
    }


def test_a_question_is_answered_and_nothing_is_changed(nhacviec: Nhacviec, plan_175: None) -> None:
    before = nhacviec("duties", "--json").out
    answered = json.loads(nhacviec("ask", "--as", "stp", "--json", "tuần này phải nộp gì").out)
    assert (answered["intent"], answered["agency"]) == ("list", "stp")
    item = {"plan": "175/KH-UBND", "task": "II.3", "agency": "stp", "due_on": "2024-02-29"}
    assert item in answered["items"]
    assert answered["text"] == nhacviec("ask", "--as", "stp", "tuần này phải nộp gì").out.rstrip("\n")
    reported = json.loads(nhacviec("ask", "--as", "stp", "--json", "II.3 xong rồi").out)
    assert (reported["intent"], reported["needs_confirmation"]) == ("report_progress", True)
    assert nhacviec("duties", "--json").out == before
