"""Previews of changes: nothing is saved, and nobody notified, before the officer confirms."""

from handlers.base.messages import Reply
from handlers.base.proposal import Doubt, PendingProposal, Proposal, make_mark
from handlers.base.steps import Step
from handlers.base.turn import Turn
from handlers.open_questions import side_answers
from handlers.open_questions.ambiguity import detect_doubt
from handlers.views.open_questions import proposals as view


def propose(turn: Turn, proposal: Proposal, *, certain: bool = False, mark: str = "") -> Reply:
    """Show the proposal that answers the open question. What is a question itself is answered, and the text kept, so
    that one tap makes it the content after all.

    `certain`: its content is no free text, but was read as what it is. `mark` is that of the proposal that this one
    is, with more to it.
    """
    question, incoming = turn.answered_question, turn.incoming
    doubt = Doubt.NONE if certain else detect_doubt(turn, proposal.content)
    mark = mark or make_mark(incoming.channel, incoming.chat_id, incoming.update_id)
    held = PendingProposal(proposal, doubt, mark, Step(question.step), question.about)
    turn.ask(Step.PROPOSAL, **held.as_json())
    if doubt is Doubt.ASKED:
        return side_answers.answer_beside(turn, turn.answered_question, proposal.content)
    return view.proposal_preview(held)
