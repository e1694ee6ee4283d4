"""What comes in → who may → who answers: one table, and the order in which it is asked.

Nothing else decides who may do what: a role is checked here before any handler runs, on a command, a tap and an
answer alike. Whose duty it is, `handlers.access` asks.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from data.errors import BadAnswer, NotAllowed
from data.text import fold
from data.words import Role
from handlers import (
    admission,
    ask,
    choices,
    dating,
    duties,
    help,  # noqa: A004 - the glossary's name
    join,
    progress,
    reminders,
    secrecy,
    snoozing,
    summary,
    why,
)
from handlers.conversation import Reply
from handlers.locales import marked
from handlers.turn import Command, Handler, Turn
from handlers.views import refusals
from scheduler.slots import HOURS
from scheduler.wishes import DISPENSABLE

EVERYONE: frozenset[Role | None] = frozenset({None, *Role})
LINKED: frozenset[Role | None] = frozenset(Role)
LEADING: frozenset[Role | None] = frozenset({Role.HEAD, Role.SUPERVISOR, Role.ADMIN})
SUPERVISING: frozenset[Role | None] = frozenset({Role.SUPERVISOR})
REMINDED: frozenset[Role | None] = frozenset({Role.OFFICER})

ANSWER_WITHIN = timedelta(hours=12)

_DUTY = r"\d{1,9}"
_CHANGE = r"\d{1,9}:\d{1,9}"
_CODE = r"(?:[IVXLC]+|TC)\.\d{1,3}[a-z]?"
_DAY = r"\d{4}-\d{2}-\d{2}"
_STAGE = "|".join(sorted(DISPENSABLE))
_FILTER = rf"[oavdwcn]|q[1-4]|m(?:1[0-2]|[1-9])|t{_CODE}|s[IVXLC]+|k[a-z0-9 ]*"
_LIST = rf"(?:{_FILTER}):\d{{1,4}}(?::\d{{1,9}})?"


@dataclass(frozen=True, slots=True)
class Route:
    """`key` is a command's name, a button's verb or a question's step; `value` is what a button may carry."""

    key: str
    who: frozenset[Role | None]
    handler: Handler
    summary: str = ""
    value: str = ""


COMMANDS = (
    Route("start", EVERYONE, join.start),
    Route("thamgia", EVERYONE, join.start, marked("liên kết chat này bằng mã mời")),
    Route(
        "nhiemvu",
        LINKED,
        duties.show,
        marked("việc cơ quan còn nợ; thêm: quý 2, tháng 6, quá hạn, đã xong, phối hợp, mã"),
    ),
    Route("tieptheo", LINKED, duties.upcoming, marked("việc cần làm tiếp theo")),
    Route("capnhat", LINKED, progress.update, marked("cập nhật một việc, ví dụ: /capnhat II.3")),
    Route("nhac", LINKED, reminders.show, marked("giờ nhắc, mức nhắc, tạm dừng nhắc")),
    Route("tonghop", LEADING, summary.show, marked("tình hình chung, ai đang chậm")),
    Route("toi", LINKED, help.who_am_i, marked("tôi đang là ai ở đây")),
    Route("trogiup", LINKED, help.show, marked("có thể hỏi gì")),
    Route("huy", LINKED, help.leave, marked("thoát câu hỏi đang chờ")),
)

BUTTONS = (
    Route("list", LINKED, duties.page, value=_LIST),
    Route("card", LINKED, duties.card, value=_DUTY),
    Route("task", LINKED, duties.coordinated, value=_DUTY),
    Route("history", LINKED, duties.history, value=_DUTY),
    Route("code", LINKED, duties.show, value=_CODE),
    Route("done", LINKED, progress.ask_document, value=_CHANGE),
    Route("report", LINKED, ask.report, value=_CHANGE),
    Route("progress", LINKED, progress.ask_percent, value=_CHANGE),
    Route("percent", LINKED, progress.set_percent, value=_CHANGE + r":\d{1,2}"),
    Route("undo", LINKED, progress.undo, value=_CHANGE),
    Route("date", LINKED, dating.ask, value=_DUTY),
    Route("confirm", SUPERVISING, progress.confirm, value=_CHANGE),
    Route("return", SUPERVISING, progress.ask_reason, value=_CHANGE),
    Route("hour", LINKED, reminders.ask_hour, value=""),
    Route("sethour", LINKED, reminders.set_hour, value="|".join(map(str, HOURS))),
    Route("keep", REMINDED, reminders.keep, value=_STAGE),
    Route("leaveout", REMINDED, reminders.leave_out, value=_STAGE),
    Route("pause", REMINDED, reminders.ask_pause, value=""),
    Route("setpause", REMINDED, reminders.set_pause, value=_DAY),
    Route("resume", REMINDED, reminders.resume, value=""),
    Route("snooze", REMINDED, snoozing.ask_day, value=_DUTY),
    Route("until", REMINDED, snoozing.set_day, value=rf"{_DUTY}:{_DAY}"),
    Route("tomorrow", REMINDED, snoozing.until_tomorrow, value=_DUTY),
    Route("why", LINKED, why.show, value=_DUTY),
    Route("sum", LEADING, summary.again, value="all"),
    Route("suma", LEADING, summary.by_agency, value=r"\d{1,4}"),
    Route("sumv", LEADING, summary.overdue, value=r"\d{1,4}"),
    Route("sumw", LEADING, summary.waiting, value=r"\d{1,4}"),
    Route("sums", LEADING, summary.by_section, value=""),
    Route("leave", LINKED, help.leave, value=""),
)

