"""Shows what would be written, and waits: nothing is written or told before the officer says so."""

from handlers.base.messages import Reply
from handlers.base.proposal import Doubt, Held, Proposal, mark_of
from handlers.base.steps import Step
from handlers.base.turn import Turn
from handlers.open_questions import side_answers
from handlers.open_questions.ambiguity import doubt_of
from handlers.views.open_questions import proposals as view


def propose(turn: Turn, proposal: Proposal) -> Reply:
    """Shows the proposal that answers the open question. What is a question itself is answered, and the text kept, so
    that one tap makes it the content after all."""
    question, incoming = turn.answered, turn.incoming
    doubt = doubt_of(turn, proposal.content)
    mark = mark_of(incoming.channel, incoming.chat_id, incoming.update_id)
    held = Held(proposal, doubt, mark, Step(question.step), question.about)
    turn.ask(Step.PROPOSAL, **held.as_json())
    if doubt is Doubt.ASKED:
        return side_answers.answer_beside(turn, turn.answered, proposal.content)
    return view.shown(held)
