"""Fill what merged cells leave empty where a format does not tell of merging; part cells that hold two columns."""

import re
from collections.abc import Collection, Sequence

from data.plans.remarks import RemarkCode, remark
from data.plans.table.columns.evidence import looks_like_agency
from data.plans.table.columns.kinds import Column
from data.plans.table.row import Entry, Heading, Row
from data.plans.times.in_title import find_time_in_title

_PARTNER = re.compile(
    r"[;.,-]{0,3} {0,3}\(?\b(?:đơn vị |cơ quan )?phối hợp(?: thực hiện)?(?: cùng)? {0,3}(?::|với)? {0,3}",
    re.IGNORECASE,
)
_LEADS = r"\bchủ trì(?: thực hiện)? ?(?:[:;,]|$)"
_IN_BRACKETS = r"\( ?(?:cơ quan )?chủ trì ?\)"
_TAKES_PART = r"\bphối hợp(?: thực hiện)? ?:"
_LEADS_WITH = r"\bchủ trì(?: và)? phối hợp\b"
_WITH = r"\bphối hợp (?:cùng )?với\b|[,;] ?phối hợp \w"
_PARTNER_BEHIND = re.compile(
    r"^(?P<leads>.{2,400})[,;] (?P<partner>[^,;()]{2,200}) \( ?(?:cơ quan |đơn vị )?phối hợp ?\)$", re.IGNORECASE
)
"""The last of several takes part: "Sở Nội vụ, Sở Tài chính (phối hợp)"."""
_BOTH = re.compile(
    "|".join((_LEADS, _IN_BRACKETS, _TAKES_PART, _LEADS_WITH, _WITH, r"\( ?(?:cơ quan |đơn vị )?phối hợp ?\)")),
    re.IGNORECASE,
)
_LEAD = re.compile(r"^[-+• ]{0,5}(?:đơn vị |cơ quan )?chủ trì(?: thực hiện)? {0,3}:? {0,3}", re.IGNORECASE)
_LED = re.compile(r",? {0,3}\bchủ trì(?: thực hiện)?(?: và)?$", re.IGNORECASE)
_LEADS_FIRST = re.compile(r"\bchủ trì(?: thực hiện)? ?[;,] ?", re.IGNORECASE)
_LEAD_BEHIND = re.compile(r" ?\( ?(?:cơ quan |đơn vị )?chủ trì ?\) ?[;,.]? ?", re.IGNORECASE)


def fill_empty_cells(entries: Sequence[Entry]) -> None:
    """Give empty cells of lead and time the value above: merged over several rows, it stands in the first alone.

    A coordinator that is empty beside one of them is merged as well; where it alone is empty, nobody coordinates.
    A heading ends what was merged above it.
    """
    above: Row | None = None
    shared: Collection[Column] = ()
    for entry in entries:
        if isinstance(entry, Heading):
            above, shared = None, entry.shared
            continue
        if above and entry[Column.TITLE]:
            _fill(entry, above, shared)
        above = entry


def _fill(row: Row, above: Row, shared: Collection[Column]) -> None:
    """Fill the row but for what a heading says for all rows under it."""
    empty = [
        column
        for column in (Column.LEAD, Column.TIMEFRAME)
        if not row[column] and above[column] and column not in row.absent and column not in shared
    ]
    if Column.TIMEFRAME in empty and find_time_in_title(row[Column.TITLE]):
        empty.remove(Column.TIMEFRAME)
    if not empty:
        return
    if not row[Column.COORDINATING] and above[Column.COORDINATING] and Column.COORDINATING not in row.absent:
        empty.append(Column.COORDINATING)
    for column in empty:
        row.take(column, above[column])
        row.repairs.append(remark(RemarkCode.TAKEN_FROM_ABOVE, column=column, text=above[column]))


def split_shared_cells(entries: Sequence[Entry], *, is_shared: bool) -> None:
    """Part lead and coordinators of one column: by words ("phối hợp:"), else the first leads where `is_shared`.

    Words are looked for in any column of leads: some offices write both there under a head that names one.
    """
    for entry in entries:
        if not isinstance(entry, Row):
            continue
        if is_shared or _BOTH.search(entry[Column.LEAD]):
            lead, partners = _part(entry[Column.LEAD])
            entry.take(Column.LEAD, lead)
            if partners and not entry[Column.COORDINATING]:
                entry.take(Column.COORDINATING, partners)


def _part(text: str) -> tuple[str, str]:
    last = _PARTNER_BEHIND.match(text.strip(" .;,"))
    if last and "chủ trì" not in last["leads"].lower():
        return last["leads"].strip(), last["partner"].strip()
    behind = _LEAD_BEHIND.search(text)
    if behind:
        return text[: behind.start()].strip(), _PARTNER.sub("", text[behind.end() :]).strip(" ;,.)")
    led = _LEAD.sub("", text)
    partner = _PARTNER.search(led)
    if partner:
        before, after = led[: partner.start()].strip(" ;,."), led[partner.end() :].strip(" :;).")
        leads = _LEADS_FIRST.search(before)
        if leads and not after:  # "Sở A chủ trì; Sở B phối hợp"
            return before[: leads.start()].strip(), before[leads.end() :].strip()
        return _LED.sub("", before), after
    is_told = led != text
    led = _LED.sub("", led.rstrip(" ;,."))
    if is_told:
        return led, ""  # "Chủ trì: Sở A; Sở B" lead both
    for mark in ("/", ";"):
        first, found, rest = led.partition(mark)
        if found and looks_like_agency(rest.strip()):
            return first.strip(), rest.strip()
    return led, ""
