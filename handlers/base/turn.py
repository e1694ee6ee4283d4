"""One turn of a conversation: what came in, who it is, and what is at hand to answer it."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from data.errors import NotAllowed
from data.files import Files
from data.registry.conversations import dialogues
from data.registry.conversations.dialogues import Question
from data.registry.duties.progress_entries import Actor
from data.registry.people.identities import Identity
from data.rules.calendar import WorkingCalendar
from data.rules.instants import within
from data.rules.sending_hours import OFFICE_HOURS, SendingHours
from data.store import Session
from handlers.base.messages import Incoming, Reply
from handlers.base.steps import Step

ANSWER_WITHIN = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Command:
    """A command as menus and help show it: "nhiemvu", and in one line what it does."""

    name: str
    summary: str


@dataclass(frozen=True, slots=True)
class Turn:
    """`session` is the turn's one transaction; `commands` are those open to who speaks; `files` is the folder of what
    officers sent in; `public_url` is the address at which their phones reach the bot, None where they cannot.

    `look` opens a look at the registry of its own, for what is made after the turn (`Attachment.make`): long reading
    in the turn itself keeps every other officer waiting.

    `now` is the office's instant (UTC), `today` its date in Viet Nam; `hours` are those in which officers are written
    to unasked.
    """

    incoming: Incoming
    session: Session
    identity: Identity | None
    now: datetime
    today: date
    calendar: WorkingCalendar
    commands: tuple[Command, ...]
    files: Files
    public_url: str | None
    open_registry: Callable[[], AbstractContextManager[Session]]
    hours: SendingHours = OFFICE_HOURS

    @property
    def me(self) -> Identity:
        """The officer who speaks. Raises NotAllowed for a stranger, whom the router lets reach `join` only."""
        if self.identity is None:
            raise NotAllowed("stranger")
        return self.identity

    @property
    def actor(self) -> Actor:
        """The officer as the author of a change."""
        return Actor(self.me.officer_id, self.incoming.channel)

    def ask(self, step: Step, **about: object) -> None:
        """Open a question: the next sentence from this chat answers `step`."""
        self._save_question(step.value, about)

    def ask_again(self, question: Question) -> None:
        """Open a question that was asked before, with its time to answer anew."""
        self._save_question(question.step, question.about)

    def save_partial_answer(self, half: str) -> None:
        """Keeps half an answer in the open question; nothing where there is no half or no question."""
        question = self.get_question()
        if half and question:
            self._save_question(question.step, question.about | {"half": half})

    def get_question(self) -> Question | None:
        """What this chat was last asked and has not answered."""
        return dialogues.get_question(self.session, self.incoming.channel, self.incoming.chat_id)

    @property
    def answered_question(self) -> Question:
        """The open question that a handler of `handlers.dispatch.routes.ANSWERS` answers; the router checked it."""
        question = self.get_question()
        assert question is not None  # noqa: S101 - no way but the router's leads to those handlers
        return question

    def is_late(self, question: Question) -> bool:
        """Whether it was asked so long ago that nobody remembers it."""
        return not within(question.asked_at, self.now, ANSWER_WITHIN)

    def close_question(self) -> bool:
        """Drops the open question; says whether there was one."""
        return dialogues.close_question(self.session, self.incoming.channel, self.incoming.chat_id)

    def _save_question(self, step: str, about: dict[str, Any]) -> None:
        asked = Question(step, self.now, dict(about))
        dialogues.open_question(self.session, self.incoming.channel, self.incoming.chat_id, asked)


Handler = Callable[[Turn, str], Reply]
"""Answers a turn. The second argument is what stands after the command, after the button's verb, or the sentence."""
