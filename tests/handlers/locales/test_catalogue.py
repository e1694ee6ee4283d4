"""The English catalogue says everything that the code says in Vietnamese, with the same facts in it."""

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

import handlers
from handlers.dispatch.routes import COMMANDS
from handlers.locales import refresh, set_language
from tests.handlers.chat import Office

HANDLERS = Path(*handlers.__path__)
ENGLISH = HANDLERS / "locales" / "en" / "nhacviec.po"


@pytest.fixture
def english() -> Iterator[None]:
    set_language("en")
    yield
    set_language("vi")


def read(path: Path) -> Catalog:
    with path.open("rb") as source:
        return read_po(source, locale="en")


def entries(catalogue: Catalog) -> dict[str, Message]:
    """By what is said in Vietnamese; the header is not said."""
    return {str(message.id): message for message in catalogue if message.id}


def fields(text: str) -> set[str | None]:
    return {field for _text, field, _spec, _conversion in Formatter().parse(text) if field is not None}


def test_the_catalogue_holds_what_is_said_and_nothing_else() -> None:
    kept = read(ENGLISH)
    assert sorted(entries(kept)) == sorted(entries(refresh.collect_messages())), "run: make catalogue"
    assert not kept.obsolete


def test_every_message_is_translated_by_a_person() -> None:
    messages = entries(read(ENGLISH)).values()
    assert [message.id for message in messages if not message.string or message.fuzzy] == []


def test_a_translation_has_the_fields_and_the_margins_of_the_message() -> None:
    """A field that is missing hides a fact, one too many breaks the reply; a space at an end joins two messages."""
    for said, message in entries(read(ENGLISH)).items():
        english = str(message.string)
        assert fields(english) == fields(said), said
        assert (english[:1].isspace(), english[-1:].isspace()) == (said[:1].isspace(), said[-1:].isspace()), said


def looked_up(path: Path) -> Iterator[str]:
    """The messages of every table that a module gives to `_`: `_(TABLE[key])`."""
    module = import_module(".".join(path.relative_to(HANDLERS.parent).with_suffix("").parts))
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Call(ast.Name("_"), [ast.Subscript(ast.Name(table))]):
                messages = getattr(module, table)
                yield from messages.values() if isinstance(messages, dict) else messages


def test_a_table_of_messages_is_marked_throughout() -> None:
    told = {message for path in HANDLERS.rglob("*.py") for message in looked_up(path)}
    told |= {route.summary for route in COMMANDS if route.summary}
    assert {"Mã mời này đã hết hạn. Anh/chị xin cán bộ quản trị mã mới.", "hướng dẫn, câu hỏi mẫu"} <= told
    assert told - entries(refresh.collect_messages()).keys() == set()


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('_("còn {days} ngày", days=3)', ["còn {days} ngày"]),
        ('marked("Trợ giúp")', ["Trợ giúp"]),
        ('_("Gõ số, "\n  "rồi gửi")', ["Gõ số, rồi gửi"]),
        ('said = [_("a", b=_("b"))]\n_("c")', ["a", "b", "c"]),
        ("f\"{name} · {_('phối hợp')}\"", ["phối hợp"]),
        ("_(TABLE[key], detail=detail)", []),
        ("_(command.summary)", []),
        ('verb, _, rest = value.partition(":")', []),
    ],
)
def test_a_message_is_found_wherever_it_is_said(source: str, found: list[str]) -> None:
    assert list(refresh.extract_messages(source)) == found


@pytest.mark.parametrize(
    "source",
    [
        '_(f"còn {days} ngày")',
        '_("còn {} ngày".format(days))',
        '_("còn " + days)',
        '_("còn %d ngày" % days)',
        "_(message)",
        "_()",
        "marked(TABLE[key])",
        'marked(f"{code} đã xong")',
    ],
)
def test_what_could_never_be_translated_is_refused_by_its_line(source: str) -> None:
    with pytest.raises(ValueError, match="line 2: never translated"):
        list(refresh.extract_messages(f"\n{source}"))


def test_refreshing_keeps_translations_adds_what_is_new_and_drops_what_is_no_longer_said(tmp_path: Path) -> None:
    path = tmp_path / "en" / "nhacviec.po"
    path.parent.mkdir()
    text = ENGLISH.read_text(encoding="utf-8").replace('msgid "hôm nay"', 'msgid "hôm qua"')
    path.write_text(text.replace('msgstr "Help"', 'msgstr "Assistance"'), encoding="utf-8")
    refresh.refresh(path)
    now = entries(read(path))
    assert now["Trợ giúp"].string == "Assistance"
    assert "hôm qua" not in now
    assert now["hôm nay"].string == ""


def test_refreshing_twice_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "en" / "nhacviec.po"
    path.parent.mkdir()
    path.write_bytes(ENGLISH.read_bytes())
    refresh.refresh(path)
    once = path.read_bytes()
    refresh.refresh(path)
    assert path.read_bytes() == once


@pytest.mark.usefixtures("english")
def test_an_officer_is_answered_in_the_language_spoken(office: Office) -> None:
    officer = office.officer("stp")
    listed = officer.says("/nhiemvu")
    assert "Monday, 26/02/2024 · still owed" in listed.body
    assert "Thu 29/02, 3 day(s) left" in listed.body
    assert "This quarter" in [button.text for button in officer.buttons()]
    assert "There is no command /xyz" in officer.says("/xyz").body


def test_without_a_choice_of_language_the_answers_are_vietnamese(office: Office) -> None:
    assert "còn 3 ngày" in office.officer("stp").says("/nhiemvu").body


def test_the_labels_of_buttons_are_those_in_the_code() -> None:
    kept = refresh.LABELS.read_text(encoding="utf-8").splitlines()
    assert kept == refresh.collect_labels(), "run: make catalogue"


def test_labels_are_found_in_calls_and_in_what_is_chosen_from() -> None:
    source = """
KINDS = {1: marked("Một loại")}
def show(way):
    text = _("Chọn trước") if way else _("Câu này dài hơn và là một câu.")
    return [button(_("Ghi {code}", code=way), 1), button(text, 2), button(_(KINDS[way]), 3)], _("Không phải nút")
"""
    found = set(refresh.extract_labels(source))
    assert {"Một loại", "Chọn trước", "Ghi {code}"} <= found
    assert "Câu này dài hơn và là một câu." not in found
