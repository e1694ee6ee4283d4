"""What the reader has to tell a clerk is a code with parameters; every code has its sentence in every language."""

import ast
import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from string import Formatter

import pytest

import data.plans
from data.plans.agencies.directory import AgencyEntry, Directory
from data.plans.cleaning.document import clean_document
from data.plans.draft import PlanDraft
from data.plans.formats.document import Document, Note, NoteCode
from data.plans.formats.text import read_text
from data.plans.head import Given
from data.plans.reading import read_document, read_plan
from data.plans.remarks import Remark, RemarkCode, remark
from data.plans.sidecar import Sidecar
from data.plans.times.in_plan import PlanTime, read_time
from data.plans.times.timeframe import LONGEST, read_timeframe
from data.seeds import seed
from handlers.locales import set_language
from handlers.views.plans.remark_sentences import SENTENCES
from handlers.views.plans.remarks import for_registry, in_spoken_language, render_remark

TIMES = [
    "", "Hỏa tốc", "Quý II/2024", "Quý II và quý IV", "Thường xuyên", "Hằng tuần", "Định kỳ theo quy định",
    "Theo quy định", "Sau tháng 6/2024", "Trước ngày 15/6", "Đầu tháng 6/2024", "15/6/24", "31/02/2024",
    "Tháng 12, tháng 01/2025", "Dự kiến tháng 6/2024", "Hàng quý, tháng 6 và tháng 12/2024",
    "Tháng 6/2024, 30 ngày kể từ ngày ban hành", "Trong vòng 30 ngày kể từ ngày 01/7/2024",
    "Năm 2024, sau khi có hướng dẫn", "Thường xuyên, hoàn thành trước 30/11/2024", "Trong 6 tháng kể từ khi ký",
    "Hằng tháng", "15/02 âm lịch", "x" * (LONGEST + 1),
]  # fmt: skip
BARE = """Số: 1/TB-ABC
ngày 05 tháng 01 năm 2024
STT\tNhiệm vụ\tCơ quan chủ trì\tThời gian
1\tBáo cáo\tSở Nội vụn\tQuý I
II\tTổng kết năm\t\t
"""


DAMAGED = """Hà Nội, ngày 05 tháng 7 năm 2024
KẾ HOẠCH
Trồng cây đến năm 2030
Họ tên\tĐơn vị tính\tNội dung\tThời gian
A\tha\tx\tQuý I
TT\tViệc cần làm\tCơ quan chủ trì\tSố lượng\tThời gian
1\tTrồng cây\tSở Nội vụ\tQuý I\tCây con
2\tTư­ới cây\tSở Nội vụ\tQuý II\tCây con
3\tB¸o c¸o\t\tHằng quý\tBáo cáo
\tSở Nội vụ\t\t\t
5\tNhổ cỏ\t\t15/02 âm lịch\tCỏ
Tháng 3/2024\tTháng 3/2024\tTháng 3/2024\tTháng 3/2024\tTháng 3/2024
4\tChăm cây\tSở Nội vụ\t\tCây con
6\tTỉa cành (xong trước 15/6/2024)\tSở Nội vụ\t\tCành
"""
UNDATED = "KẾ HOẠCH\nTrồng cây năm 2024\nTT\tNhiệm vụ\tCơ quan chủ trì\tThời gian\n1\tTrồng cây\tSở Nội vụ\tQuý I"
STEPS = (
    "Số: 4/TB-ABC\nngày 05 tháng 01 năm 2024\n"
    "TT\tNội dung\tChủ trì\tThời gian thực hiện\t\n\t\t\tTrình Sở\tTrình UBND tỉnh\n"
    "1\tQuét lá\tSở Nội vụ\tTháng 5\tTháng 8\n2\tNhổ cỏ\tSở Nội vụ\tTháng 6\t\n"
    "3\tTỉa cành\tSở Nội vụ\tTháng 7\tTháng 9\n4\tTưới hoa\tSở Nội vụ\tTháng 8\tTháng 10\n"
)
HEADLESS = (
    "Số: 2/TB-ABC\n1\tTưới tất cả các cây trong vườn\tSở Nội vụ\tQuý I/2024\n2\tBón phân\tSở Nội vụ\tQuý II/2024"
)
LISTED = """Số: 3/TB-ABC
ngày 05 tháng 01 năm 2024
1. Tưới cây
Cơ quan chủ trì: Sở Nội vụ
2. Nhổ cỏ
Cơ quan chủ trì: Sở Nội vụ
"""
NOTES = Document((), tuple(Note(code, 2, (1, 5)) for code in NoteCode))


