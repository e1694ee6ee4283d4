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
from handlers.base import input_checks
from handlers.base.board.form import Form
from handlers.base.board.look import Told
from handlers.base.board.offered import OFFERED
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

_NO_WORDS = frozenset({Step.PROPOSAL, Step.ALBUM, Step.INVITED})
"""Steps that wait for a button, or for nothing."""

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

    def record_handed_out(self, incoming: Incoming, file: Attachment, find_me: FindMe) -> None:
        """Record that somebody was given a file. Raises NotAllowed for nobody."""
        with self._store.write() as session:
            audit_trail.record_files(self._turn(session, incoming, find_me), Reply(files=(file,)))

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
    typed = input_checks.check_input(form.typed)
    if type(decode(form.pressed)) not in OFFERED:
        audit_trail.record_forged_tap(turn)
        return refusals.old_button()
    reply = router.press_button(turn, form.pressed)
    if (typed or form.is_sure) and _waits_for_words(turn):
        reply = router.take_answer(turn, typed)
    held = PendingProposal.from_question(turn.get_question()) if form.is_sure else None
    return confirmations.save_proposal(turn, held) if held else reply


def _waits_for_words(turn: Turn) -> bool:
    question = turn.get_question()
    return question is not None and question.step not in _NO_WORDS
