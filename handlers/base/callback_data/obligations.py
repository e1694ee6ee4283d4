"""Buttons about whether and how a duty is owed: exemptions, corrected readings, results of periods."""

from handlers.base.callback_data.changes import DutyAsSeen
from handlers.base.callback_data.codec import Payload
from handlers.base.callback_data.fields import Id, Page


class AskExemption(DutyAsSeen, verb="exempt"):
    """Button that asks for the reason of an exemption: of an agency that proposes it, of a supervisor who decides."""


class ShowExemptions(Payload, verb="exemptions"):
    """Button that shows a page of the proposed exemptions."""

    page: Page = 0


class ShowExemption(Payload, verb="exemption"):
    """Button that shows the proposed exemption of a duty."""

    duty_id: Id


class AgreeToExemption(DutyAsSeen, verb="agreeexempt"):
    """Button that agrees to a proposed exemption."""


class AskExemptionRefusal(DutyAsSeen, verb="refuseexempt"):
    """Button that asks why a proposed exemption is refused."""


class AskOwedAgain(DutyAsSeen, verb="owedagain"):
    """Button that asks why an exemption is taken back."""