ANSWERS = (
    Route("document", LINKED, progress.take_document),
    Route("percent", LINKED, progress.take_percent),
    Route("reason", SUPERVISING, progress.take_reason),
    Route("hour", LINKED, reminders.take_hour),
    Route("pause", REMINDED, reminders.take_pause),
    Route("snooze", REMINDED, snoozing.take_day),
    Route("date", LINKED, dating.take),
)

SENTENCE = Route("", LINKED, ask.sentence)


def answer(turn: Turn) -> Reply:
    """The answer to whatever came in. Raises a `data.errors.Refused`, after which nothing may be kept."""
    incoming = turn.incoming
    if not incoming.private:
        return refusals.not_in_a_group()
    if incoming.pressed is not None:
        return _pressed(turn, incoming.pressed)
    sentence = admission.plain(incoming.text)
    if len(sentence) > admission.LETTERS:
        return refusals.too_long(admission.LETTERS)
    if turn.identity and not sentence:
        return refusals.nothing_said()
    if turn.identity and secrecy.looks_secret(sentence):
        raise BadAnswer("sentence", "secret")
    if sentence.startswith("/"):
        return _commanded(turn, sentence)
    return _said(turn, sentence)


def commands_for(role: Role | None) -> tuple[Command, ...]:
    """The commands that a channel's menu and /trogiup show to a role; None is a stranger."""
    if role is None:
        return tuple(Command(route.key, route.summary) for route in COMMANDS if route.key == "thamgia")
    return tuple(
        Command(route.key, route.summary) for route in COMMANDS if role in route.who and None not in route.who
    )


def _commanded(turn: Turn, sentence: str) -> Reply:
    name, words = (*sentence[1:].split(maxsplit=1), "", "")[:2]
    route = _find(COMMANDS, fold(name))
    if route is None:
        return _unknown(turn, name)
    _leave_question(turn, route)
    return _admit(turn, route, words)


def _leave_question(turn: Turn, route: Route) -> None:
    """A command and a tap leave the open question behind; /huy itself needs to see whether there was one."""
    if turn.identity and turn.identity.asked and route.handler is not help.leave:
        turn.leave()


def _pressed(turn: Turn, value: str) -> Reply:
    verb, _, rest = value.partition(":")
    if verb == "cmd":
        return _commanded(turn, f"/{rest}")
    route = _find(BUTTONS, verb)
    if route is None or not re.fullmatch(route.value, rest):
        return refusals.old_button() if turn.identity else join.stranger(turn, "")
    _leave_question(turn, route)
    return _admit(turn, route, rest)


def _said(turn: Turn, sentence: str) -> Reply:
    if turn.identity is None:
        return join.stranger(turn, sentence)
    if not turn.incoming.has_buttons and (value := choices.chosen(turn, sentence)):
        return _pressed(turn, value)
    if question := turn.question():
        if turn.now - question.asked_at > ANSWER_WITHIN:
            turn.leave()
            return refusals.expired_question()
        if route := _find(ANSWERS, question.step):
            return _admit(turn, route, sentence)
    return _admit(turn, SENTENCE, sentence)


def _admit(turn: Turn, route: Route, words: str) -> Reply:
    role = turn.identity.role if turn.identity else None
    if role in route.who:
        return route.handler(turn, words)
    if role is None:
        return join.stranger(turn, words)
    raise NotAllowed(route.key)


def _find(routes: Iterable[Route], key: str) -> Route | None:
    return next((route for route in routes if route.key == key), None)


def _unknown(turn: Turn, name: str) -> Reply:
    from rapidfuzz import process

    names = [command.name for command in turn.commands]
    nearest = process.extractOne(fold(name), names, score_cutoff=70)
    if nearest is None and turn.identity is None:
        return join.stranger(turn, name)
    return refusals.unknown_command(name[:64], nearest[0] if nearest else None)
