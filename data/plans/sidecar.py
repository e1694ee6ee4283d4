"""Read the file beside a plan in which a person confirms what the text alone cannot tell.

It is TOML with the name of the plan's file, "ke-hoach-175.toml" beside "ke-hoach-175.txt":

    agencies = "agencies.csv"       # the directory, beside it
    units = "units.csv"
    confirmation = true             # a reported duty waits until somebody confirms it
    self_confirmation = false       # an agency may confirm what it reported itself; it is marked "tự xác nhận"
    standing_body = "Sở Nội vụ"     # who follows the plan for its issuer, in a name of the directory
    report_closes = 14              # periodic reports count up to this day of their last month (the last one: 31)
    judged_by = "received"          # on time by the day received, or by the "document", whatever the plan's words

    [names]                         # who is meant by names that the directory does not know; [] is nobody here
    "Liên hiệp các hội" = ["Sở Nội vụ"]

    [judged]                        # the same of single tasks, which counts before what is said of the plan
    "I.5" = "received"

    [[duty]]                        # a duty that stands in the body of the plan
    code = "TC.1"                   # "TC." and a number
    title = "…"
    place = "VI.1.a"                # where it stands
    words = "…"                     # the words there that hold its time, exactly
    lead = ["Các sở, ban, ngành"]   # who owes it, in names or phrases of the directory
    deliverables = ["…"]            # may be left out, as may
    inferred = ["lead"]             # keys above that the document itself does not say

    [[correction]]                  # a reading that is wrong; it wins over what the plan is read to say
    code = "I.5"
    document = "581/BNV-CCHC"       # by which document
    reason = "…"
    due_on = [2024-03-20, 2024-06-20, 2024-09-20, 2024-12-20]  # every date of the task; any of this and the next five
    lead = ["Sở Nội vụ"]            # who owes it
    kind = "recurring"              # once, multiple, recurring, continuous, external
    title = "…"
    covered_by = "I.2"              # another task asks for the same: this one is owed by nobody
    judged_by = "received"          # its duties differ from the plan: on time by the day received, or the "document"
"""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import Any

from data.enums import JudgedBy, Kind
from data.errors import PlanUnreadable
from data.text import nfc

REPORT_CLOSES = 14
"""Where nothing else is decided: a report is due on the 15th (plan 175, VI.1.b) and counts up to the day before."""


@dataclass(frozen=True, slots=True)
class DutyNote:
    """A duty of the body as a person confirmed it; the fields are the keys of `[[duty]]`."""

    code: str
    title: str
    place: str
    words: str
    lead: tuple[str, ...]
    deliverables: tuple[str, ...] = ()
    inferred: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CorrectionEntry:
    """A corrected reading; the fields are the keys of `[[correction]]`."""

    code: str
    document: str
    reason: str
    due_on: tuple[date, ...] = ()
    lead: tuple[str, ...] = ()
    kind: str = ""
    title: str = ""
    covered_by: str = ""
    judged_by: JudgedBy | None = None


@dataclass(frozen=True, slots=True)
class Sidecar:
    """The content of the file beside a plan.

    `agencies` and `units` are the tables of the directory, None where the plan names none of its own.
    `standing_body` is the name of the agency that follows the plan; None where nobody has named one. `judged_by` is
    how the whole plan is judged, `judged` how single tasks are, by their codes. `names` tells who is meant by names
    that the directory does not know.
    """

    agencies: Path | None = None
    units: Path | None = None
    confirmation: bool = True
    self_confirmation: bool = False
    standing_body: str | None = None
    report_closes: int = REPORT_CLOSES
    judged_by: JudgedBy | None = None
    judged: Mapping[str, JudgedBy] = field(default_factory=dict)
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    duties: tuple[DutyNote, ...] = ()
    corrections: tuple[CorrectionEntry, ...] = ()


_CODE = re.compile(r"TC\.[1-9]\d*")
_KEYS: dict[str, type] = {
    "agencies": str,
    "units": str,
    "confirmation": bool,
    "self_confirmation": bool,
    "standing_body": str,
    "report_closes": int,
    "judged_by": str,
    "judged": dict,
    "names": dict,
    "duty": list,
    "correction": list,
}
_LAST_DAY_OF_A_MONTH = 31
_NUMBER_LETTERS = 100


