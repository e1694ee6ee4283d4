"""Translation of messages: written in Vietnamese where they are used, translated here.

One process speaks one language (`NHACVIEC_LANGUAGE`). Other languages are catalogues beside this file, read as text
when the process starts, so that an edited catalogue needs no build step.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from gettext import NullTranslations
from pathlib import Path

from handlers.locales.typed_words import say_for_typing

DOMAIN = "nhacviec"

_CATALOGUES = Path(__file__).parent


_typing: ContextVar[bool] = ContextVar("typing", default=False)


class _Current:
    """The language of the process and its catalogue."""

    language = "vi"
    words = NullTranslations()


def set_language(language: str) -> None:
    """Set the language of all messages from now on: "vi", or one that has a catalogue."""
    _Current.language = language
    _Current.words = NullTranslations() if language == "vi" else _read_catalogue(language)


def get_language() -> str:
    """Return the current language."""
    return _Current.language


def _(message: str, /, **values: object) -> str:
    """Return `message` in the current language, its {fields} filled.

    An f-string as its argument would never be translated. To somebody who types (`typing`) what says to tap says to
    choose.
    """
    said = _Current.words.gettext(message)
    if _typing.get():
        said = say_for_typing(said, _Current.language)
    return said.format(**values)


@contextmanager
def typing(*, is_typing: bool) -> Iterator[None]:
    """Speak to somebody who types in place of tapping, as long as the block lasts, if `is_typing`."""
    before = _typing.set(is_typing)
    try:
        yield
    finally:
        _typing.reset(before)


def marked(message: str, /) -> str:
    """Return `message` unchanged: marks an entry of a table for translation, which `_` does where the entry is
    used.
    """
    return message


def _read_catalogue(language: str) -> NullTranslations:
    from io import BytesIO

    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po
    from babel.support import Translations

    compiled = BytesIO()
    with (_CATALOGUES / language / f"{DOMAIN}.po").open("rb") as source:
        write_mo(compiled, read_po(source, locale=language))
    compiled.seek(0)
    return Translations(compiled, domain=DOMAIN)
