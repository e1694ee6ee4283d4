"""Kinds of fields that a button carries: an id, a page, a filter, the page to go back to."""

from typing import Annotated

from data.rules.digest_hours import DIGEST_HOURS
from data.rules.stages import Stage
from handlers.base import breakdowns, proposal
from handlers.base.breakdowns import decode_breakdown, encode_breakdown
from handlers.base.callback_data import packed_duties
from handlers.base.callback_data.codec import FieldCodec, Payload, decode, encode
from handlers.base.list_filters import decode_filter, encode_filter
from handlers.base.selection import Selection
from scheduler.officer_choices import DISPENSABLE

_CODE = r"(?=[\w.\-]*\d)[\w.\-]{1,30}"
"""Whatever a plan numbers its tasks by: "II.3", "A.I.2b", "I-2.1", "1"; a section alone is none."""
_FILTER = breakdowns.OF_PLAN + rf"(?:[oavdwcnx]|q[1-4]|m(?:1[0-2]|[1-9])|t{_CODE}|s{breakdowns.SECTION}|k[\w ]*)"
_INNER_SEPARATOR = "|"
"""Replaces ":" in a button that is carried by another."""


def _encode_inside(page: Payload) -> str:
    return encode(page).replace(":", _INNER_SEPARATOR)


def _decode_inside(text: str) -> Payload:
    page = decode(text.replace(_INNER_SEPARATOR, ":"))
    if page is None:
        raise ValueError(text)
    return page


Id = Annotated[int, FieldCodec(r"\d{1,9}", str, int)]
Page = Annotated[int, FieldCodec(r"\d{1,4}", str, int)]
"""A page, counted from 0."""
Percent = Annotated[int, FieldCodec(r"\d{1,2}", str, int)]
Hour = Annotated[int, FieldCodec("|".join(map(str, DIGEST_HOURS)), str, int)]
OptionalStage = Annotated[Stage, FieldCodec("|".join(sorted(DISPENSABLE)), str, Stage)]
"""A reminder stage that an officer can leave out."""
TaskCode = Annotated[str, FieldCodec(_CODE)]
ProposalMark = Annotated[str, FieldCodec(proposal.PATTERN)]
Mark = Annotated[str, FieldCodec(r"[0-9a-f]{12}")]
"""Letters by which a button knows what was shown with it."""
Words = Annotated[str, FieldCodec(r"(?s:.*)")]
"""Text after a slash."""
ListFilter = Annotated[Selection, FieldCodec(_FILTER, encode_filter, decode_filter)]
Breakdown = Annotated[Selection, FieldCodec(breakdowns.PATTERN, encode_breakdown, decode_breakdown)]
AgencyOrAll = Annotated[
    Selection, FieldCodec(breakdowns.OF_PLAN + r"(?:all|a\d{1,9})", encode_breakdown, decode_breakdown)
]
"""A breakdown by agency, or none; of one plan, or of all."""
SeenDuties = Annotated[
    tuple[packed_duties.SeenDuty, ...],
    FieldCodec(packed_duties.PATTERN, packed_duties.pack, lambda letters: tuple(packed_duties.unpack(letters))),
]
PageBehind = Annotated[Payload, FieldCodec(r"sum[a-z](?:\|[\w.~-]+)+", _encode_inside, _decode_inside)]
"""A page of /tonghop, to which the card of a duty leads back."""
