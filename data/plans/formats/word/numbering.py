"""Automatic numbers of paragraphs, counted as Word counts them (ECMA-376 part 1, 17.9)."""

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from docx.oxml.ns import qn

from data.plans.formats.list_numbers import letter, roman
from data.plans.formats.word.names import VALUE

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_PLACE = re.compile(r"%([1-9])")
_BULLET = "-"
"""Signs of lists come from fonts of symbols: a letter that nobody reads. In a plan they are dashes."""


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    form: str
    pattern: str
    restarts_after: int
    """The level, from 1, whose next number lets this one begin anew; 0 for never."""
    all_decimal: bool


@dataclass(slots=True)
class _List:
    """A list with its counters; all lists of one abstract list go on counting together."""

    counters: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The lists of a document; `part` is the root of numbering.xml, None where there is none."""

    def __init__(self, part: "Element | None") -> None:
        self._abstract: dict[str, dict[int, _Level]] = {}
        self._abstract_of: dict[str, str] = {}
        self._own_levels: dict[str, dict[int, _Level]] = {}
        self._starts: dict[str, dict[int, int]] = {}
        self._lists: dict[str, _List] = {}
        self._begun: set[tuple[str, int]] = set()
        if part is not None:
            self._read(part)

    def next_number(self, list_id: str, level: int) -> str:
        """Count one paragraph of a list and return its number as the page shows it: "1.", "I.2", "a)", "-"."""
        abstract = self._abstract_of.get(list_id)
        levels = {**self._abstract.get(abstract or "", {}), **self._own_levels.get(list_id, {})}
        shown = levels.get(level)
        if abstract is None or shown is None:
            return ""
        counters = self._lists.setdefault(abstract, _List()).counters
        start = self._starts.get(list_id, {}).get(level)
        if start is not None and (list_id, level) not in self._begun:
            counters[level] = start
        else:
            counters[level] = counters[level] + 1 if level in counters else shown.start
        self._begun.add((list_id, level))
        for deeper in [one for one in counters if one > level]:
            restarts_after = levels[deeper].restarts_after if deeper in levels else deeper
            if restarts_after and level < restarts_after:
                del counters[deeper]
        return _render(shown, levels, counters)

    def _read(self, part: "Element") -> None:
        linked: dict[str, str] = {}
        styles: dict[str, str] = {}
        for abstract in part.iterfind(qn("w:abstractNum")):
            name = abstract.get(qn("w:abstractNumId"), "")
            self._abstract[name] = _levels(abstract)
            if (link := abstract.find(qn("w:numStyleLink"))) is not None:
                linked[name] = link.get(VALUE, "")
            if (style := abstract.find(qn("w:styleLink"))) is not None:
                styles[style.get(VALUE, "")] = name
        for number in part.iterfind(qn("w:num")):
            name, of = number.get(qn("w:numId"), ""), number.find(qn("w:abstractNumId"))
            abstract_id = of.get(VALUE, "") if of is not None else ""
            self._abstract_of[name] = styles.get(linked.get(abstract_id, ""), abstract_id)
            self._own_levels[name] = {}
            self._starts[name] = {}
            for change in number.iterfind(qn("w:lvlOverride")):
                level = int(change.get(qn("w:ilvl"), "0"))
                self._own_levels[name].update(_levels(change))
                if (start := change.find(qn("w:startOverride"))) is not None:
                    self._starts[name][level] = int(start.get(VALUE, "1"))


def _levels(parent: "Element") -> dict[int, _Level]:
    return {
        (place := int(level.get(qn("w:ilvl"), "0"))): _Level(
            start=int(_value(level, "w:start", "0")),
            form=_value(level, "w:numFmt", "decimal"),
            pattern=_value(level, "w:lvlText", ""),
            restarts_after=int(_value(level, "w:lvlRestart", str(place))),
            all_decimal=level.find(qn("w:isLgl")) is not None,
        )
        for level in parent.iterfind(qn("w:lvl"))
    }


def _value(level: "Element", name: str, otherwise: str) -> str:
    found = level.find(qn(name))
    return found.get(VALUE, otherwise) if found is not None else otherwise


def _render(shown: _Level, levels: dict[int, _Level], counters: dict[int, int]) -> str:
    if shown.form == "bullet":
        return _BULLET

    def number(place: re.Match[str]) -> str:
        level = int(place[1]) - 1
        of = levels.get(level)
        count = counters.get(level, of.start if of else 1)
        return _write(count, "decimal" if shown.all_decimal or of is None else of.form)

    return _PLACE.sub(number, shown.pattern).strip()


def _write(number: int, form: str) -> str:
    match form:
        case "none":
            return ""
        case "lowerRoman":
            return roman(number)
        case "upperRoman":
            return roman(number).upper()
        case "lowerLetter":
            return letter(number)
        case "upperLetter":
            return letter(number).upper()
        case "decimalZero":
            return f"{number:02}"
    return str(number)
