"""One turn of a conversation: what came in, who it is, and everything that a handler needs to answer it."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from data.errors import NotAllowed
from data.files import Files
from data.registry.conversations import dialogues
from data.registry.conversations.dialogues import Question
from data.registry.duties.progress_entries import Actor
from data.registry.people.identities import Identity
from data.registry.people.joining.entrances import Entrances, NoEntrances
from data.rules.calendar import WorkingCalendar
from data.rules.instants import within
from data.rules.limits.terms import QUESTION_TERM
from data.rules.sending_hours import OFFICE_HOURS, SendingHours
from data.store import Session
from handlers.base.messages import Incoming, Reply
from handlers.base.steps import Step

NO_ENTRANCES = NoEntrances()


@dataclass(frozen=True, slots=True)
class Command:
    """A command in menus and help: its name, "nhiemvu", and what it does in one line."""

    name: str
    summary: str


@dataclass(frozen=True, slots=True)
class Turn:
    """The state of one turn.

    `session` is the turn's one transaction; `commands` are those open to the officer; `files` are the
    received files; `public_url` is the address at which the officers' phones reach the bot, None if they cannot.

    `open_registry` opens another session for what is read beside the turn: long reading in the turn itself keeps
    every other officer waiting.

    `has_page`: there is a page at `public_url`, where an officer can go on. `mail_domains` are those in which
    an officer's mail address may lie (`data.text.mail_addresses`); none where no mail is sent. `entrances` are the
    ways in by a code.

    `spoken` are the officers for whom the chat began to speak in this turn, of all whom its person is.

    `now` is the office's instant (UTC), `today` its date in Viet Nam, `wall` the real instant; `hours` are those in
    which officers may be sent messages unasked.
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
    wall: datetime
    hours: SendingHours = OFFICE_HOURS
    has_page: bool = False
    mail_domains: tuple[str, ...] = ()
    entrances: Entrances = NO_ENTRANCES
    spoken: list[int] = field(default_factory=list, repr=False, compare=False)
    _questions: list[Question | None] = field(default_factory=list, repr=False, compare=False)

    @property
    def me(self) -> Identity:
        """Return the officer of the turn. Raises NotAllowed for a stranger, whom the router lets reach `join`
        only.
        """
        if self.identity is None:
            raise NotAllowed("stranger")
        return self.identity

    @property
    def actor(self) -> Actor:
        """Return the officer as the author of a change."""
        return Actor(self.me.officer_id, self.incoming.channel)

    def ask(self, step: Step, **about: object) -> None:
        """Save an open question: the next sentence from this chat answers `step`."""
        self._save_question(step.value, about)

    def ask_again(self, question: Question) -> None:
        """Save an open question that was asked before; its time to answer begins anew."""
        self._save_question(question.step, question.about)

    def save_partial_answer(self, half: str) -> None:
        """Save the part of an answer that could be read in the open question; nothing if the part is "" or no
        question is open.
        """
        question = self.get_question()
        if half and question:
            self._save_question(question.step, question.about | {"half": half})

    def get_question(self) -> Question | None:
        """Return the open question of this chat; None if there is none."""
        # It is written by this turn alone, so it is read once; who asks is read together with whether one is open.
        if not self._questions and (self.identity is None or self.identity.asked):
            found = dialogues.get_question(self.session, self.incoming.channel, self.incoming.chat_id)
            self._questions.append(found)
        return self._questions[-1] if self._questions else None

    @property
    def answered_question(self) -> Question:
        """Return the open question, for a handler of `handlers.dispatch.routes.ANSWERS`; the router checked that
        there is one.
        """
        question = self.get_question()
        assert question is not None  # noqa: S101 - no way but the router's leads to those handlers
        return question

    def is_late(self, question: Question) -> bool:
        """Return whether the question was asked too long ago (`QUESTION_TERM`) to be answered."""
        return not within(question.asked_at, self.now, QUESTION_TERM)

    def close_question(self) -> bool:
        """Delete the open question; return whether there was one."""
        self._questions.append(None)
        return dialogues.close_question(self.session, self.incoming.channel, self.incoming.chat_id)

    def _save_question(self, step: str, about: dict[str, Any]) -> None:
        asked = Question(step, self.now, dict(about))
        self._questions.append(asked)
        dialogues.open_question(self.session, self.incoming.channel, self.incoming.chat_id, asked)


Handler = Callable[[Turn, str], Reply]
"""A function that answers a turn. The second argument is the text after the command, or the sentence."""
