"""Know the provinces of Viet Nam by their names: a plan is read with the agencies of its own province alone."""

from data.errors import PlanUnreadable
from data.plans.agencies.directory import Directory
from data.text import fold

SHIPPED_PROVINCE = "Thái Bình"
"""The province whose agencies of 2024 are shipped with plan 175."""

PROVINCES = (
    "An Giang", "Bà Rịa - Vũng Tàu", "Bắc Giang", "Bắc Kạn", "Bạc Liêu", "Bắc Ninh", "Bến Tre", "Bình Định",
    "Bình Dương", "Bình Phước", "Bình Thuận", "Cà Mau", "Cần Thơ", "Cao Bằng", "Đà Nẵng", "Đắk Lắk", "Đắk Nông",
    "Điện Biên", "Đồng Nai", "Đồng Tháp", "Gia Lai", "Hà Giang", "Hà Nam", "Hà Nội", "Hà Tĩnh", "Hải Dương",
    "Hải Phòng", "Hậu Giang", "Hồ Chí Minh", "Hòa Bình", "Huế", "Hưng Yên", "Khánh Hòa", "Kiên Giang", "Kon Tum",
    "Lai Châu", "Lâm Đồng", "Lạng Sơn", "Lào Cai", "Long An", "Nam Định", "Nghệ An", "Ninh Bình", "Ninh Thuận",
    "Phú Thọ", "Phú Yên", "Quảng Bình", "Quảng Nam", "Quảng Ngãi", "Quảng Ninh", "Quảng Trị", "Sóc Trăng", "Sơn La",
    "Tây Ninh", "Thái Bình", "Thái Nguyên", "Thanh Hóa", "Thừa Thiên Huế", "Tiền Giang", "Trà Vinh", "Tuyên Quang",
    "Vĩnh Long", "Vĩnh Phúc", "Yên Bái",
)  # fmt: skip
"""The 63 of before; the 34 of today are among them, and Huế."""

_LEVELS = ("tinh ", "thanh pho ", "tp. ", "tp ")
_BY_NAME = {fold(name): name for name in PROVINCES}


def find_province(name: str) -> str | None:
    """Return the province of this name, with or without "tỉnh" or "thành phố"; None for any other name."""
    folded = fold(name)
    for level in _LEVELS:
        folded = folded.removeprefix(level)
    return _BY_NAME.get(folded)


def refuse_other_province(place: str, directory: Directory) -> None:
    """Refuse a plan that was issued in another province than the directory is of.

    A commune's plan names the commune: it is of no other province. Raises PlanUnreadable("other_province").
    """
    province = find_province(place)
    if province and directory.province and province != directory.province:
        raise PlanUnreadable("other_province", province)
