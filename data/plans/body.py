"""Split the body of a plan into paragraphs with their places, and find the sentences that hold a deadline."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from data.plans.draft import Candidate, Source
from data.plans.times import vocabulary
from data.plans.times.searchable_text import make_searchable
from data.plans.times.timeframe import read_timeframe

_HEADINGS = (re.compile(r"(?<![IVXLC])([IVXLC]+)\. "), re.compile(r"(\d{1,2})\. "), re.compile(r"([a-zđ])\) "))
_SENTENCE_END = re.compile(r"(?<=[.;])\s+(?=[^\W\d_a-zđ])")
_UNTIL = r"[^.;()]*(?:\.\d[^.;()]*)*"
_DUE = (
    re.compile(rf"\b(?:cham nhat|khong muon hon|han cuoi|truoc (?:ngay|thang|quy|nam|\d)){_UNTIL}"),
    re.compile(rf"\b(?:hoan thanh trong|trong (?:quy|thang)|den het) {_UNTIL}"),
    re.compile(rf"\b(?:dinh ky|hang (?:thang|quy)){_UNTIL}"),
)
"""Words that announce a deadline, the plainest first; other dates in a body are mostly those of documents."""

LONGEST = 5000
"""Characters of a sentence; longer ones are damage."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, whole again where a page break cut it; `place` is its numbering, "VI.1.a"."""

    place: str
    line: int
    text: str


def read_body(lines: tuple[str, ...]) -> tuple[Paragraph, ...]:
    """Return the paragraphs of `lines`, which stand before the table."""
    path: list[str] = []
    found: list[tuple[str, int, list[str]]] = []
    for number, line in enumerate(lines, start=1):
        text = " ".join(line.split())
        if text and text[0].islower() and not _HEADINGS[2].match(text) and found:
            found[-1][2].append(text)
        elif text:
            path = _path(path, text)
            found.append((".".join(path), number, [text]))
    return tuple(Paragraph(place, number, " ".join(parts)) for place, number, parts in found)


def find_candidates(paragraphs: tuple[Paragraph, ...], year: int) -> tuple[Candidate, ...]:
    """Return the sentences with a deadline in `year` or later, each with its first phrase that has one."""
    return tuple(
        candidate
        for paragraph in paragraphs
        for sentence in _SENTENCE_END.split(paragraph.text)
        if len(sentence) <= LONGEST and (candidate := _candidate(paragraph, sentence, year))
    )


def _path(path: list[str], text: str) -> list[str]:
    for depth, heading in enumerate(_HEADINGS):
        hit = heading.match(text)
        if hit and depth <= len(path):
            return [*path[:depth], hit[1]]
    return path


def _candidate(paragraph: Paragraph, sentence: str, year: int) -> Candidate | None:
    for phrase in _phrases(sentence):
        reading = read_timeframe(phrase, year)
        if reading.deadlines and reading.deadlines[-1].due_on.year >= year:
            return Candidate(
                Source(paragraph.place, paragraph.line), sentence.lstrip("-+ "), phrase, reading.deadlines
            )
    return None


def _phrases(sentence: str) -> Iterator[str]:
    source = make_searchable(sentence).without(vocabulary.DOCUMENT)
    for pattern in _DUE:
        for hit in pattern.finditer(source.text):
            yield source.words[source.origin[hit.start()] : source.origin[hit.end() - 1] + 1].strip(" ,")
