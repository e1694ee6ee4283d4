"""Recognise the provinces of Viet Nam by their names: a plan is read with the agencies of its own province alone."""

from datetime import date

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
"""The 63 until 30/06/2025, which include those of today, and "Huế", as Thừa Thiên Huế is called since: 64 names."""

LAST_DAY_OF_63 = date(2025, 6, 30)
"""Nghị quyết 202/2025/QH15: since the next day there are 34."""

_ENDED = frozenset({
    "Bà Rịa - Vũng Tàu", "Bắc Giang", "Bắc Kạn", "Bạc Liêu", "Bến Tre", "Bình Dương", "Bình Phước", "Bình Thuận",
    "Bình Định", "Hà Giang", "Hà Nam", "Hải Dương", "Hậu Giang", "Hòa Bình", "Kiên Giang", "Kon Tum", "Long An",
    "Nam Định", "Ninh Thuận", "Phú Yên", "Quảng Bình", "Quảng Nam", "Sóc Trăng", "Thái Bình", "Thừa Thiên Huế",
    "Tiền Giang", "Trà Vinh", "Vĩnh Phúc", "Yên Bái", "Đắk Nông",
})  # fmt: skip
"""Names that no province has had since 01/07/2025."""

_PREFIXES = ("tinh ", "thanh pho ", "tp. ", "tp ")
_BY_NAME = {fold(name): name for name in PROVINCES}


def find_province(name: str, day: date | None = None) -> str | None:
    """Return the province of this name, with or without "tỉnh" or "thành phố"; None for any other name.

    With a `day` (Viet Nam) only a province of that day: since 2025 phường Thái Bình is in tỉnh Hưng Yên.
    """
    folded = fold(name)
    for prefix in _PREFIXES:
        folded = folded.removeprefix(prefix)
    found = _BY_NAME.get(folded)
    return None if day and day > LAST_DAY_OF_63 and found in _ENDED else found


def refuse_other_province(place: str, day: date | None, directory: Directory) -> None:
    """Refuse a plan that was issued on `day` in another province than the directory is of.

    `place` is the province or commune that the plan's head names; a commune's plan is never refused.
    Raises PlanUnreadable("other_province").
    """
    province = find_province(place, day)
    if province and directory.province and province != directory.province:
        raise PlanUnreadable("other_province", province)
