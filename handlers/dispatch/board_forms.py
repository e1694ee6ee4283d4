"""Acts of the board: each is a button of the chat, which does the same here, for the same roles.

So the board can do nothing that the chat cannot. Words that a button asks for are typed beside it, or beside the same
button once more. The conversation is the officer's on the board alone: no question of a chat is touched.
"""

import logging
from collections.abc import Callable
from dataclasses import replace

from data.errors import BadAnswer, NotAllowed, Refused
from data.registry.conversations import dialogues
from data.registry.office import audit
from data.registry.people.identities import Identity
from data.store import Session, Store
from data.text.secrecy_marks import name_carries_secrecy_mark
from handlers.base import input_checks
from handlers.base.board.form import Form
from handlers.base.board.look import Told
from handlers.base.board.offered import INVITING, is_offered
from handlers.base.callback_data.codec import decode
from handlers.base.messages import Attachment, Incoming, Reply
from handlers.base.proposal import PendingProposal
from handlers.base.steps import Step
from handlers.base.turn import Turn
from handlers.base.turn_limit import TurnTimedOut, unlimited
from handlers.dispatch import audit_trail, confirmations, people_trail, router
from handlers.dispatch.turns import TurnProcessor, list_places
from handlers.views.base import refusals

CHANNEL = dialogues.BOARD
FindMe = Callable[[Session], Identity | None]
"""Returns who is signed in, as they are now."""

_NO_WORDS = frozenset({Step.PROPOSAL, Step.ALBUM, Step.INVITED, Step.PLAN_FILE})
"""Steps that wait for a button, for a file, or for nothing."""

_log = logging.getLogger(__name__)


class BoardForms:
    """What takes the forms of the board, over the turns of all channels."""

    def __init__(self, store: Store, turns: TurnProcessor) -> None:
        self._store = store
        self._turns = turns

    def take(self, incoming: Incoming, form: Form, find_me: FindMe, *, is_long: bool = False) -> Told:
        """Do what a form asks, in one transaction, and return what the chat would say; `is_long` as in
        `TurnProcessor.answer`.

        Raises Refused, of which all that is to be kept is kept then, and
        `handlers.base.uploads.PreparationNeeded` before anything has happened.
        """
        try:
            with self._store.write() as session:
                turn = self._turn(session, incoming, find_me)
                limit = unlimited if is_long else self._turns.limit
                reply = limit(lambda: submit(turn, form))
                audit_trail.record_files(turn, reply)
                return Told(form, reply, asks=_waits_for_words(turn))
        except TurnTimedOut as error:
            _log.error("given up on %s, where it worked too long:\n%s", CHANNEL, list_places(error))
            return Told(form, refusals.turn_timed_out())
        except Refused as error:
            _log.info("refused on %s: %s", CHANNEL, error)
            refused = error
        with self._store.write() as session:
            turn = self._turn(session, incoming, find_me)
            audit_trail.record_refusal(turn, refused)
            people_trail.record_refusal(turn, refused)
            if isinstance(refused, BadAnswer):
                turn.save_partial_answer(refused.half)
            else:
                turn.close_question()
        raise refused

    def hand_out(self, incoming: Incoming, file: Attachment, find_me: FindMe) -> Attachment:
        """Record that somebody is given a file, and return it as theirs.

        Raises NotAllowed for nobody, and for who has it made already.
        """
        with self._store.write() as session:
            turn = self._turn(session, incoming, find_me)
            if self._turns.in_the_making.has(turn.me.officer_id, Reply(files=(file,))):
                raise NotAllowed("file.in_the_making")
            audit_trail.record_files(turn, Reply(files=(file,)))
            return replace(file, made_for=turn.me.officer_id)

    def record_refused_look(self, incoming: Incoming, page: str, error: Refused, find_me: FindMe) -> None:
        """Record that somebody opened a page that is not theirs. Raises NotAllowed for nobody."""
        with self._store.write() as session:
            audit_trail.record_refused_look(self._turn(session, incoming, find_me), page, error)

    def record_forged_tap(self, incoming: Incoming, find_me: FindMe) -> None:
        """Record that somebody posted a button that is not theirs. Raises NotAllowed for nobody."""
        with self._store.write() as session:
            audit_trail.record_forged_tap(self._turn(session, incoming, find_me))

    def _turn(self, session: Session, incoming: Incoming, find_me: FindMe) -> Turn:
        """Return a turn in the officer's own conversation on the board. Raises NotAllowed for nobody."""
        audit.sign(session, audit.Signature(CHANNEL))
        me = find_me(session)
        if me is None:
            raise NotAllowed("stranger")
        here = replace(incoming, channel=CHANNEL, chat_id=str(me.officer_id))
        return self._turns.make_turn(session, here, replace(me, asked=True))


def submit(turn: Turn, form: Form) -> Reply:
    """Press the button of a form, and give the answer that stands beside it. Raises what the handlers raise."""
    pressed = decode(form.pressed)
    most = input_checks.MAX_LIST_LETTERS if pressed == INVITING else input_checks.MAX_LETTERS
    typed = input_checks.check_input(form.typed, most)
    if any(name_carries_secrecy_mark(file.name) for file in turn.incoming.files):
        raise BadAnswer("file", "secret")
    if not is_offered(pressed):
        audit_trail.record_forged_tap(turn)
        return refusals.old_button()
    reply = router.press_button(turn, form.pressed)
    if turn.incoming.files:
        return router.take_files(turn, typed)
    if (typed or form.is_sure) and _waits_for_words(turn):
        reply = router.take_answer(turn, typed)
    held = PendingProposal.from_question(turn.get_question()) if form.is_sure else None
    return confirmations.save_proposal(turn, held) if held else reply


def _waits_for_words(turn: Turn) -> bool:
    question = turn.get_question()
    return question is not None and question.step not in _NO_WORDS
