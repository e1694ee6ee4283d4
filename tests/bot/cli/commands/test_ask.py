"""`nhacviec ask`: the contract's JSON, what it refuses, and that it leaves the registry as it was."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.bot.conftest import Nhacviec

KEYS = {"intent", "agency", "from", "to", "filter", "items", "count", "needs_confirmation", "text"}

ASKED = [
    ("tuần này phải nộp gì", "list"),
    ("việc tiếp theo là gì", "next"),
    ("II.3 đến đâu rồi", "card"),
    ("còn bao nhiêu việc chưa xong", "count"),
    ("ai chủ trì II.3", "who"),
    ("hạn của II.3", "when"),
    ("II.3 xong rồi", "report_progress"),
    ("hướng dẫn tôi dùng với", "help"),
    ("hôm nay trời có mưa không nhỉ", "unknown"),
]


def asked(nhacviec: Nhacviec, sentence: str, *arguments: str) -> dict[str, object]:
    outcome = nhacviec("ask", "--as", "stp", "--json", *arguments, sentence)
    assert (outcome.status, outcome.err) == (0, "")
    given: dict[str, object] = json.loads(outcome.out)
    return given


@pytest.mark.parametrize(("sentence", "intent"), ASKED)
def test_the_answer_has_the_fields_of_the_contract(
    nhacviec: Nhacviec, plan_175: None, sentence: str, intent: str
) -> None:
    given = asked(nhacviec, sentence)
    assert set(given) >= KEYS
    assert given["intent"] == intent
    assert given["filter"] in {"open", "overdue", "done", "all", None}
    assert given["needs_confirmation"] is (intent == "report_progress")


def test_the_items_and_the_period_are_those_of_the_sentence(nhacviec: Nhacviec, plan_175: None) -> None:
    given = asked(nhacviec, "tuần này phải nộp gì")
    assert (given["agency"], given["from"], given["to"], given["filter"]) == (
        "stp",
        "2024-02-26",
        "2024-03-03",
        "open",
    )
    assert given["items"] == [
        {"plan": "175/KH-UBND", "task": "II.3", "agency": "stp", "due_on": "2024-02-29"},
    ]


def test_it_asks_in_a_role(nhacviec: Nhacviec, plan_175: None) -> None:
    assert asked(nhacviec, "bao nhiêu việc quá hạn")["agency"] == "stp"
    assert asked(nhacviec, "bao nhiêu việc quá hạn", "--role", "supervisor")["agency"] is None


def test_somebody_elses_tasks_are_not_in_the_items(nhacviec: Nhacviec, plan_175: None) -> None:
    assert asked(nhacviec, "Sở Y tế còn nợ gì")["items"] == []


@pytest.mark.parametrize(
    "sentence",
    ["II.3 xong rồi, văn bản Mật số 12/KH-UBND", "a" * 2001, "còn nợ gì " * 500, "", " \t "],
    ids=["secret", "one long word", "many words", "nothing", "blanks"],
)
def test_what_the_chat_refuses_is_refused_with_one_sentence(
    nhacviec: Nhacviec, plan_175: None, sentence: str
) -> None:
    outcome = nhacviec("ask", "--as", "stp", sentence)
    assert (outcome.status, outcome.out) == (1, "")
    assert len(outcome.err.strip().splitlines()) == 1


@pytest.mark.parametrize("sentence", [sentence for sentence, _intent in ASKED])
def test_asking_leaves_the_registry_as_it_was(
    nhacviec: Nhacviec, plan_175: None, tmp_path: Path, sentence: str
) -> None:
    with closing(sqlite3.connect(tmp_path / "registry.db")) as watching:
        before = watching.execute("PRAGMA data_version").fetchone()
        asked(nhacviec, sentence)
        assert watching.execute("PRAGMA data_version").fetchone() == before
