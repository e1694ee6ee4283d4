"""Buttons that go on with the conversation itself: commands, proposals, leaving a question."""

from handlers.base.callback_data.codec import Payload
from handlers.base.callback_data.fields import ProposalMark, Words


class RunCommand(Payload, verb="cmd"):
    """Run a command, as if it had been typed after a slash."""

    words: Words


class ProposalButton(Payload):
    """A proposal that waits for the officer's word, by its mark."""

    mark: ProposalMark


class RecordProposal(ProposalButton, verb="record"):
    """Save a proposal."""


class EditProposal(ProposalButton, verb="mend"):
    """Ask for the content of a proposal anew."""


class AnswerInstead(ProposalButton, verb="aside"):
    """Answer the proposed words as a question."""


class LeaveQuestion(Payload, verb="leave"):
    """Leave the open question."""
