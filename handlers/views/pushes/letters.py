"""A message as a mail: its subject, plain text and simple HTML, with links to the reader's page."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from html import escape

from data.rules.viet_nam_time import VIET_NAM
from handlers.base.callback_data.account import AskPause, ExplainDigest
from handlers.base.callback_data.changes import ShowRequest, ShowRequests
from handlers.base.callback_data.codec import Payload, decode, encode
from handlers.base.callback_data.conversation import RunCommand
from handlers.base.callback_data.duties import ShowDuties, ShowDuty
from handlers.base.callback_data.obligations import ShowExemption, ShowExemptions
from handlers.base.callback_data.overview import (
    ListAgencies,
    ListOverdue,
    ListReported,
    ListUnreachable,
    ShowSummary,
)
from handlers.base.callback_data.people import AskLeaving, ListOfficers, ShowJoining, ShowOfficer, StayInOffice
from handlers.base.command_names import CommandName
from handlers.base.messages import Reply
from handlers.locales import _

_LINKED: tuple[type[Payload], ...] = (
    ShowDuties,
    ShowDuty,
    ShowRequest,
    ShowRequests,
    ShowExemption,
    ShowExemptions,
    ShowSummary,
    ListAgencies,
    ListOverdue,
    ListReported,
    ListUnreachable,
    ExplainDigest,
    AskPause,
    ShowJoining,
    ListOfficers,
    ShowOfficer,
)
"""Buttons that a link may stand for: they show something, or ask for how long to pause. What is done about a duty is
done from its card, to which its line leads.
"""
_SHOWING = frozenset({CommandName.REMINDERS, CommandName.WHO_AM_I})
"""Commands that a link may stand for."""
_ANSWERED_AT: Mapping[type[Payload], Payload] = {
    StayInOffice: RunCommand(CommandName.WHO_AM_I),
    AskLeaving: RunCommand(CommandName.WHO_AM_I),
}
"""Where what a button does can be done on the page: to open a mail's link is no answer."""
_SETTINGS = "/nhac"
_SIGNS = re.compile(r"^[\W_]+")
_SUBJECT_LETTERS = 120

_HTML = """<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><title>{subject}</title></head>
<body style="font-family:sans-serif;font-size:16px;line-height:1.5;color:#1a1a1a;max-width:40em">
{content}
</body></html>
"""
_LINK = '<a href="{address}">{text}</a>'


Link = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class WayIn:
    """The reader's way to their page from one mail: it lets in once, until an instant (UTC), as `name`.

    `link` returns the address that shows what a button shows; None where there is no page. `is_reminded`: the reader
    can pause reminders.
    """

    name: str
    until: datetime
    is_reminded: bool
    link: Link | None


@dataclass(frozen=True, slots=True)
class LetterText:
    """A mail as it is sent."""

    subject: str
    text: str
    html: str


def render_letter(reply: Reply, way: WayIn | None) -> LetterText:
    """Render a message; `way` is None for somebody who is not known yet."""
    subject, link = _subject(reply), way.link if way else None
    lines, links = _lines(reply, link), _button_links(reply, link)
    text = [reply.heading, ""] if reply.heading else []
    for line, address in lines:
        text += [line, *([f"   {address}"] if address else [])]
    text += ["", *(f"{label.rstrip('?')}: {address}" for label, address in links)] if links else []
    text += ["", "-- ", *(f"{said} {address}".rstrip() for said, address in _footer(way))]
    return LetterText(subject, "\n".join(text) + "\n", _html(subject, reply.heading, lines, links, way))


def may_be_linked(value: str) -> bool:
    """Return whether a link may stand for a button: only for one that shows something or asks."""
    payload = decode(value)
    return isinstance(payload, _LINKED) or (isinstance(payload, RunCommand) and payload.words in _SHOWING)


def _subject(reply: Reply) -> str:
    said = reply.mail_subject or _SIGNS.sub("", reply.heading.partition("\n")[0]) or _SIGNS.sub("", reply.body)
    said = " ".join(said.split())
    if len(said) > _SUBJECT_LETTERS:
        said = f"{said[: _SUBJECT_LETTERS - 1].rstrip()}…"
    return _("[Nhắc việc] {said}", said=said)


def _lines(reply: Reply, link: Link | None) -> list[tuple[str, str]]:
    """Return the lines of the body, each with the address that shows what it is about, "" for none."""
    opens = dict(reply.opens)
    return [
        (line, link(opens[at]) if link and at in opens and may_be_linked(opens[at]) else "")
        for at, line in enumerate(reply.body.split("\n"))
    ]


def _button_links(reply: Reply, link: Link | None) -> list[tuple[str, str]]:
    """Return the buttons that links may stand for, but for those that show what a line shows already."""
    if link is None:
        return []
    shown = {value for _at, value in reply.opens}
    taps = [tap for row in reply.buttons for tap in row]
    found = [(tap.text, link(tap.value)) for tap in taps if tap.value not in shown and may_be_linked(tap.value)]
    asked = [one for one in (decode(tap.value) for tap in taps) if one is not None]
    answered = {encode(_ANSWERED_AT[type(one)]) for one in asked if type(one) in _ANSWERED_AT}
    return [*found, *((_("Trả lời trên trang làm việc"), link(value)) for value in sorted(answered))]


def _footer(way: WayIn | None) -> list[tuple[str, str]]:
    """Return the last lines: each with its address, "" for none."""
    automatic = _("Thư tự động của Trợ lý nhắc việc; thư trả lời không có người đọc.")
    if way is None:
        return [(automatic, "")]
    if way.link is None:
        return [
            (_("Tạm dừng hoặc đổi cách nhận: anh/chị nhắn {command} cho bot.", command=_SETTINGS), ""),
            (automatic, ""),
        ]
    until = way.until.astimezone(VIET_NAM)
    once = _(
        "Đường dẫn trong thư mở trang làm việc với tên {name}, vào được một lần, đến {hour} ngày {day}; máy đã vào "
        "rồi thì mở tiếp được. Xin đừng chuyển tiếp thư này.",
        name=way.name,
        hour=f"{until:%H:%M}",
        day=f"{until:%d/%m/%Y}",
    )
    settings = (_("Đổi cách nhận:"), way.link(encode(RunCommand(CommandName.REMINDERS))))
    pause = [(_("Tạm dừng nhắc:"), way.link(encode(AskPause())))] if way.is_reminded else []
    return [*pause, settings, (once, ""), (automatic, "")]


def _html(
    subject: str, heading: str, lines: list[tuple[str, str]], links: list[tuple[str, str]], way: WayIn | None
) -> str:
    parts = [f"<p><b>{_escape_lines(heading)}</b></p>"] if heading else []
    parts.append("<p>" + "<br>\n".join(_anchor(line, address) for line, address in lines) + "</p>")
    if links:
        items = "".join(f"<li>{_anchor(label, address)}</li>" for label, address in links)
        parts.append(f"<ul>{items}</ul>")
    footer = "<br>\n".join(_anchor(said.rstrip(":"), address) for said, address in _footer(way))
    parts.append(f'<p style="font-size:13px;color:#555">{footer}</p>')
    return _HTML.format(subject=escape(subject), content="\n".join(parts))


def _anchor(text: str, address: str) -> str:
    return _LINK.format(address=escape(address), text=escape(text)) if address else escape(text)


def _escape_lines(text: str) -> str:
    return escape(text).replace("\n", "<br>\n")
