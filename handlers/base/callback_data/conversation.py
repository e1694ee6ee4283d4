"""Buttons that go on with the conversation itself: commands, proposals, leaving a question."""

from handlers.base.callback_data.codec import Payload
from handlers.base.callback_data.fields import ProposalMark, Words


class RunCommand(Payload, verb="cmd"):
    """A command, as if it had been typed after a slash."""

    words: Words


class ProposalButton(Payload):
    """A proposal that waits for the officer's word, by its mark."""

    mark: ProposalMark


class RecordProposal(ProposalButton, verb="record"):
    """The proposal is right."""


class EditProposal(ProposalButton, verb="mend"):
    """The proposal is to be typed anew."""


class AnswerInstead(ProposalButton, verb="aside"):
    """What was proposed is a question, and to be answered."""


class LeaveQuestion(Payload, verb="leave"):
    """The open question is left."""
