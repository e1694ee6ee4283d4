"""Every refusal that can be raised has a sentence of its own."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

import data
from data.enums import State
from data.errors import (
    BadAnswer,
    InvitationRefused,
    NhacviecError,
    NotAllowed,
    NotFound,
    PlanUnreadable,
    Refused,
    RegistryUnusable,
    Stale,
)
from handlers.views.base.error_sentences import sentence
from handlers.views.base.refusals import old_button, refusal, unavailable
from tests.handlers.chat import check

ROOT = Path(data.__file__).parents[1]
AT = datetime(2024, 2, 26, 1, 0, tzinfo=UTC)


def reasons(error: type[NhacviecError]) -> list[str]:
    """The reasons that the description of an error lists."""
    listed = re.search(r"`reason` is one of: (.+?)\.\s", f"{error.__doc__} ", re.DOTALL)
    assert listed, error
    return re.findall(r"\w+", re.sub(r"\([^)]*\)", "", listed[1]))


def raised(name: str) -> list[str]:
    """The reasons with which the program raises an error: its last word in quotation marks, by its sources."""
    sources = "\n".join(file.read_text() for room in ("data", "handlers") for file in (ROOT / room).rglob("*.py"))
    return sorted(set(re.findall(rf'(?:raise|return) {name}\("[^"]+", "(\w+)"', sources)))


ALL = [
    *(InvitationRefused(reason) for reason in reasons(InvitationRefused)),
    *(PlanUnreadable(reason, "tep.toml") for reason in reasons(PlanUnreadable)),
    *(RegistryUnusable(reason, "0001") for reason in reasons(RegistryUnusable)),
    *(BadAnswer("document", reason, AT.date(), half="12/KH-UBND") for reason in raised("BadAnswer")),
    *(BadAnswer("reason", reason) for reason in ("no_reason",)),
    *(
        NotFound(kind, "x", nearest)
        for kind in ("task", "agency", "plan", "duty")
        for nearest in ((), ("II.1", "II.2"))
    ),
    *(NotAllowed(action) for action in ("stranger", "duty.see", "progress.undo", "progress.undo_late")),
    *(NotAllowed(f"progress.{act}_own{of}") for act in ("confirm", "return") for of in ("", "_agency")),
    *(Stale(1, "II.3", 1, by, AT, state) for by in ("", "Cán bộ A") for state in State),
]


@pytest.mark.parametrize("error", ALL, ids=repr)
def test_every_refusal_has_a_sentence(error: NhacviecError) -> None:
    said = sentence(error)
    assert said.rstrip(").").strip()
    assert said[0].isupper()
    assert said != sentence(Refused())
    assert "{" not in said


@pytest.mark.parametrize("error", [error for error in ALL if isinstance(error, Refused)], ids=repr)
def test_every_refusal_in_a_chat_is_a_whole_reply(error: Refused) -> None:
    check(refusal(error))


@pytest.mark.parametrize("reason", reasons(RegistryUnusable))
def test_an_officer_is_not_told_what_the_operator_must_mend(reason: str) -> None:
    reply = unavailable(RegistryUnusable(reason, "/var/lib/registry.db"))
    check(reply)
    assert not re.search("NHACVIEC|nhacviec|registry", reply.text)


def test_no_two_reasons_are_told_alike() -> None:
    told = [sentence(error) for error in ALL if isinstance(error, BadAnswer | InvitationRefused | RegistryUnusable)]
    assert len(set(told)) == len(told)


def test_a_plan_that_is_not_there_is_told_with_those_that_are() -> None:
    said = sentence(NotFound("plan", "9/KH-UBND", ("175/KH-UBND", "12/KH-UBND")))
    assert said == "Không thấy kế hoạch 9/KH-UBND trong sổ. Sổ đang có: 175/KH-UBND, 12/KH-UBND."


def test_a_button_of_an_older_version_announces_no_list_that_is_not_there() -> None:
    reply = old_button()
    assert reply.body == "Nút này không còn dùng được. Anh/chị chạm 📋 Nhiệm vụ để mở danh sách mới nhất."
    assert [button.text for row in reply.buttons for button in row] == ["📋 Nhiệm vụ"]


def test_what_was_typed_is_not_repeated_at_length() -> None:
    assert len(sentence(NotFound("agency", "x " * 900))) < 200
