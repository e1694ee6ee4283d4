"""Buttons about whether and how a duty is owed: exemptions, corrected readings, results of periods."""

from data.enums import CorrectedField, Kind, ReportKind
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


class ShowCorrections(Payload, verb="fix"):
    """Button that asks which part of the reading of a duty's task is wrong."""

    duty_id: Id


class AskCorrection(Payload, verb="fixfield"):
    """Button that asks for the right value of a field, with the document and the reason."""

    duty_id: Id
    field: CorrectedField
    kind: Kind | None = None


class UndoCorrection(Payload, verb="unfix"):
    """Button that takes a correction back."""

    correction_id: Id


class AskResult(Payload, verb="result"):
    """Button that asks for the result of a continuous duty, in the period that is reported now or one of a kind."""

    duty_id: Id
    kind: ReportKind | None = None


class ListEarlier(Payload, verb="earlier"):
    """Button that shows what was due before the agency used the bot."""


class PickEarlier(Payload, verb="pickearlier"):
    """Button that chooses a duty of that list, or leaves it out again."""

    duty_id: Id


class ChooseEarlier(Payload, verb="allearlier"):
    """Button that chooses all duties of that list, or none."""


class RecordEarlier(Payload, verb="recordearlier"):
    """Button that shows what was chosen as it will be saved."""


class UndoEarlier(DutyAsSeen, verb="undoearlier"):
    """Button that undoes all that was saved by one tap with a duty, in the version that this made it."""
