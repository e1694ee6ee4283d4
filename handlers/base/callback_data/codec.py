"""Typed callback data: a button carries a payload, written as "verb:field:field" and read back when it is tapped.

Fields that may be left out can be added behind the others: buttons without them are read as before. Else there are
versions: a payload of version 1 is written under its bare verb ("card:17"), as all buttons in chats are. When the
fields of a payload change, the changed class gets `version=2` and is written "card:~2:17"; the class of version 1
stays, with its route, for as long as chats may hold its buttons. A program that does not know a version (an older
or a much newer one) reads None, and the officer is told that the button is an old one.
"""

import re
from collections.abc import Callable
from dataclasses import Field, dataclass, fields
from datetime import date
from enum import StrEnum
from functools import lru_cache
from types import NoneType
from typing import Any, ClassVar, NamedTuple, dataclass_transform, get_args, get_type_hints

from handlers.base.messages import Button

_SEPARATOR = ":"
_VERSION_MARK = "~"
"""The sign before a version from 2 on; no field of version 1 begins with it."""


_REMEMBERED = 2000
"""Values of buttons that are read once: what each list is about is read off its buttons, twice an answer."""


@dataclass(frozen=True, slots=True)
class FieldCodec:
    """The written form of a field. `decode` may raise ValueError for a text that matches `pattern` and is no
    value.
    """

    pattern: str
    encode: Callable[[Any], str] = str
    decode: Callable[[str], Any] = str

    def read(self, text: str) -> Any:
        """Return the value of a field. Raises ValueError for a text that no button of ours carries."""
        if not re.fullmatch(self.pattern, text):
            raise ValueError(f"no {self.pattern}: {text!r}")
        return self.decode(text)


class PayloadField(NamedTuple):
    """A field of a payload with its written form."""

    name: str
    codec: FieldCodec
    may_be_none: bool


@dataclass_transform(frozen_default=True)
class Payload:
    """Base of all callback data. Every subclass is a frozen dataclass; one with a `verb` can be on a button.

    The written form follows from the annotations of the fields: `date`, a StrEnum, or `Annotated` with a
    FieldCodec (`handlers.base.callback_data.fields`). The last fields may be left out where they may be None.
    """

    key: ClassVar[str] = ""
    """The verb, with its version from 2 on."""
    written_fields: ClassVar[tuple[PayloadField, ...]] = ()
    """The fields in the order in which they are written."""
    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]

    def __init_subclass__(cls, *, verb: str = "", version: int = 1) -> None:
        """Make the subclass a dataclass and register it. Raises ValueError for a verb that is taken."""
        super().__init_subclass__()
        dataclass(frozen=True)(cls)
        hints = get_type_hints(cls, include_extras=True)
        cls.written_fields = tuple(PayloadField(one.name, *_codec_of(hints[one.name])) for one in fields(cls))
        cls.key = verb if version == 1 else f"{verb}{_SEPARATOR}{_VERSION_MARK}{version}"
        if not verb:
            return
        if cls.key in PAYLOADS:
            raise ValueError(f"two payloads with the verb {cls.key}")
        PAYLOADS[cls.key] = cls


PAYLOADS: dict[str, type[Payload]] = {}
"""All payloads by verb and version."""


def encode(payload: Payload) -> str:
    """Return the value of a button that carries `payload`."""
    values = [(field.codec, getattr(payload, field.name)) for field in payload.written_fields]
    written = [codec.encode(value) for codec, value in values if value is not None]
    return _SEPARATOR.join([payload.key, *(written or [""])])


def decode(value: str) -> Payload | None:
    """Return the payload of a button; None for a value of an unknown verb, version or form. Never raises."""
    key, _, rest = value.partition(_SEPARATOR)
    if rest.startswith(_VERSION_MARK):
        version, _, rest = rest.partition(_SEPARATOR)
        key = f"{key}{_SEPARATOR}{version}"
    kind = PAYLOADS.get(key)
    return _read(kind, rest) if kind else None  # type: ignore[arg-type]  # mypy looks at the hash of instances


def button(text: str, payload: Payload) -> Button:
    """Return a button that carries `payload`. Raises ValueError for one that is too long for a channel."""
    return Button(text, encode(payload))


@lru_cache(_REMEMBERED)
def _read(kind: type[Payload], text: str) -> Payload | None:
    expected = kind.written_fields
    if not text and all(field.may_be_none for field in expected):
        return kind()
    if not expected:
        return None
    parts = text.split(_SEPARATOR, len(expected) - 1)
    if len(parts) < sum(not field.may_be_none for field in expected):
        return None
    try:
        values = {field.name: field.codec.read(part) for field, part in zip(expected, parts, strict=False)}
    except ValueError:
        return None
    return kind(**values)


def _codec_of(hint: Any) -> tuple[FieldCodec, bool]:
    """Return the written form that an annotation asks for, and whether the field may be None."""
    choices = [choice for choice in get_args(hint) if choice is not NoneType]
    if NoneType in get_args(hint):
        return _codec_of(choices[0])[0], True
    given = [one for one in getattr(hint, "__metadata__", ()) if isinstance(one, FieldCodec)]
    if given:
        return given[0], False
    if hint is date:
        return FieldCodec(r"\d{4}-\d{2}-\d{2}", date.isoformat, date.fromisoformat), False
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return FieldCodec("|".join(hint), str, hint), False
    raise TypeError(f"no written form for {hint!r}")
