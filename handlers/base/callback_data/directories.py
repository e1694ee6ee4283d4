"""Buttons of /cauhinh: the directories of the office, and those that are proposed to it."""

from typing import Annotated

from data.enums import OfficeLevel
from handlers.base.callback_data.codec import FieldCodec, Payload
from handlers.base.callback_data.fields import Id, Mark, Page

ProvinceCode = Annotated[str, FieldCodec(r"\d{2}")]
CommuneCode = Annotated[str, FieldCodec(r"\d{5}")]
Chosen = Annotated[int, FieldCodec(r"\d{1,3}", str, int)]
"""Departments that not every province has, then blocks of agencies left out: a bit for each of `national`."""
LeftOut = Annotated[int, FieldCodec(r"\d{1,3}", str, int)]
"""Blocks of agencies left out: a bit for each of `data.plans.agencies.national`."""


class AskOwnAgency(Payload, verb="askownagency"):
    """Button that asks the first administrator of which agency they are."""


class ChooseOwnAgency(Payload, verb="ownagency"):
    """Button by which the first administrator says of which agency they are."""

    agency_id: Id


class ShowDirectories(Payload, verb="directories"):
    """Button that shows the directories of the office."""


class AskProvince(Payload, verb="askprovince"):
    """Button that asks for the province of an office, with a page of them."""

    level: OfficeLevel
    page: Page = 0


class AskCommune(Payload, verb="askcommune"):
    """Button that asks for the commune of an office, with a page of those of a province."""

    province: ProvinceCode
    page: Page = 0


class AskMinistry(Payload, verb="askministry"):
    """Button that asks for the name of a ministry, or of a ministry's unit."""


class ProposeProvince(Payload, verb="proposeprovince"):
    """Button that shows the agencies of a province before anything is written."""

    province: ProvinceCode
    chosen: Chosen = 0


class ProposeCommune(Payload, verb="proposecommune"):
    """Button that shows the units of a commune before anything is written."""

    province: ProvinceCode
    commune: CommuneCode
    left_out: LeftOut | None = None


class WriteProvince(Payload, verb="writeprovince"):
    """Button that writes the agencies of a province, as they were shown."""

    province: ProvinceCode
    chosen: Chosen = 0


class WriteCommune(Payload, verb="writecommune"):
    """Button that writes the units of a commune, as they were shown."""

    province: ProvinceCode
    commune: CommuneCode
    left_out: LeftOut | None = None


class AskMerger(Payload, verb="merge"):
    """Button that asks which agencies merge into which."""


class TakeState(Payload, verb="mergestate"):
    """Button that says whose state counts for a deadline that both owe; `duty_id` is the successor's duty.

    `of` is "o" for the old agency's, "n" for the successor's.
    """

    mark: Mark
    of: Annotated[str, FieldCodec("[on]")]
    duty_id: Annotated[int, FieldCodec(r"\d{1,9}", str, int)]


class MovePeople(Payload, verb="mergepeople"):
    """Button that says whether the officers go to the successor: "m" they do, "s" they stay for now."""

    mark: Mark
    how: Annotated[str, FieldCodec("[ms]")]


class RecordMerger(Payload, verb="mergeok"):
    """Button that merges the agencies as it was shown."""

    mark: Mark
