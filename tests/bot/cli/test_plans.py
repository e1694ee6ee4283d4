"""`nhacviec plan list|close|reopen`, and commands about one of several plans."""

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from data.plans.formats.document_json import write_document
from data.plans.formats.text import read_text
from data.plans.storing.waiting import waiting_plans
from data.seeds import seed
from data.store import Store
from tests.bot.cli.test_commands import document
from tests.bot.conftest import Nhacviec

NAME = "ke-hoach-175-kh-ubnd"


@pytest.fixture
def two_plans(nhacviec: Nhacviec, plan_175: None, tmp_path: Path) -> None:
    """A second plan with the same tasks, under another number."""
    for beside in seed(f"{NAME}.txt").parent.iterdir():
        if beside.suffix in (".csv", ".toml"):
            shutil.copy(beside, tmp_path)
    words = seed(f"{NAME}.txt").read_text(encoding="utf-8").replace("175 /KH-UBND", "20/KH-UBND")
    (tmp_path / f"{NAME}.txt").write_text(words, encoding="utf-8")
    assert nhacviec("plan", "import", str(tmp_path / f"{NAME}.txt"), "--apply").status == 0


def states(nhacviec: Nhacviec) -> dict[str, tuple[str, int, int, int]]:
    """Each plan with its state, and how many tasks, duties and open duties it has."""
    plans = document(nhacviec, "plan", "list")["plans"]
    return {one["number"]: (one["state"], one["tasks"], one["duties"], one["open"]) for one in plans}


def test_plans_are_listed_with_what_is_open(nhacviec: Nhacviec, two_plans: None) -> None:
    every = (43, 487, 487)
    assert states(nhacviec) == {"20/KH-UBND": ("active", *every), "175/KH-UBND": ("active", *every)}
    assert "20/KH-UBND   2024  đang theo dõi  43        487" in nhacviec("plan", "list").out


def test_a_closed_plan_is_owed_by_nobody_and_can_be_read(nhacviec: Nhacviec, two_plans: None) -> None:
    closed = nhacviec("plan", "close", "20 / kh – ubnd")
    assert closed.out.startswith("Đã đóng kế hoạch 20/KH-UBND.")
    assert states(nhacviec)["20/KH-UBND"][0] == "closed"
    assert document(nhacviec, "summary")["plan"] == "175/KH-UBND"
    assert {one["plan"] for one in document(nhacviec, "duties", "--agency", "stp")["duties"]} == {"175/KH-UBND"}
    assert document(nhacviec, "summary", "--plan", "20")["total"] == 487
    again = nhacviec("plan", "close", "20/KH-UBND")
    assert (again.status, again.err) == (1, "Kế hoạch 20/KH-UBND đã đóng từ trước, không có gì thay đổi.\n")
    assert nhacviec("plan", "reopen", "20/KH-UBND").status == 0
    assert states(nhacviec)["20/KH-UBND"][0] == "active"


def test_figures_over_two_plans_are_their_sum(nhacviec: Nhacviec, two_plans: None) -> None:
    counted = document(nhacviec, "summary")
    assert (counted["plan"], counted["total"]) == (None, 974)
    assert [(one["plan"], one["total"]) for one in counted["plans"]] == [("20/KH-UBND", 487), ("175/KH-UBND", 487)]


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("export", "docx", "--period", "q1"), "Đang theo dõi 2 kế hoạch: 20/KH-UBND, 175/KH-UBND."),
        (("plan", "close", "21/KH-UBND"), "Không thấy kế hoạch 21/KH-UBND trong sổ."),
        (("summary", "--on", "2024-02-27"), "Ngày 27/02/2024 chưa tới"),
        (("summary", "--on", "2020-01-01"), "Ngày 01/01/2020 trong sổ chưa có kế hoạch này"),
    ],
)
def test_what_cannot_be_told_of_several_plans_is_refused(
    nhacviec: Nhacviec, two_plans: None, command: tuple[str, ...], said: str
) -> None:
    refused = nhacviec(*command)
    assert refused.status == 1
    assert refused.err.startswith(said)


def test_an_answer_names_the_plan_of_each_item(nhacviec: Nhacviec, two_plans: None) -> None:
    answered = json.loads(nhacviec("ask", "--as", "stp", "--json", "II.3 hạn khi nào").out)
    assert sorted(one["plan"] for one in answered["items"]) == ["175/KH-UBND", "20/KH-UBND"]
    one_plan = json.loads(nhacviec("ask", "--as", "stp", "--json", "II.3 của kế hoạch 20 hạn khi nào").out)
    assert [one["plan"] for one in one_plan["items"]] == ["20/KH-UBND"]


def test_a_draft_that_was_sent_to_the_bot_is_applied_once(nhacviec: Nhacviec, plan_175: None, tmp_path: Path) -> None:
    words = seed(f"{NAME}.txt").read_text(encoding="utf-8").replace("175 /KH-UBND", "20/KH-UBND")
    store = Store(f"sqlite:///{tmp_path / 'registry.db'}")
    with store.write() as session:
        document_text = write_document(read_text(words.encode()))
        for name in ("mot.txt", "hai.txt"):
            waiting_plans.keep(
                session, name, document_text, "Tên", officer_id=None, now=datetime(2024, 2, 26, tzinfo=UTC), actor="x"
            )
    store.close()
    assert [(one["id"], one["file"]) for one in document(nhacviec, "plan", "drafts")["drafts"]] == [
        (2, "hai.txt"),
        (1, "mot.txt"),
    ]
    applied = nhacviec("plan", "drafts", "--apply", "1")
    assert "Đã ghi vào sổ: thêm 40, sửa 0, rút 0, giữ nguyên 0 nhiệm vụ." in applied.out
    assert nhacviec("plan", "drafts", "--apply", "1").status == 1
    assert "Đã bỏ bản nháp 2." in nhacviec("plan", "drafts", "--drop", "2").out
    assert nhacviec("plan", "drafts", "--drop", "2").status == 1
    assert document(nhacviec, "plan", "drafts")["drafts"] == []


def test_last_years_plan_is_rolled_over_and_asked_about(nhacviec: Nhacviec, plan_175: None) -> None:
    made = nhacviec("plan", "rollover", "175", "--leave", "I.1")
    assert "không kể năm: giữ nguyên 42, đổi 0, bỏ 1, thêm 0." in made.out
    assert "việc một lần chưa rõ năm sau có làm không" in made.out
    refused = nhacviec("plan", "drafts", "--apply", "1")
    assert (refused.status, "chưa rõ năm sau có làm không" in refused.err) == (1, True)
    assert nhacviec("plan", "rollover", "175", "--keep", "X.9").status != 0
    assert "việc một lần chưa rõ" not in nhacviec("plan", "rollover", "175", "--keep-rest").out
    assert len(document(nhacviec, "plan", "drafts")["drafts"]) == 1