def read_sidecar(plan: Path) -> Sidecar:
    """Read the file beside `plan`; the defaults where there is no such file.

    Raises PlanUnreadable("sidecar") with the key that is unknown, missing or of the wrong type.
    """
    path = plan.with_suffix(".toml")
    try:
        content = tomllib.loads(nfc(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return Sidecar()
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PlanUnreadable("sidecar", path.name) from error
    for name, value in content.items():
        _require(type(value) is _KEYS.get(name), name)
    _require(("agencies" in content) == ("units" in content), "units" if "agencies" in content else "agencies")
    report_closes = content.get("report_closes", REPORT_CLOSES)
    _require(1 <= report_closes <= _LAST_DAY_OF_A_MONTH, "report_closes")
    duties = tuple(_duty(entry) for entry in content.get("duty", ()))
    _require(len({duty.code for duty in duties}) == len(duties), "duty.code")
    corrections = tuple(_correction(entry) for entry in content.get("correction", ()))
    _require(len({one.code for one in corrections}) == len(corrections), "correction.code")
    return Sidecar(
        agencies=path.with_name(content["agencies"]) if "agencies" in content else None,
        units=path.with_name(content["units"]) if "units" in content else None,
        confirmation=content.get("confirmation", True),
        self_confirmation=content.get("self_confirmation", False),
        standing_body=content.get("standing_body"),
        report_closes=report_closes,
        judged_by=_judged_by(content["judged_by"], "judged_by") if "judged_by" in content else None,
        judged={code: _judged_by(day, f"judged.{code}") for code, day in content.get("judged", {}).items()},
        names={name: _names_meant(name, meant) for name, meant in content.get("names", {}).items()},
        duties=duties,
        corrections=corrections,
    )


def _names_meant(name: str, meant: object) -> tuple[str, ...]:
    _require(meant == [] or _is_list_of_text(meant), f"names.{name}")
    return tuple(meant) if isinstance(meant, list) else ()


def _duty(entry: Any) -> DutyNote:
    _require(isinstance(entry, dict), "duty")
    known = {one.name: one for one in fields(DutyNote)}
    for name in entry:
        _require(name in known, f"duty.{name}")
    values: dict[str, Any] = {}
    for name, key in known.items():
        if name not in entry and key.default is not MISSING:
            continue
        value = entry.get(name)
        is_text = key.type is str
        good = isinstance(value, str) and value if is_text else _is_list_of_text(value)
        _require(bool(good), f"duty.{name}")
        values[name] = value if is_text else tuple(value)
    note = DutyNote(**values)
    _require(bool(_CODE.fullmatch(note.code)), "duty.code")
    _require(known.keys() >= set(note.inferred), "duty.inferred")
    return note


def _judged_by(value: object, key: str) -> JudgedBy:
    _require(value in set(JudgedBy), key)
    return JudgedBy(str(value))


def _correction(entry: Any) -> CorrectionEntry:
    _require(isinstance(entry, dict), "correction")
    checks = {field.name: _CORRECTION_CHECKS.get(field.name, _is_text) for field in fields(CorrectionEntry)}
    for name, value in entry.items():
        _require(name in checks and checks[name](value), f"correction.{name}")
    for name in ("code", "document", "reason"):
        _require(name in entry, f"correction.{name}")
    _require(len(entry) > len(("code", "document", "reason")), "correction.due_on")
    values: dict[str, Any] = {name: tuple(one) if isinstance(one, list) else one for name, one in entry.items()}
    if "judged_by" in entry:
        values["judged_by"] = JudgedBy(entry["judged_by"])
    return CorrectionEntry(**values)


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value)


def _is_list_of_dates(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(type(item) is date for item in value)


def _is_list_of_text(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, str) and item for item in value)


_CORRECTION_CHECKS: dict[str, Callable[[object], bool]] = {
    "due_on": _is_list_of_dates,
    "lead": _is_list_of_text,
    "kind": lambda value: value in list(Kind),
    "judged_by": lambda value: value in list(JudgedBy),
    "document": lambda value: _is_text(value) and len(str(value)) <= _NUMBER_LETTERS,
}


def _require(holds: bool, key: str) -> None:
    if not holds:
        raise PlanUnreadable("sidecar", key)
