"""Whoever asks for a file gets it, with the permissions of the buttons of /tonghop."""

from datetime import date

import pytest

from data.enums import Role
from tests.handlers.chat import Office
from tests.handlers.questions.asking import Asking
from tests.handlers.questions.corpus.cases import Person
from tests.handlers.questions.corpus.variants import without_accents

MONDAY = date(2024, 2, 26)
SUPERVISOR, HEAD, OFFICER = Role.SUPERVISOR, Role.HEAD, Role.OFFICER

ASKED: list[tuple[str, Role, str, str, str | None]] = [
    ("snv", SUPERVISOR, "gửi tôi file excel", "xlsx", None),
    ("snv", SUPERVISOR, "xuất danh sách việc quá hạn ra excel", "xlsx", None),
    ("snv", SUPERVISOR, "cho xin bảng tính của Sở Y tế", "xlsx", "syt"),
    ("snv", SUPERVISOR, "kết xuất số liệu", "xlsx", None),
    ("stp", HEAD, "gửi anh file excel", "xlsx", "stp"),
    ("snv", SUPERVISOR, "cho xin file báo cáo 6 tháng", "docx", None),
    ("snv", SUPERVISOR, "xuất báo cáo quý 1", "docx", None),
    ("snv", SUPERVISOR, "cho xin báo cáo word quý 1", "docx", None),
    ("snv", SUPERVISOR, "dự thảo báo cáo 6 tháng", "docx", None),
    ("stp", HEAD, "in báo cáo năm ra word", "docx", "stp"),
    ("snv", SUPERVISOR, "biểu đồ", "png", None),
    ("snv", SUPERVISOR, "vẽ biểu đồ của huyện Tiền Hải", "png", "tien-hai"),
    ("stp", OFFICER, "cho em file lịch", "ics", "stp"),
]


@pytest.mark.parametrize("variant", [str, without_accents])
@pytest.mark.parametrize(("agency", "role", "sentence", "format_", "of"), ASKED)
def test_reads_which_file_is_asked_for(
    asking_a_file: Asking,
    agency: str,
    role: Role,
    sentence: str,
    format_: str,
    of: str | None,
    variant: type[str],
) -> None:
    given = asking_a_file.ask(Person(agency, role), MONDAY, variant(sentence))
    assert (given["intent"], given["format"], given["agency"]) == ("export", format_, of)
    assert not given["needs_confirmation"]


SENT = [
    ("snv", SUPERVISOR, "gửi tôi file excel", (".xlsx",), "Hiểu là: bảng Excel · toàn tỉnh"),
    ("stp", HEAD, "gửi tôi file excel", (".xlsx",), "Hiểu là: bảng Excel · Sở Tư pháp"),
    (
        "snv",
        SUPERVISOR,
        "cho xin báo cáo word quý 1",
        ("-q1-2024-02-26.docx",),
        "Hiểu là: dự thảo báo cáo Word · Quý I/2024 · toàn tỉnh",
    ),
    (
        "snv",
        SUPERVISOR,
        "biểu đồ",
        ("tinh-hinh.png", "theo-cap.png", "theo-nhiem-vu.png", "ca-nam.png"),
        "Hiểu là: biểu đồ · toàn tỉnh",
    ),
    ("stp", HEAD, "biểu đồ", ("tinh-hinh.png", "theo-nhiem-vu.png", "ca-nam.png"), "Hiểu là: biểu đồ · Sở Tư pháp"),
    ("stp", OFFICER, "cho em file lịch", (".ics",), "Hiểu là: tệp lịch · Sở Tư pháp"),
]


@pytest.mark.parametrize(("agency", "role", "sentence", "names", "understood"), SENT)
def test_the_file_itself_comes(
    own_office: Office, agency: str, role: Role, sentence: str, names: tuple[str, ...], understood: str
) -> None:
    reply = own_office.officer(agency, role).says(sentence)
    assert len(reply.files) == len(names)
    for file, name in zip(reply.files, names, strict=True):
        assert file.name.endswith(name)
        assert file.content
    assert reply.text.splitlines()[0] == understood
    assert not reply.replaces


def test_a_report_without_its_period_asks_which(own_office: Office) -> None:
    reply = own_office.officer("snv", SUPERVISOR).says("cho tôi file word")
    assert not reply.files
    assert [button.value for row in reply.buttons for button in row][:2] == ["report:q1:all", "report:half:all"]


REFUSED = [
    ("stp", OFFICER, "gửi tôi file excel", "dành cho lãnh đạo cơ quan và giám sát"),
    ("stp", OFFICER, "biểu đồ", "dành cho lãnh đạo cơ quan và giám sát"),
    ("stp", HEAD, "file excel của Sở Y tế", "chỉ xem được việc của cơ quan mình"),
    ("stp", HEAD, "biểu đồ toàn tỉnh", "chỉ xem được việc của cơ quan mình"),
]


@pytest.mark.parametrize(("agency", "role", "sentence", "words"), REFUSED)
def test_who_may_not_have_it_is_told_so(
    own_office: Office, agency: str, role: Role, sentence: str, words: str
) -> None:
    reply = own_office.officer(agency, role).says(sentence)
    assert not reply.files
    assert words in reply.text


NO_FILE = [
    "file excel mở kiểu gì trên điện thoại",
    "dự thảo nghị quyết",
    "cho anh xem việc quá hạn",
    "tình hình chung",
]


@pytest.mark.parametrize("sentence", NO_FILE)
def test_what_asks_for_no_file_gets_none(asking_a_file: Asking, sentence: str) -> None:
    for typed in (sentence, without_accents(sentence)):
        assert asking_a_file.ask(Person("snv", SUPERVISOR), MONDAY, typed)["intent"] != "export"
