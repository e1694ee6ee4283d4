"""Shows what would be written, and waits: nothing is written or told before the officer says so."""

from handlers import asides
from handlers.conversation import Reply
from handlers.doubts import doubt_of
from handlers.proposals import STEP, Doubt, Held, Proposal, mark_of
from handlers.turn import Turn
from handlers.views import proposals as view


def propose(turn: Turn, proposal: Proposal) -> Reply:
    """Shows the proposal that answers the open question. What is a question itself is answered, and the text kept, so
    that one tap makes it the content after all."""
    question, incoming = turn.answered, turn.incoming
    doubt = doubt_of(turn, proposal.content)
    mark = mark_of(incoming.channel, incoming.chat_id, incoming.update_id)
    held = Held(proposal, doubt, mark, question.step, question.about)
    turn.ask(STEP, **held.as_json())
    if doubt is Doubt.ASKED:
        return asides.beside(turn, turn.answered, proposal.content)
    return view.shown(held)