def _directory() -> Directory:
    return Directory((AgencyEntry("snv", "Sở Nội vụ", "SNV", "department"),))


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> list[PlanDraft[Remark]]:
    """Plans with every kind of damage."""
    bare = tmp_path_factory.mktemp("bare") / "bare.txt"
    bare.write_text(BARE, encoding="utf-8")
    for name, text in {"damaged": DAMAGED, "headless": HEADLESS, "undated": UNDATED, "steps": STEPS}.items():
        bare.with_name(f"{name}.txt").write_text(text, encoding="utf-8")
    other = Path(__file__).parent / "other-province" / "ke-hoach-12.txt"
    given = Given(issued_on=date(2024, 5, 1))
    shipped = read_plan(seed("ke-hoach-175-kh-ubnd.txt"))
    return [
        shipped,
        read_plan(other),
        read_plan(bare, shipped.directory),
        read_plan(bare.with_name("undated.txt"), shipped.directory),
        read_plan(bare.with_name("headless.txt"), shipped.directory, given=given),
        read_plan(bare.with_name("damaged.txt"), _directory()),
        read_plan(bare.with_name("steps.txt"), _directory()),
    ]


@pytest.fixture(scope="module")
def made(plans: list[PlanDraft[Remark]]) -> dict[RemarkCode, Remark]:
    """A remark of every code, as the reader made it."""
    remarks = [one for plan in plans for one in plan.warnings]
    remarks += [one for plan in plans for task in plan.tasks for one in task.warnings]
    remarks += clean_document(NOTES).warnings
    remarks += read_document(read_text(LISTED.encode()), Sidecar(), _directory()).warnings
    remarks += read_time("Quý I", PlanTime(2024, named=False, issued_on=None))[0].reason
    remarks += [one for text in TIMES for one in read_timeframe(text, 2024).reason]
    return {one.code: one for one in remarks}


@pytest.fixture
def english() -> Iterator[None]:
    set_language("en")
    yield
    set_language("vi")


@pytest.mark.parametrize("code", RemarkCode)
def test_every_code_is_made_and_has_a_sentence(made: dict[RemarkCode, Remark], code: RemarkCode) -> None:
    said = render_remark(made[code])
    assert said.endswith(".")
    assert "{" not in said


@pytest.mark.parametrize("code", RemarkCode)
def test_a_sentence_tells_every_parameter_of_its_code(code: RemarkCode) -> None:
    fields = {field for _text, field, _spec, _conversion in Formatter().parse(SENTENCES[code]) if field is not None}
    assert fields == set(code.parameters)


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize("code", RemarkCode)
def test_every_remark_can_be_said_in_english(made: dict[RemarkCode, Remark], code: RemarkCode) -> None:
    said = render_remark(made[code])
    assert re.sub("“[^”]*”", "", said).isascii(), said  # what is quoted is the plan's


def test_a_remark_has_exactly_the_parameters_of_its_code() -> None:
    for values in ({}, {"column": "lead", "text": "x"}, {"colum": "lead"}):
        with pytest.raises(TypeError):
            remark(RemarkCode.CELL_EMPTY, **values)


@pytest.mark.usefixtures("english")
def test_the_registry_keeps_the_same_words_whatever_language_is_spoken(plans: list[PlanDraft[Remark]]) -> None:
    kept = [for_registry(plan) for plan in plans]
    shown = [in_spoken_language(plan) for plan in plans]
    set_language("vi")
    assert kept == [in_spoken_language(plan) for plan in plans]
    assert all(one.warnings != other.warnings for one, other in zip(kept, shown, strict=True))


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (remark(RemarkCode.LINE_SKIPPED, line=7, skipped="a" * 99), f"Dòng 7: bỏ qua “{'a' * 80}” vì"),
        (remark(RemarkCode.UNCONFIRMED_DEADLINE, place="", line=3, timeframe="Quý I"), "Mục đầu văn bản, dòng 3"),
        (remark(RemarkCode.FIELD_INFERRED, field="words"), "Văn bản không nêu words;"),
        (remark(RemarkCode.HEADER_REPEATED, lines=(7, 9)), "lặp lại ở dòng 7, 9;"),
    ],
)
def test_parameters_are_cut_named_and_listed(one: Remark, said: str) -> None:
    assert said in render_remark(one)


def _texts(tree: ast.Module) -> Iterator[str]:
    """Every text of a module but its docstrings, each f-string as one."""
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        match node:
            case ast.JoinedStr(parts):
                yield "".join(str(part.value) if isinstance(part, ast.Constant) else "…" for part in parts)
            case ast.Constant(str(text)) if id(node) not in docstrings:
                yield text


def _sentences(texts: Iterable[str]) -> Iterator[str]:
    """Those with Vietnamese letters that are sentences, and no names, labels or patterns."""
    for text in texts:
        words = [word for word in text.split() if word.strip("“”.,;:").isalpha()]
        if any(letter.isalpha() and not letter.isascii() for letter in text) and (
            len(words) > 4 or text.endswith(".")
        ):
            yield text


PHRASES = {
    "groups.py",
    "directory.py",
    "national.py",
    "telex.py",
    "syllables.py",
    "numbering.py",
    "title.py",
    "rollover.py",
}
"""Files of words that are looked for, or written into a plan."""


def test_the_reader_of_plans_says_nothing_itself() -> None:
    folder = Path(*data.plans.__path__)
    files = [path for path in folder.rglob("*.py") if path.name not in PHRASES]
    assert len(files) > 20
    assert [one for path in files for one in _sentences(_texts(ast.parse(path.read_text(encoding="utf-8"))))] == []
