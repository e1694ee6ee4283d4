"""A calendar file against RFC 5545, read by a parser that forgives nothing."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from data.exports.calendar import Entry, build_calendar

MADE_AT = datetime(2024, 2, 26, 1, 0, tzinfo=UTC)
LINE_OCTETS = 75
ENTRY = Entry(
    uid="phan-viec-17.175-kh-ubnd@nhacviec",
    sequence=3,
    changed_at=datetime(2024, 2, 20, 8, 10, tzinfo=UTC),
    day=date(2024, 2, 29),
    title="II.3 · Kế hoạch kiểm tra công tác thi hành pháp luật; xử lý, vi phạm hành chính",
    details="Kế hoạch 175/KH-UBND\nTình trạng: đang làm",
    category="đang làm",
    alarms=(timedelta(hours=-16), timedelta(hours=8)),
)
REQUIRED = {
    "VCALENDAR": {"VERSION", "PRODID"},
    "VEVENT": {"UID", "DTSTAMP", "DTSTART"},
    "VALARM": {"ACTION", "TRIGGER", "DESCRIPTION"},
}
NAME = re.compile(r"(?P<name>[A-Z-]+)(?P<parameters>(?:;[A-Z-]+=[^\";:,]+)*):(?P<value>.*)", re.DOTALL)
TEXT = re.compile(r"(?:[^\\;,]|\\[\\;,nN])*")
TEXTS = {"SUMMARY", "DESCRIPTION", "CATEGORIES", "NAME", "X-WR-CALNAME"}
"""Each holds one text here, in which these characters are escaped."""


def made(*entries: Entry, name: str = "Nhắc việc · Sở Tư pháp") -> bytes:
    return build_calendar(name, "Asia/Ho_Chi_Minh", MADE_AT, entries)


def content_lines(file: bytes) -> Iterator[str]:
    """The unfolded lines. Fails for what section 3.1 does not allow."""
    assert file.endswith(b"\r\n")
    physical = file.removesuffix(b"\r\n").split(b"\r\n")
    assert all(len(line) <= LINE_OCTETS for line in physical)
    assert not any(b"\n" in line or b"\r" in line for line in physical)
    for line in physical:
        line.decode("utf-8")  # a character is never folded in the middle
    yield from file.removesuffix(b"\r\n").replace(b"\r\n ", b"").decode("utf-8").split("\r\n")


def parsed(file: bytes) -> list[tuple[str, dict[str, str]]]:
    """Components with their properties, the outermost first. Fails for what a strict parser would refuse."""
    found: list[tuple[str, dict[str, str]]] = []
    nested: list[int] = []
    for line in content_lines(file):
        match = NAME.fullmatch(line)
        assert match, line
        name, value = match["name"], match["value"]
        if name == "BEGIN":
            nested.append(len(found))
            found.append((value, {}))
        elif name == "END":
            assert found[nested.pop()][0] == value
        else:
            if name in TEXTS:
                assert TEXT.fullmatch(value), value
            component, properties = found[nested[-1]]
            assert name not in properties, f"{name} twice in {component}"
            properties[name] = match["parameters"] + ":" + value
    assert nested == []
    for component, properties in found:
        assert REQUIRED[component] <= properties.keys()
    return found


def test_the_file_is_what_the_standard_allows() -> None:
    components = parsed(made(ENTRY, ENTRY))
    assert [name for name, _of in components] == ["VCALENDAR", *["VEVENT", "VALARM", "VALARM"] * 2]


def test_google_apple_and_outlook_each_find_what_they_want() -> None:
    _name, calendar = parsed(made(ENTRY))[0]
    assert calendar["X-WR-CALNAME"] == ":Nhắc việc · Sở Tư pháp"
    assert calendar["X-WR-TIMEZONE"] == ":Asia/Ho_Chi_Minh"
    assert calendar["METHOD"] == ":PUBLISH"
    assert calendar["REFRESH-INTERVAL"] == ";VALUE=DURATION:PT6H"
    assert calendar["X-PUBLISHED-TTL"] == ":PT6H"


def test_an_entry_is_a_whole_day_that_keeps_nobody_busy() -> None:
    _name, event = parsed(made(ENTRY))[1]
    assert (event["DTSTART"], event["DTEND"]) == (";VALUE=DATE:20240229", ";VALUE=DATE:20240301")
    assert (event["DTSTAMP"], event["SEQUENCE"], event["TRANSP"]) == (":20240226T010000Z", ":3", ":TRANSPARENT")
    assert event["LAST-MODIFIED"] == ":20240220T081000Z"
    assert event["UID"] == ":phan-viec-17.175-kh-ubnd@nhacviec"


def test_alarms_ring_before_the_day_and_on_it() -> None:
    triggers = [of["TRIGGER"] for name, of in parsed(made(ENTRY)) if name == "VALARM"]
    assert triggers == [":-PT16H", ":PT8H"]


def test_a_calendar_without_entries_is_a_calendar() -> None:
    assert [name for name, _of in parsed(made())] == ["VCALENDAR"]


@pytest.mark.parametrize("title", ["a;b,c\\d", "x\nEND:VEVENT\nBEGIN:VEVENT", "á" * 2000, "🗓" * 40, 'nói "thế"', ""])
def test_no_text_leaves_its_line(title: str) -> None:
    entry = Entry("u@nhacviec", 0, None, date(2024, 2, 29), title, title, "đang làm")
    assert [name for name, _of in parsed(made(entry))] == ["VCALENDAR", "VEVENT"]
    (event,) = Calendar.from_ical(made(entry)).walk("VEVENT")
    assert str(event["SUMMARY"]) == title


@given(st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=300))
def test_whatever_a_plan_says_comes_back_as_it_was(words: str) -> None:
    entry = Entry("u@nhacviec", 0, None, date(2024, 2, 29), words, words, "đang làm")
    parsed(made(entry, name=words))
    (event,) = Calendar.from_ical(made(entry)).walk("VEVENT")
    assert str(event["SUMMARY"]) == words
