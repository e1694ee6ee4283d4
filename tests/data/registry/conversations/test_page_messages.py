"""What a chat of the page shows, however often it is opened and by whom."""

from datetime import UTC, datetime, timedelta

import pytest

from data.models import Officer
from data.registry.conversations import page_messages
from data.registry.conversations.page_messages import Content, HandedOut
from data.registry.people import page_sessions
from data.store import Store
from tests import factories as make

NOW = datetime(2024, 2, 26, 1, 0, tzinfo=UTC)
WALL = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)


@pytest.fixture
def officer(store: Store) -> Officer:
    with store.write() as session:
        return make.officer(session, make.agency(session))


@pytest.fixture
def chat(store: Store, officer: Officer) -> str:
    with store.write() as session:
        return page_sessions.get_or_link_chat(session, make.known(officer.id), NOW)


def content(body: str, sender: str = "bot") -> Content:
    return {"from": sender, "body": body}


def said(store: Store, chat: str, body: str, *, answers: str | None = None, edits: int | None = None) -> int:
    with store.write() as session:
        return page_messages.add_message(session, chat, content(body), WALL, answers=answers, edits=edits).place


def posted(store: Store, chat: str, update: str, body: str) -> None:
    with store.write() as session:
        page_messages.add_post(session, chat, update, content(body, "officer"), WALL)


def shown(store: Store, chat: str, before: int | None = None, at_most: int = 100) -> list[str]:
    with store.read() as session:
        return [
            one.content["body"] for one in page_messages.list_latest(session, chat, before, at_most, may_oversee=True)
        ]


def after(store: Store, chat: str, number: int) -> list[tuple[int, str]]:
    with store.read() as session:
        return [
            (one.place, one.content["body"])
            for one in page_messages.list_after(session, chat, number, may_oversee=True)
        ]


def test_a_post_and_its_answer_stand_in_their_order_once(store: Store, chat: str) -> None:
    for _ in range(2):
        posted(store, chat, "u1", "hỏi")
    said(store, chat, "đáp", answers="u1")
    assert shown(store, chat) == ["hỏi", "đáp"]
    with store.read() as session:
        assert page_messages.find_answer(session, chat, "u1") == content("đáp")
        assert page_messages.find_answer(session, chat, "u2") is None
        assert page_messages.find_answer(session, "another", "u1") is None


STAND_IN, OTHER_STAND_IN = ({**content(body), page_messages.STANDS_IN: True} for body in ("thay", "thay khác"))


@pytest.mark.parametrize(
    ("said_first", "said_second", "stays"),
    [
        (content("đáp"), content("đáp khác"), "đáp"),
        (content("đáp"), STAND_IN, "đáp"),
        (STAND_IN, OTHER_STAND_IN, "thay"),
        (STAND_IN, content("đáp"), "đáp"),
    ],
    ids=["two answers", "an answer", "two that stand in", "the answer comes later"],
)
def test_a_post_has_one_answer_and_rather_the_real_one(
    store: Store, chat: str, said_first: Content, said_second: Content, stays: str
) -> None:
    posted(store, chat, "u1", "hỏi")
    places = []
    for one in (said_first, said_second):
        with store.write() as session:
            added = page_messages.add_message(session, chat, one, WALL, answers="u1", edits=None)
        places.append(added.place)
        last = said(store, chat, "chuyện khác")
    assert added.is_new == (stays == said_second["body"])
    assert added.content["body"] == stays
    assert places[0] == places[1], "where the first stood"
    assert shown(store, chat) == ["hỏi", stays, "chuyện khác", "chuyện khác"]
    assert [body for _, body in after(store, chat, last)] == []
    with store.read() as session:
        answer = page_messages.find_answer(session, chat, "u1")
    assert answer
    assert answer["body"] == stays


