"""Whatever is typed is answered in a sentence, and nothing of it breaks anything."""

import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.enums import Role
from tests.databases.registries import Shelf, with_plan_175
from tests.handlers.chat import UNSAYABLE, Office, Person


def test_a_text_nobody_would_type_is_not_read(reader: Person) -> None:
    assert reader.says("x" * 10_000).body.startswith("Tin nhắn dài quá 2000 ký tự nên tôi không đọc.")


@pytest.mark.parametrize("typed", ["", "   ", "\n\t", "\u00a0"])
def test_nothing_said_is_answered_with_what_can_be_asked(reader: Person, typed: str) -> None:
    assert reader.says(typed).body == "Tôi chỉ nhận chữ, tệp văn bản và ảnh. Gõ /trogiup để xem hướng dẫn."


@pytest.mark.parametrize(
    ("typed", "guess"),
    [("/nhiemvu1", "nhiemvu"), ("/nhiemv", "nhiemvu"), ("/capnhap", "capnhat"), ("/tro_giup", "trogiup")],
)
def test_an_unknown_command_gets_the_nearest_one_to_tap(reader: Person, typed: str, guess: str) -> None:
    assert reader.says(typed).body == f"Không có lệnh {typed}. Có phải anh/chị muốn /{guess}?"
    assert reader.taps(f"/{guess}").body == reader.says(f"/{guess}").body


@pytest.mark.parametrize("typed", ["/", "/?", "/😀", "/12345"])
def test_a_command_like_no_other_gets_the_way_to_help(reader: Person, typed: str) -> None:
    assert reader.says(typed).body == f"Không có lệnh {typed}. Gõ /trogiup để xem các lệnh."


def test_a_guess_is_among_what_the_role_may_do(reader: Person) -> None:
    reader.says("/tonghopp")
    assert "cmd:tonghop" not in [button.value for button in reader.buttons()]


@pytest.mark.parametrize("typed", ["/NHIEMVU", "/NhiemVu", "/nhiệmvụ", "/nhiemvu ", "/nhiemvu\n", "/ nhiemvu"])
def test_a_command_is_known_in_any_case_and_with_accents(reader: Person, typed: str) -> None:
    assert reader.says(typed).body == reader.says("/nhiemvu").body


@pytest.mark.parametrize("typed", ["/nhiemvu quý 2", "/nhiemvu quá hạn", "/nhiemvu hòa giải", "/tổnghợp"])
def test_decomposed_vietnamese_is_read_like_composed(reader: Person, typed: str) -> None:
    assert reader.says(unicodedata.normalize("NFD", typed)).body == reader.says(typed).body


def test_what_was_typed_comes_back_as_it_is_and_no_field_of_it_is_filled(office: Office, officer: Person) -> None:
    officer.says("/nhiemvu II.3")
    officer.taps("✅ Đã xong")
    typed = "<b>họp</b> & {chốt} %s \\n 😀"
    officer.records(f"không có, {typed}")
    assert f"Không có văn bản: {typed}." in officer.screen.body


def anybody(office: Office, who: int) -> Person:
    """A stranger, an officer, a supervisor, or an officer without buttons."""
    if who == 0:
        return office.stranger()
    return office.officer("snv", Role.SUPERVISOR) if who == 1 else office.officer("stp", has_buttons=who == 2)


def words(letters: int) -> st.SearchStrategy[str]:
    """Any text of up to so many letters but what a reply may never say: it comes back in the reply."""
    return st.text(max_size=letters).filter(lambda typed: not UNSAYABLE.search(typed.title()))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    words(80)
    | words(20).map("/nhiemvu {}".format)
    | words(20).map("/tonghop {}".format)
    | st.sampled_from(["1", "2", "xong", "/nhiemvu II.3", "/huy", "12/KH-UBND 26/02/2024", "/tonghop", "/toi"]),
    st.integers(0, 3),
)
def test_whatever_is_typed_is_answered_without_a_fault(shelf: Shelf, typed: str, who: int) -> None:
    with shelf.lent(with_plan_175) as store:
        reply = anybody(Office(store), who).says(typed)
    assert not reply.body.startswith("Có lỗi ở phía hệ thống")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(["list", "card", "task", "history", "code", "done", "progress", "percent", "undo", "confirm"]),
    st.lists(st.integers(0, 500) | st.sampled_from(["o", "kabc", "tII.3", "II.3"]), max_size=3),
    st.integers(0, 3),
)
def test_whatever_a_button_says_is_answered_without_a_fault(
    shelf: Shelf, verb: str, parts: list[int | str], who: int
) -> None:
    with shelf.lent(with_plan_175) as store:
        reply = anybody(Office(store), who).presses(":".join(map(str, [verb, *parts])))
    assert not reply.body.startswith("Có lỗi ở phía hệ thống")
