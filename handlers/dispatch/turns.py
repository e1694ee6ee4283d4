"""Processing of turns: every update is answered once, in one transaction, whatever happens inside."""

import logging
from dataclasses import replace
from datetime import timedelta
from traceback import format_tb

from data.enums import Role
from data.errors import BadAnswer, Refused, RegistryUnusable
from data.files import Files, get_digest
from data.registry.conversations import journal, shared_journal
from data.registry.conversations.journal import Claim
from data.registry.conversations.shown_messages import Shown
from data.registry.office import audit
from data.registry.people import identities, received_files
from data.registry.people.identities import Identity
from data.registry.people.joining.entrances import Entrances
from data.rules.calendar import WorkingCalendar
from data.rules.sending_hours import OFFICE_HOURS, SendingHours
from data.rules.viet_nam_time import viet_nam_date
from data.store import Session, Store
from handlers.base import uploads
from handlers.base.callback_data.duties import ShowDuties
from handlers.base.command_names import OF_THE_PAGE
from handlers.base.messages import Incoming, Reply
from handlers.base.turn import NO_ENTRANCES, Command, Turn
from handlers.base.turn_limit import Limit, TurnTimedOut, unlimited
from handlers.dispatch import audit_trail, numbered_choices, people_trail, router
from handlers.dispatch.files_in_the_making import FilesInTheMaking
from handlers.dispatch.shown_buffer import ShownBuffer
from handlers.dispatch.stored_reply import dump_reply, is_storable
from handlers.duties import lists
from handlers.locales import typing
from handlers.open_questions import message_subjects
from handlers.views.base import refusals
from scheduler.clock import Clock

A_STRANGER = timedelta(minutes=1)
"""The least time between two answers to a chat that is not linked."""

log = logging.getLogger(__name__)


