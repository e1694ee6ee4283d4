"""Where nobody can tap, nobody is told to."""

import re
from pathlib import Path

import pytest

import handlers
from handlers.locales import _, marked, set_language, typing
from handlers.locales.refresh import collect_messages
from tests.handlers.chat import Office

TAP = re.compile(r"\b[Cc]hạm\b")


def test_every_sentence_that_says_to_tap_says_to_choose() -> None:
    told = [str(message.id) for message in collect_messages() if TAP.search(str(message.id))]
    assert len(told) > 20
    with typing(is_typing=True):
        said = [_(message).lower() if "{" not in message else message for message in told]
    assert not [one for one in said if "{" not in one and TAP.search(one)]


def test_english_says_so_too() -> None:
    set_language("en")
    try:
        with typing(is_typing=True):
            assert "tap" not in _(marked("Chưa có gì thay đổi; chạm để đồng ý.")).lower().split()
    finally:
        set_language("vi")


def test_no_push_says_to_tap() -> None:
    pushes = Path(handlers.__file__).parent / "views" / "pushes"
    assert not [path.name for path in pushes.glob("*.py") if TAP.search(path.read_text(encoding="utf-8"))]


def test_an_officer_who_types_is_told_to_choose(planned: object, office: Office) -> None:
    typist, tapper = office.officer("stp", has_buttons=False), office.officer("stp")
    for person in (typist, tapper):
        person.says("/nhiemvu II.3")
    typist.says("tiến độ")
    tapper.taps("✏️ Tiến độ")
    assert "Chọn một mức hoặc gõ một số" in typist.screen.text
    assert "Chạm một mức hoặc gõ một số" in tapper.screen.text


@pytest.mark.parametrize("words", ["{code}", "  {lower} ", "{grouped}"])
def test_a_code_alone_links_a_chat(office: Office, words: str) -> None:
    from data.enums import Role
    from data.registry.office import agencies
    from data.registry.people import invitations

    with office.store.write() as session:
        invited = invitations.invite(
            session,
            agency_id=agencies.find(session, "stp").id,
            role=Role.OFFICER,
            name="Cán bộ A",
            now=office.clock.now(),
            actor="test",
        )
    code = invited.code
    typed = words.format(code=code, lower=code.lower(), grouped=f"{code[:5]} - {code[5:]}")
    stranger = office.stranger(has_buttons=False)
    assert "Chào anh/chị Cán bộ A" in stranger.says(typed).text