def test_an_answer_that_edits_another_message_leaves_nothing_in_sight_of_what_stood_in_for_it(
    store: Store, chat: str
) -> None:
    place = said(store, chat, "danh sách")
    posted(store, chat, "u1", "hỏi")
    with store.write() as session:
        page_messages.add_message(session, chat, STAND_IN, WALL, answers="u1", edits=None)
    assert said(store, chat, "trang hai", answers="u1", edits=place) == place
    assert shown(store, chat) == ["trang hai", "hỏi"]


def test_a_second_answer_edits_nothing(store: Store, chat: str) -> None:
    place = said(store, chat, "danh sách")
    said(store, chat, "trang hai", answers="u1", edits=place)
    said(store, chat, "trang hai nữa", answers="u1", edits=place)
    assert shown(store, chat) == ["trang hai"]


def test_an_edited_message_stays_in_its_place_and_is_news_to_those_who_look(store: Store, chat: str) -> None:
    first = said(store, chat, "một", answers="u1")
    second = said(store, chat, "hai")
    assert said(store, chat, "một, sửa", answers="u2", edits=first) == first
    assert said(store, chat, "một, sửa nữa", edits=first) == first
    assert shown(store, chat) == ["một, sửa nữa", "hai"]
    assert after(store, chat, second) == [(first, "một, sửa nữa")]
    with store.read() as session:  # posted again, the first is still answered
        assert page_messages.find_answer(session, chat, "u1") == content("một")


def test_neither_the_officers_own_message_nor_one_of_another_chat_is_edited(store: Store, chat: str) -> None:
    posted(store, chat, "u1", "hỏi")
    other = said(store, "another", "của người khác")
    for edits in (1, other, 99, -1, 0):
        assert said(store, chat, "đáp", edits=edits) != edits
    assert (shown(store, chat)[0], shown(store, "another")) == ("hỏi", ["của người khác"])


def test_a_chat_that_goes_to_somebody_else_shows_nothing_of_before(store: Store, officer: Officer, chat: str) -> None:
    said(store, chat, "của cán bộ cũ")
    with store.write() as session:
        page_messages.add_files(session, chat, [HandedOut("k", "a.txt", "text/plain", "d" * 64, 1)], WALL)
        session.get_one(Officer, officer.id).active = False
    said(store, chat, "gửi người lạ")
    assert shown(store, chat) == ["gửi người lạ"]
    with store.read() as session:
        assert page_messages.find_file(session, chat, "k", may_oversee=True) is None


def test_a_file_is_handed_out_in_its_own_chat_only(store: Store, chat: str) -> None:
    file = HandedOut("k", "a.txt", "text/plain", "d" * 64, 1)
    with store.write() as session:
        page_messages.add_files(session, chat, [file], WALL)
        assert page_messages.find_file(session, chat, "k", may_oversee=True) == file
        assert page_messages.find_file(session, "another", "k", may_oversee=True) is None
        assert page_messages.select_unused(session, ["d" * 64, "e" * 64]) == ["e" * 64]


def test_messages_and_files_are_deleted_after_their_term(store: Store, chat: str) -> None:
    said(store, chat, "cũ")
    with store.write() as session:
        page_messages.add_files(session, chat, [HandedOut("k", "a", "b", "d" * 64, 1)], WALL)
        assert page_messages.delete_before(session, WALL) == 0
        assert page_messages.delete_before(session, WALL + timedelta(seconds=1)) == 1
        assert page_messages.find_file(session, chat, "k", may_oversee=True) is None
    assert shown(store, chat) == []


def test_a_page_is_opened_with_the_last_messages_and_asks_for_those_before(store: Store, chat: str) -> None:
    places = [said(store, chat, str(number)) for number in range(7)]
    said(store, "another", "không phải của chat này")
    assert shown(store, chat, at_most=3) == ["4", "5", "6"]
    assert shown(store, chat, before=places[4], at_most=3) == ["1", "2", "3"]
    assert shown(store, chat, before=places[1], at_most=3) == ["0"]
    assert shown(store, chat, before=places[0], at_most=3) == []
