"""Previews of changes: nothing is saved, and nobody notified, before the officer confirms."""

from handlers.base.messages import Reply
from handlers.base.proposal import Doubt, PendingProposal, Proposal, make_mark
from handlers.base.steps import Step
from handlers.base.turn import Turn
from handlers.open_questions import side_answers
from handlers.open_questions.ambiguity import detect_doubt
from handlers.views.open_questions import proposals as view


def propose(turn: Turn, proposal: Proposal) -> Reply:
    """Show the proposal that answers the open question.

    Content that is a question is answered; the proposal waits, so that one tap still makes the words the content.
    """
    question, incoming = turn.answered_question, turn.incoming
    doubt = detect_doubt(turn, proposal.content)
    mark = make_mark(incoming.channel, incoming.chat_id, incoming.update_id)
    held = PendingProposal(proposal, doubt, mark, Step(question.step), question.about)
    turn.ask(Step.PROPOSAL, **held.as_json())
    if doubt is Doubt.ASKED:
        return side_answers.answer_beside(turn, turn.answered_question, proposal.content)
    return view.proposal_preview(held)
