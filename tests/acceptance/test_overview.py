"""/tonghop on the phone: one message that turns into the next page, and pictures that are shown."""

from collections.abc import Callable
from io import BytesIO

from PIL import Image

from data.enums import Role
from tests.acceptance.house import PATIENCE, House
from tests.loopback.chats import Message


def saying(words: str) -> Callable[[Message], bool]:
    return lambda message: words in message.text


def called(name: str) -> Callable[[Message], bool]:
    return lambda message: message.file_name == name


def test_going_down_to_a_card_and_back_edits_one_message(house: House) -> None:
    supervisor = house.enrol_officer(2, "snv", Role.SUPERVISOR)
    with house.running():
        supervisor.says("/tonghop")
        first = supervisor.wait_for_message(saying("Hoàn thành đúng hạn"), PATIENCE)
        for button, shown in (
            ("Theo lĩnh vực", "II. Cải cách thể chế"),
            ("II", "Lĩnh vực II. Cải cách thể chế"),
            ("Theo nhiệm vụ", "II.3  KH kiểm tra"),
            ("II.3", "Cơ quan thực hiện: Sở Tư pháp"),
            ("‹ Danh sách", "II.3  KH kiểm tra"),
            ("‹ Trở lại", "Lĩnh vực II. Cải cách thể chế"),
            ("‹ Theo lĩnh vực", "I. Công tác chỉ đạo"),
            ("‹ Tổng hợp", "Quá hạn nhiều nhất"),
        ):
            supervisor.taps(button)
            page = supervisor.wait_for_message(saying(shown), PATIENCE)
            assert page.message_id == first.message_id


def test_pictures_come_as_photos(house: House) -> None:
    supervisor = house.enrol_officer(2, "snv", Role.SUPERVISOR)
    with house.running():
        supervisor.says("/tonghop")
        supervisor.wait_for_message(saying("Hoàn thành đúng hạn"), PATIENCE)
        supervisor.taps("🖼 Biểu đồ")
        for name in ("tinh-hinh.png", "theo-cap.png", "theo-nhiem-vu.png", "ca-nam.png"):
            photo = supervisor.wait_for_message(called(name), PATIENCE)
            with Image.open(BytesIO(photo.content)) as picture:
                assert (photo.kind, picture.format, picture.width) == ("photo", "PNG", 1080)
