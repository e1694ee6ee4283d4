"""Places in the last answer, “việc 1 và 3”, become codes; numbers of days, sections and agencies do not."""

import pytest

from handlers.questions.reading.codes import with_codes_of_places
from tests.handlers.questions.corpus.variants import without_accents

CODES = [f"II.{number}" for number in range(1, 13)]
TYPED = pytest.mark.parametrize("typed", [str, without_accents], ids=["accents", "none"])

BEHIND_A_WORD = [
    ("việc 1 và 3 xong rồi", "II.1, II.3 xong rồi"),
    ("việc 1, 3 xong rồi", "II.1, II.3 xong rồi"),
    ("mục 1, 2 và 4 đã nộp", "II.1, II.2, II.4 đã nộp"),
    ("hoãn việc 1 & 2 tới mai", "hoãn II.1, II.2 tới mai"),
    ("việc 1 và 3: 80%", "II.1, II.3: 80%"),
    ("dòng 2, 3", "II.2, II.3"),
    ("việc 1, 2, 3 ngày nữa nhắc", "II.1, II.2, 3 ngày nữa nhắc"),
    ("mục 1 và 3 phần II xong rồi", ""),
    ("mục 1, 2 và 3 phần II xong rồi", ""),
    ("mục 1 và 3 của phần II xong rồi", ""),
    ("việc 1 và 3 lĩnh vực IV xong rồi", ""),
    ("việc 1 và 3 nhóm IV xong rồi", ""),
    ("việc 1 và việc 3 phần II xong rồi", ""),
    ("hoãn việc 1, 2 ngày nữa nhắc", ""),
    ("hoãn việc 1, 2 tuần nữa nhắc", ""),
    ("hoãn việc 1, 2 giờ nữa nhắc", ""),
    ("hoãn việc 1, 2 hôm nữa nhắc", ""),
    ("hoãn việc 1, 3 tháng nữa nhắc", ""),
    ("việc 1, 10%", ""),
    ("việc 1, 10 %", ""),
    ("việc 1, 10 phần trăm", ""),
    ("việc 1, 2 huyện chưa nộp", ""),
    ("việc 1, 12/KH-UBND", ""),
    ("việc 1 và 30 xong", ""),
]


@TYPED
@pytest.mark.parametrize("replied", [True, False], ids=["reply", "after"])
@pytest.mark.parametrize(("said", "meant"), BEHIND_A_WORD, ids=[row[0] for row in BEHIND_A_WORD])
def test_several_places_behind_a_word(said: str, meant: str, replied: bool, typed: type[str]) -> None:
    assert with_codes_of_places(typed(said), CODES, replied=replied) == typed(meant or said)


IN_A_REPLY = [
    ("2", "II.2"),
    ("2.", "II.2"),
    ("1, 3", "II.1, II.3"),
    ("2 xong rồi", "II.2 xong rồi"),
    ("2 xong, 12/KH-UBND 20/2", "II.2 xong, 12/KH-UBND 20/2"),
    ("số 2 xong", "II.2 xong"),
    ("1, 3 và 4 xong", "II.1, II.3, II.4 xong"),
    ("2 rồi", "II.2 rồi"),
    ("2 còn chờ ký", "II.2 còn chờ ký"),
    ("2 vẫn chưa xong", "II.2 vẫn chưa xong"),
    ("2 có văn bản rồi", "II.2 có văn bản rồi"),
    ("2 chưa", "II.2 chưa"),
    ("2 đang làm", "II.2 đang làm"),
    ("2 đã nộp", "II.2 đã nộp"),
    ("2 đạt 60%", "II.2 đạt 60%"),
    ("2 60%", "II.2 60%"),
    ("2: 60 phần trăm", "II.2 60 phần trăm"),
    ("2, 10%", "II.2 10%"),
    ("2 12/KH-UBND 20/2", "II.2 12/KH-UBND 20/2"),
    ("2 số 12/KH-UBND 20/2", "II.2 số 12/KH-UBND 20/2"),
    ("2 xin gia hạn đến 20/3", "II.2 xin gia hạn đến 20/3"),
    ("2 huyện xong rồi", ""),
    ("2 xã chưa nộp", ""),
    ("2 sở đã nộp", ""),
    ("2 cơ quan xong rồi", ""),
    ("2 đơn vị chưa xong", ""),
    ("2 văn bản đã ký", ""),
    ("2 giờ nữa nhắc lại", ""),
    ("2 ngày nữa nhắc lại", ""),
    ("2, 3 ngày nữa nhắc lại", ""),
    ("2 tuần nữa xong", ""),
    ("2 người làm rồi", ""),
    ("2 phần trăm", ""),
    ("2 báo cáo xong rồi", ""),
    ("2 con dấu", ""),
    ("2 phòng đang làm", ""),
    ("2 lần rồi", ""),
    ("2 xongg", ""),
    ("2% thôi", ""),
    ("15/3 xong", ""),
    ("2,5 giờ nữa nhắc", ""),
]


@TYPED
@pytest.mark.parametrize(("said", "meant"), IN_A_REPLY, ids=[row[0] for row in IN_A_REPLY])
def test_a_number_at_the_beginning_of_a_reply(said: str, meant: str, typed: type[str]) -> None:
    assert with_codes_of_places(typed(said), CODES, replied=True) == typed(meant or said)


@pytest.mark.parametrize("said", [said for said, meant in IN_A_REPLY if meant])
def test_a_bare_number_is_no_place_but_in_a_reply(said: str) -> None:
    assert with_codes_of_places(said, CODES, replied=False) == said
