"""Buttons of /kehoach: the plans, one alone, closing and reopening it.

The buttons of a closing carry all that was chosen, so that any process can go on with it: the plan, the newer plan
that takes over (0 for none), and which pairs of tasks were left out, a bit for each.
"""

from typing import Annotated

from handlers.base.callback_data.codec import FieldCodec, Payload
from handlers.base.callback_data.fields import Id, Mark, Page

LeftOut = Annotated[int, FieldCodec(r"[0-9a-f]{1,16}", lambda bits: f"{bits:x}", lambda text: int(text, 16))]
"""A bit for each pair of tasks that is left out, the first pair first."""
MAX_PAIRS = 64
"""Pairs that can be left out one by one."""


class ShowPlans(Payload, verb="plans"):
    """Button that shows the plans with their figures."""


class ShowPlan(Payload, verb="plan"):
    """Button that shows one plan alone, closed or not."""

    plan_id: Id


class AskClosing(Payload, verb="planclose"):
    """Button that shows what is still open in a plan and asks what becomes of it."""

    plan_id: Id


class ProposeClosing(Payload, verb="planend"):
    """Button that shows how a plan would be closed: a page of the pairs, without those left out."""

    plan_id: Id
    successor_id: Id = 0
    left_out: LeftOut = 0
    page: Page = 0


class ClosePlan(Payload, verb="planended"):
    """Button that closes a plan as it was shown, known by its mark."""

    mark: Mark
    plan_id: Id
    successor_id: Id = 0
    left_out: LeftOut = 0


class AskReopening(Payload, verb="planopen"):
    """Button that asks whether to reopen a closed plan."""

    plan_id: Id


class ReopenPlan(Payload, verb="planopened"):
    """Button that reopens a closed plan."""

    plan_id: Id


class AskPlanFile(Payload, verb="newplan"):
    """Button that asks for the file of a plan."""


class ImportSentFile(Payload, verb="thisplan"):
    """Button that says that the file which came in unasked is a plan."""


class ShowDraft(Payload, verb="draft"):
    """Button that shows a plan that waits: what it would change, what is to be asked and looked at."""

    draft_id: Id


class ShowDraftRemarks(Payload, verb="draftlook"):
    """Button that shows a page of the remarks on a plan that waits."""

    draft_id: Id
    page: Page = 0


class AskDraftHead(Payload, verb="drafthead"):
    """Button that asks for the number and day of a plan that waits."""

    draft_id: Id


class ShowDraftQuestion(Payload, verb="draftask"):
    """Button that shows the next open question about a plan that waits."""

    draft_id: Id


class AnswerLead(Payload, verb="draftlead"):
    """Button that says which agency or group a question means, by the mark of its code."""

    draft_id: Id
    question: Mark
    agency: Mark


class AnswerNobody(Payload, verb="draftnobody"):
    """Button that says that a question means nobody here."""

    draft_id: Id
    question: Mark


class AnswerNewAgency(Payload, verb="draftnew"):
    """Button that makes a new agency of the name that is asked about."""

    draft_id: Id
    question: Mark


class AskLead(Payload, verb="draftother"):
    """Button that lets the name of an agency be typed as the answer."""

    draft_id: Id
    question: Mark


class AcceptSentence(Payload, verb="draftduty"):
    """Button that makes a duty of a dated sentence in the body of a plan that waits."""

    draft_id: Id
    sentence: Mark


class SentenceCovered(Payload, verb="draftsame"):
    """Button that says that a task of the table asks for what a sentence does, by the mark of the task's code."""

    draft_id: Id
    sentence: Mark
    task: Mark


class AskCovering(Payload, verb="draftwhere"):
    """Button that lets the code of the task be typed that asks for what a sentence does."""

    draft_id: Id
    sentence: Mark


class DismissSentence(Payload, verb="draftnone"):
    """Button that says that a dated sentence asks for nothing."""

    draft_id: Id
    sentence: Mark


class RollOver(Payload, verb="planagain"):
    """Button that drafts the next year's plan from one of the registry."""

    plan_id: Id


class KeepTask(Payload, verb="draftkeep"):
    """Button that says that the next year has a task, by the mark of its code."""

    draft_id: Id
    task: Mark


class LeaveTask(Payload, verb="draftleave"):
    """Button that says that the next year does not have a task, by the mark of its code."""

    draft_id: Id
    task: Mark


class KeepRest(Payload, verb="draftkeepall"):
    """Button that says that the next year has all tasks that are still asked about; `mark` knows which these are."""

    draft_id: Id
    mark: Mark


class LeaveRest(Payload, verb="draftleaveall"):
    """Button that says that the next year has none of the tasks that are still asked about."""

    draft_id: Id
    mark: Mark


class ForgetAnswers(Payload, verb="draftagain"):
    """Button that takes back what was answered about a plan that waits."""

    draft_id: Id


class ApplyDraft(Payload, verb="draftdone"):
    """Button that writes a plan that waits into the registry, as it was shown."""

    draft_id: Id
    mark: Mark


class DropDraft(Payload, verb="draftdrop"):
    """Button that drops a plan that waits."""

    draft_id: Id
