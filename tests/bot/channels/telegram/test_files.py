"""Files that officers send: told of at once, fetched only where somebody wants them."""

import pytest

from handlers.base.messages import FetchFailed, Incoming, Reply
from tests.bot.channels.fakes import Conversation
from tests.loopback.faults import server_error
from tests.loopback.people import Person
from tests.loopback.server import BotApi

pytestmark = pytest.mark.usefixtures("channel")

PDF = b"%PDF-1.7 scan"
MEGABYTE = 1024 * 1024


async def heard(person: Person, conversation: Conversation) -> Incoming:
    """What came in last, once it was answered."""
    await person.sees()
    return conversation.heard[-1]


@pytest.fixture(autouse=True)
def answered(conversation: Conversation) -> None:
    conversation.answers = lambda incoming: Reply(body="rồi")


async def test_a_document_comes_in_with_its_name_size_and_caption(
    api: BotApi, person: Person, conversation: Conversation
) -> None:
    person.sends_file("KH 12.pdf", PDF, "II.3 bản ký")
    incoming = await heard(person, conversation)
    [file] = incoming.files
    assert (incoming.text, file.name, file.size) == ("II.3 bản ký", "KH 12.pdf", len(PDF))
    assert api.calls("getFile") == [], "nobody asked for its content yet"
    assert await file.fetch() == PDF


async def test_of_a_picture_the_largest_size_comes_in_under_the_moment_it_was_sent(
    person: Person, conversation: Conversation
) -> None:
    person.sends_photo(content=b"\xff\xd8\xff large")
    [file] = (await heard(person, conversation)).files
    assert file.name == "anh-20240226-080000.jpg"
    assert await file.fetch() == b"\xff\xd8\xff large"


async def test_pictures_of_one_album_come_in_under_its_name(person: Person, conversation: Conversation) -> None:
    person.sends_photo("II.3", album="13")
    assert (await heard(person, conversation)).album == "13"
    person.sends_photo()
    assert (await heard(person, conversation)).album == ""


async def test_a_recording_comes_in_as_the_file_that_it_is(person: Person, conversation: Conversation) -> None:
    person.sends_voice()
    [file] = (await heard(person, conversation)).files
    assert file.name.endswith((".oga", ".ogg"))


async def test_a_file_that_telegram_does_not_give_a_bot_is_said_to_be_too_big(
    person: Person, conversation: Conversation
) -> None:
    person.sends_file("KH 12.pdf", b"x" * (20 * MEGABYTE + 1))
    [file] = (await heard(person, conversation)).files
    with pytest.raises(FetchFailed, match=r"^file_too_big$"):
        await file.fetch()


async def test_a_passing_fault_is_tried_again(api: BotApi, person: Person, conversation: Conversation) -> None:
    person.sends_file("KH 12.pdf", PDF)
    [file] = (await heard(person, conversation)).files
    api.fail("getFile", server_error())
    api.fail("download", server_error())
    assert await file.fetch() == PDF


async def test_a_lasting_fault_is_told_without_the_address(
    api: BotApi, person: Person, conversation: Conversation, caplog: pytest.LogCaptureFixture
) -> None:
    person.sends_file("KH 12.pdf", PDF)
    [file] = (await heard(person, conversation)).files
    api.fail("download", server_error(), times=9)
    with pytest.raises(FetchFailed, match=r"^file_not_fetched$") as failed:
        await file.fetch()
    assert "chưa tải được một tệp" in caplog.text
    assert api.token not in caplog.text + repr(failed.value.__cause__) + repr(file)


async def test_in_a_group_nothing_is_heard_of_a_file(api: BotApi, person: Person, conversation: Conversation) -> None:
    api.group(-100).sends_file("KH 12.pdf", PDF, "bản ký đây")
    person.says("/huy")
    assert (await heard(person, conversation)).text == "/huy"
    assert len(conversation.heard) == 1
