"""What an officer sees in Telegram: menus, pages, names, refusals."""

from collections.abc import Iterator

import pytest

from data.enums import Role
from data.text.inert import JOINER
from tests.acceptance.house import PATIENCE, House
from tests.databases.registries import SqliteFiles, with_plan_175
from tests.loopback.server import BotApi

OFFICER, HEAD, SUPERVISOR, HOSTILE, STRANGER = range(1, 6)
HOSTILE_NAME = "<b>&amp; Đặng 😀</b>"


@pytest.fixture(scope="module")
def api() -> Iterator[BotApi]:
    with BotApi() as server:
        yield server


@pytest.fixture(scope="module")
def talking(sqlite: SqliteFiles, api: BotApi, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Run one bot for all tests of this module, each of which uses its own chats."""
    house = House(tmp_path_factory.mktemp("talk"), sqlite.copy_of(with_plan_175), api)
    house.enrol_officer(OFFICER)
    house.enrol_officer(HEAD, role=Role.HEAD)
    house.enrol_officer(SUPERVISOR, agency="snv", role=Role.SUPERVISOR)
    house.enrol_officer(HOSTILE, name=HOSTILE_NAME)
    with house.running():
        first = api.person(STRANGER)
        first.says("/start")
        first.wait_for_message(timeout=PATIENCE)
        yield house
    assert api.token.partition(":")[2] not in house.written
    assert "Traceback" not in house.written


def asked(api: BotApi, chat_id: int, text: str) -> str:
    person = api.person(chat_id)
    person.says(text)
    return person.wait_for_message().text


@pytest.mark.parametrize(
    ("chat_id", "commands"),
    [
        (
            OFFICER,
            ["nhiemvu", "tieptheo", "capnhat", "lich", "nhac", "kehoach", "nhom", "toi", "dulieu", "trogiup", "huy"],
        ),
        (
            HEAD,
            [
                "nhiemvu",
                "tieptheo",
                "capnhat",
                "lich",
                "nhac",
                "tonghop",
                "kehoach",
                "nhom",
                "toi",
                "dulieu",
                "trogiup",
                "huy",
            ],
        ),
        (
            SUPERVISOR,
            [
                "nhiemvu",
                "tieptheo",
                "capnhat",
                "lich",
                "nhac",
                "tonghop",
                "kehoach",
                "nhom",
                "toi",
                "dulieu",
                "trogiup",
                "huy",
            ],
        ),
    ],
)
def test_the_command_menu_is_that_of_the_role(talking: House, api: BotApi, chat_id: int, commands: list[str]) -> None:
    api.person(chat_id).says("/toi")
    menu = api.wait_for(lambda world: world.menus.get(f"chat {chat_id}"))
    assert [entry["command"] for entry in menu] == commands


def test_a_page_is_turned_in_the_same_message(talking: House, api: BotApi) -> None:
    officer = api.person(OFFICER)
    officer.says("/nhiemvu tất cả")
    first = officer.wait_for_message(lambda message: "›" in message.labels)
    officer.taps("›")
    second = officer.wait_for_message(lambda message: "‹" in message.labels)
    assert second.message_id == first.message_id
    assert second.text != first.text
    officer.taps("‹")
    assert officer.wait_for_message(lambda message: "›" in message.labels).text == first.text


def test_a_button_tapped_twice_changes_the_message_once(talking: House, api: BotApi) -> None:
    """Telegram refuses the second edit: "message is not modified"."""
    officer = api.person(OFFICER)
    officer.says("/nhiemvu")
    listed = officer.wait_for_message(lambda message: "II.3" in message.labels)
    officer.toast(officer.taps("II.3", listed))
    officer.wait_for_message(lambda message: message.text.startswith("II.3 · "))
    before = len(api.calls("editMessageText"))
    officer.taps("II.3", listed)
    api.wait_for(lambda _: len(api.calls("editMessageText")) > before)
    assert api.calls("editMessageText")[-1].status == 400
    assert officer.last.message_id == listed.message_id
    assert officer.last.text.startswith("II.3 · ")


def test_markup_in_a_name_is_shown_as_it_was_typed(talking: House, api: BotApi) -> None:
    assert HOSTILE_NAME in asked(api, HOSTILE, "/toi")


def test_an_unknown_command_is_answered_with_the_nearest(talking: House, api: BotApi) -> None:
    said = asked(api, OFFICER, "/nhiemvuu")
    assert said == f"Không có lệnh /{JOINER}nhiemvuu. Có phải anh/chị muốn /nhiemvu?"


def test_an_unknown_code_is_answered_with_the_nearest(talking: House, api: BotApi) -> None:
    said = asked(api, OFFICER, "/nhiemvu IX.9")
    assert said.startswith("Không thấy mã IX.9 trong nhiệm vụ của cơ quan anh/chị. Gần nhất: ")


@pytest.mark.parametrize(
    ("chat_id", "words"),
    list(enumerate(["/nhiemvu", "/tonghop", "II.3", "tuần này phải nộp gì", "card:1"], STRANGER + 1)),
)
def test_a_stranger_is_told_nothing_of_the_plan(talking: House, api: BotApi, chat_id: int, words: str) -> None:
    said = asked(api, chat_id, words)
    assert "/thamgia" in said
    assert "175" not in said


def test_a_stranger_who_insists_is_told_once_and_comes_in_at_once(talking: House, api: BotApi) -> None:
    person = api.person(100)
    code = talking.ask("officer", "invite", "--agency", "stp")["code"]
    for words in ("/nhiemvu", "II.3", "xin chào", f"/thamgia {code}"):
        person.says(words)
    person.wait_for_message(lambda message: message.text.startswith("✅"))
    assert len(person.messages) == 2


def test_a_text_of_four_thousand_letters_is_not_read(talking: House, api: BotApi) -> None:
    assert "dài quá" in asked(api, OFFICER, "x" * 4096)
