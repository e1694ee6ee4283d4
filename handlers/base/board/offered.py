"""Buttons of the chat that the board has as well. Others lead to what a page shows in its own way, or to files.

What asks for words is pressed again with them (`handlers.dispatch.board_forms`), so it must open its question by
itself, whatever was asked before: two windows of one officer share one conversation.
"""

from handlers.base.callback_data import (
    changes,
    conversation,
    directories,
    duties,
    obligations,
    overview,
    people,
    plans,
)
from handlers.base.callback_data.codec import Payload
from handlers.base.command_names import CommandName

OFFERED: frozenset[type[Payload]] = frozenset(
    {
        duties.SendFile,
        changes.ConfirmReport,
        changes.AskReturn,
        changes.ConfirmPage,
        changes.AskReturnOfPage,
        changes.UndoChange,
        changes.UndoPage,
        changes.AgreeToExtension,
        changes.AskRefusal,
        obligations.AskExemption,
        obligations.AgreeToExemption,
        obligations.AskExemptionRefusal,
        obligations.AskOwedAgain,
        obligations.ShowCorrections,
        obligations.AskCorrection,
        obligations.UndoCorrection,
        overview.OfferReminders,
        overview.SendReminders,
        conversation.RecordProposal,
        conversation.LeaveQuestion,
        people.ShowOfficer,
        people.AskName,
        people.AskRole,
        people.AskAgency,
        people.ProposeTransfer,
        people.TransferOfficer,
        people.AskAbsence,
        people.Deputise,
        people.AskDeputyName,
        people.EndAbsence,
        people.AskDismissal,
        people.DismissOfficer,
        people.ShowInvitation,
        people.MakeInvitations,
        people.MakeOverseers,
        people.RenewInvitation,
        people.CancelInvitation,
        people.ApproveInvitation,
        people.VouchFor,
        people.RevokeJoining,
        people.LetIn,
        people.TurnAway,
        directories.AskMerger,
        directories.TakeState,
        directories.MovePeople,
        directories.RecordMerger,
        plans.AskPlanFile,
        plans.ShowDraft,
        plans.ShowDraftRemarks,
        plans.AskDraftHead,
        plans.ShowDraftQuestion,
        plans.AnswerLead,
        plans.AnswerNobody,
        plans.AnswerNewAgency,
        plans.AskLead,
        plans.AcceptSentence,
        plans.SentenceCovered,
        plans.AskCovering,
        plans.DismissSentence,
        plans.KeepTask,
        plans.LeaveTask,
        plans.KeepRest,
        plans.LeaveRest,
        plans.ForgetAnswers,
        plans.ApplyDraft,
        plans.DropDraft,
    }
)

INVITING = conversation.RunCommand(CommandName.INVITE)
"""The one command that a form of the board runs: people are invited in words, or by a list."""


def is_offered(payload: Payload | None) -> bool:
    """Return whether the board has this button of the chat."""
    return type(payload) in OFFERED or payload == INVITING