class TurnProcessor:
    """Processor of turns for all channels. Safe to call from several threads; its state is in the registry."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        calendar: WorkingCalendar,
        files: Files,
        public_url: str | None = None,
        hours: SendingHours = OFFICE_HOURS,
        limit: Limit = unlimited,
        *,
        has_page: bool = False,
        mail_domains: tuple[str, ...] = (),
        entrances: Entrances = NO_ENTRANCES,
        own: str = "",
    ) -> None:
        """Create the processor; `public_url`, `hours`, `has_page` and those after it as in `handlers.base.turn.Turn`,
        `limit` for each turn. `own` is the name of this process where others may be on the registry.
        """
        self._own = own
        self._store = store
        self._clock = clock
        self._calendar = calendar
        self._files = files
        self._public_url = public_url
        self._hours = hours
        self.limit = limit
        self._has_page = has_page
        self._mail_domains = mail_domains
        self._entrances = entrances
        self._shown = ShownBuffer()
        self.in_the_making = FilesInTheMaking()

    def answer(self, incoming: Incoming, *, at_once: bool = False, is_long: bool = False) -> Reply | None:
        """Return the reply to one update; None if it was answered before. Never raises for what a person did.

        With `at_once`, raises RegistryUnusable("locked") instead of waiting for the registry; nothing was done then.
        Where the channel recorded the update in the journal, the answer is kept there in the turn's own transaction.
        An update that failed is not marked as answered, so that it gets another chance when it comes again; one that
        took too long is marked, because it would again. Raises `handlers.base.uploads.PreparationNeeded`, before
        anything has happened, if something must be done first, such as fetching the files of the update. `is_long`:
        the turn has no limit of time, since its work is known and long; it is not taken on an event loop.
        """
        try:
            return self._answer(incoming, at_once, unlimited if is_long else self.limit)
        except uploads.PreparationNeeded:
            raise
        except RegistryUnusable as error:
            if at_once and error.reason == "locked":
                raise
            return self.unavailable(incoming, error)
        except TurnTimedOut as error:
            log.error("given up on %s, where it worked too long:\n%s", incoming.channel, list_places(error))
        except Exception:
            self._shown.clear()  # if it is these that cannot be saved, they fail no other turn
            log.exception("not answered on %s", incoming.channel)
            return refusals.internal_error()
        # only here, where the error is gone and with it all that its traceback kept of the turn
        return self._mark_timed_out(incoming)

    def unavailable(self, incoming: Incoming, error: RegistryUnusable) -> Reply:
        """Log why the registry cannot be used; return the reply to an update that met this."""
        log.error("not answered on %s: %s", incoming.channel, error)
        return refusals.unavailable(error)

    def count_file(self, incoming: Incoming, content: bytes, *, at_once: bool = False) -> bool:
        """Count a file that came with an update for the quota of its officer.

        Returns False if it is over that, or a stranger's.

        It is counted before it is kept, so that the disk never holds more. `at_once` as in `answer`; raises
        RegistryUnusable.
        """
        day = viet_nam_date(self._clock.now())
        digest = get_digest(content)
        with self._store.write(at_once=at_once) as session:
            identity = identities.identify(session, incoming.channel, incoming.chat_id)
            return identity is not None and received_files.record_if_within_quota(
                session, identity.officer_id, day, digest, len(content)
            )

    def make_files(self, reply: Reply) -> Reply:
        """Return `reply` with its files made here, which may take long; or a reply that it failed. Never raises."""
        try:
            return replace(reply, files=tuple(file.with_content(self._store.read) for file in reply.files))
        except Exception as error:  # noqa: BLE001 - said and logged there
            return self.file_not_made(error)

    def file_not_made(self, error: Exception) -> Reply:
        """Log why a file was not made; return the reply that says so."""
        if isinstance(error, Refused):
            log.info("no file: %s", error)
            return refusals.refusal(error)
        log.error("a file could not be made: %s", error, exc_info=error)
        return refusals.unavailable(error) if isinstance(error, RegistryUnusable) else refusals.internal_error()

    def commands_for(self, channel: str, chat_id: str) -> tuple[Command, ...]:
        """Return the commands of a chat's own menu: those of its officer's role, none for a stranger."""
        with self._store.read_statement() as session:
            identity = identities.identify(session, channel, chat_id)
        return self._list_commands(identity.role) if identity else ()

    def _list_commands(self, role: Role | None) -> tuple[Command, ...]:
        """Return the commands of a role; where there is no page, without those about it."""
        commands = router.commands_for(role)
        return commands if self._has_page else tuple(one for one in commands if one.name not in OF_THE_PAGE)

    def remember(self, channel: str, chat_id: str, message_id: str, reply: Reply) -> None:
        """Keep what a message that was sent is about, for replies to it, until the next turn or `save_shown`."""
        items = message_subjects.items_of(reply)
        if items or reply.replaces:
            self._shown.add(Shown(channel, chat_id, message_id, items, self._clock.wall()))

    def save_shown(self) -> None:
        """Save what messages are about, where no turn has done so since they were sent."""
        if self._shown:
            with self._store.write() as session:
                shown = self._shown.save(session)
            self._shown.forget(shown)

    def _answer(self, incoming: Incoming, at_once: bool, limit: Limit) -> Reply | None:
        """Answer in one transaction.

        A refusal rolls back all that the turn did; what is saved of the refusal goes into a transaction of its own.
        """
        with typing(is_typing=not incoming.has_buttons):
            return self._answer_or_refuse(incoming, at_once, limit)

    def _answer_or_refuse(self, incoming: Incoming, at_once: bool, limit: Limit) -> Reply | None:
        try:
            with self._store.write(at_once=at_once) as session:
                # here, since a transaction of its own would cost as much as half a turn
                shown = self._shown.save(session)
                reply = limit(lambda: self._answer_new(session, incoming))
            self._shown.forget(shown)
            return reply
        except Refused as error:
            log.info("refused on %s: %s", incoming.channel, error)
            refused = error
        with self._store.write(at_once=at_once) as session:
            return limit(lambda: self._refuse(session, incoming, refused))

    def _mark_timed_out(self, incoming: Incoming) -> Reply | None:
        """Mark an update that took too long as answered; nothing else of it is saved."""
        reply = refusals.turn_timed_out()
        try:
            with self._store.write() as session:
                claim = self._claim(session, incoming)
                if claim is Claim.SEEN:
                    return None
                _save_reply(session, incoming, claim, reply)
        except Exception:
            log.exception("not marked as answered on %s", incoming.channel)
        return reply

    def _answer_new(self, session: Session, incoming: Incoming) -> Reply | None:
        claim = self._claim(session, incoming)
        if claim is Claim.SEEN:
            return None
        if incoming.edited and not incoming.private:
            _save_reply(session, incoming, claim, None)
            return None
        turn = self._build_turn(session, incoming)
        try:
            reply = router.answer(turn)
        except numbered_choices.Expired:
            reply = replace(lists.show_page(turn, ShowDuties()), replaces=False)
            reply = replace(reply, body=f"{refusals.expired_choice()}\n\n{reply.body}")
        if reply.files and turn.identity:
            reply = self._once_at_a_time(turn.identity.officer_id, reply)
        audit_trail.record_files(turn, reply)
        reply = self._remember_choices(turn, _limit_strangers(turn, reply))
        _save_reply(session, incoming, claim, reply)
        return reply

    def _once_at_a_time(self, officer_id: int, reply: Reply) -> Reply:
        """Return `reply` with its files marked as this officer's; one line in its place if they are being made."""
        if self.in_the_making.has(officer_id, reply):
            return refusals.file_in_the_making()
        return replace(reply, files=tuple(replace(file, made_for=officer_id) for file in reply.files))

    def _refuse(self, session: Session, incoming: Incoming, error: Refused) -> Reply | None:
        """Answer with a refusal.

        After BadAnswer the open question stays, with the part of the answer that could be read; every other refusal
        closes it.
        """
        claim = self._claim(session, incoming)
        if claim is Claim.SEEN:
            return None
        turn = self._build_turn(session, incoming)
        audit_trail.record_refusal(turn, error)
        wrong_code = people_trail.record_refusal(turn, error)
        if isinstance(error, BadAnswer):
            turn.save_partial_answer(error.half)
        else:
            turn.close_question()
        reader = turn.identity.officer_id if turn.identity else None
        reply = refusals.refusal(error, reader)
        reply = self._remember_choices(turn, reply if wrong_code else _limit_strangers(turn, reply))
        _save_reply(session, incoming, claim, reply)
        return reply

    def _claim(self, session: Session, incoming: Incoming) -> Claim:
        """Return how the update stands in the journal, which has real time: channels deliver again in real time."""
        wall = self._clock.wall()
        if not self._own:
            return journal.claim(session, incoming.channel, incoming.update_id, wall)
        return shared_journal.claim(session, incoming.channel, incoming.chat_id, incoming.update_id, wall, self._own)

    def _build_turn(self, session: Session, incoming: Incoming) -> Turn:
        audit.sign(session, audit.Signature(incoming.channel))
        identity = identities.identify(session, incoming.channel, incoming.chat_id)
        now = self._clock.now()
        people_trail.record_heard(session, incoming, identity, now)
        return self.make_turn(session, incoming, identity)

    def make_turn(self, session: Session, incoming: Incoming, identity: Identity | None) -> Turn:
        """Return the turn of somebody, in a unit of work that is signed (`audit.sign`)."""
        now = self._clock.now()
        return Turn(
            incoming=incoming,
            session=session,
            identity=identity,
            now=now,
            today=viet_nam_date(now),
            calendar=self._calendar,
            commands=self._list_commands(identity.role if identity else None),
            files=self._files,
            public_url=self._public_url,
            open_registry=self._store.read,
            wall=self._clock.wall(),
            hours=self._hours,
            has_page=self._has_page,
            mail_domains=self._mail_domains,
            entrances=self._entrances,
        )

    def _remember_choices(self, turn: Turn, reply: Reply) -> Reply:
        if turn.incoming.edited:
            return reply  # whatever was offered before stands
        if not turn.incoming.has_buttons:
            return numbered_choices.number_choices(turn, reply)
        numbered_choices.remember_buttons(turn, reply)
        return reply


def _save_reply(session: Session, incoming: Incoming, claim: Claim, reply: Reply | None) -> None:
    """Keep an answer until it was sent, if the channel recorded the update; what cannot be stored is made anew."""
    if claim is Claim.OPEN and (reply is None or is_storable(reply)):
        journal.save_reply(session, incoming.channel, incoming.update_id, dump_reply(reply) if reply else None)


def _limit_strangers(turn: Turn, reply: Reply) -> Reply:
    """Limit how often a stranger is answered; somebody who has just joined is answered at once.

    Refusals of mistyped codes do not come here: of those, five an hour are allowed, in a group as well.
    """
    chat = turn.incoming
    if (
        turn.identity
        or not chat.private
        or reply.at_most_every
        or identities.identify(turn.session, chat.channel, chat.chat_id)
    ):
        return reply
    return replace(reply, at_most_every=A_STRANGER)


def list_places(error: BaseException) -> str:
    """Return the places in the code where `error` was raised, without any values."""
    return "".join(format_tb(error.__traceback__))
