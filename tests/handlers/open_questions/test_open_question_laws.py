"""Whatever is typed at whatever question: what means leaving, asking or a command changes nothing; what changes
something was shown first, and stands in the record word for word."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.enums import Role
from data.text import fold
from handlers.dispatch.router import commands_for
from handlers.locales import refresh
from tests.handlers.open_questions.test_leave_phrases import LEAVING
from tests.handlers.open_questions.test_open_question import GENUINE, QUESTIONS, kept
from tests.handlers.questions.corpus.cases import cases
from tests.handlers.steps import FORMED, FREE, Steps

_STATEMENTS = ("not-report", "unknown", "negation")
"""Kinds that hold statements, which are notes as good as any."""

_MISSED = {
    "nhiệm vụ thường xuyên, không có thời hạn",
    "kết quả đã hoàn tất của sở",
    "nhắc VII.2 trước hạn 3 ngày",
}
"""Worded as statements are, without a word of a question: a note says so as well."""

_FILLERS = st.sampled_from(["", "dạ ", "em ", "xin lỗi, ", "anh ơi, ", "chưa, ", "ok "])
_TAILS = st.sampled_from(["", " ạ", " nhé", " anh nhé", "!", " rồi", "..."])
_LEAVES = st.builds(lambda before, said, after: f"{before}{said}{after}", _FILLERS, st.sampled_from(LEAVING), _TAILS)
_CORPUS = [case.sentence for case in cases("writing") if case.kind not in _STATEMENTS]
_ASKS = st.sampled_from([*QUESTIONS, *(said for said in _CORPUS if said not in _MISSED)])
_COMMANDS = st.sampled_from([f"/{command.name}" for command in commands_for(Role.OFFICER)])
_LABELS = st.sampled_from(refresh.LABELS.read_text(encoding="utf-8").splitlines()).map(
    lambda label: re.sub(r"\{\w+\}", lambda field: "II.2" if field[0] == "{code}" else "2", label)
)
_SPELLINGS = st.sampled_from([str, fold, str.upper, lambda label: re.sub(r"^\W+ ", "", label)])
"""As it stands, without accents, in capitals, without the picture before it."""
_NUMBERS = st.sampled_from(["1", "2", "03", "50%", "75 %", "100%", "1.", "2)", "1 2"])
_WORDS = st.sampled_from([text for _step, text in GENUINE]) | st.builds(
    "{} {}".format,
    st.sampled_from(["Thiếu", "Chưa đủ", "nhầm", "huỷ", "để sau", "theo Công văn 12/UBND", "bỏ sót"]),
    st.sampled_from(["phụ lục", "biểu số 2", "do bão", "Tết", "ý kiến các sở", "<b>{x}</b> %s", "chữ ký?"]),
)

laws = settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
pytestmark = [pytest.mark.parametrize("databases", ["sqlite"], indirect=True), pytest.mark.timeout(600)]
"""Words are read alike whatever the database; each step changes both in `test_open_question`."""


@laws
@given(st.sampled_from([*FREE, *FORMED]), st.lists(_LEAVES | _ASKS | _COMMANDS, min_size=30, max_size=40))
def test_nothing_that_was_meant_for_us_ends_in_a_change(steps: Steps, step: str, texts: list[str]) -> None:
    before = kept(steps.office)
    person = steps.open(step)
    for text in texts:
        person.says(text)
    assert kept(steps.office) == before, (step, texts)


@laws
@given(
    st.sampled_from(FREE),
    st.lists(st.builds(lambda label, spell: spell(label), _LABELS, _SPELLINGS) | _NUMBERS, min_size=30, max_size=40),
)
def test_no_label_or_number_of_a_button_shown_long_ago_is_taken_for_words(
    steps: Steps, step: str, texts: list[str]
) -> None:
    before = kept(steps.office)
    for text in texts:
        steps.open(step).says(text)
    assert kept(steps.office) == before, (step, texts)


@laws
@given(st.sampled_from(["none", "reason", "extension", "refusal", "tasknote"]), _WORDS)
def test_every_change_by_words_alone_was_shown_and_records_these_very_words(
    steps: Steps, step: str, text: str
) -> None:
    before = kept(steps.office)
    person = steps.open(step)
    shown = person.says(text)
    assert text in shown.body or "Câu của anh/chị chưa được ghi." in shown.body
    assert kept(steps.office) == before
    accept = next(button for button in person.buttons() if button.value.startswith("record:"))
    done = person.presses(accept.value)
    (entry,) = kept(steps.office)["progress_entry"][len(before["progress_entry"]) :]
    assert text in entry or f"Sở Tài chính: {text}" in entry
    person.screen = done
    if step != "tasknote":
        person.taps("Hoàn tác")
