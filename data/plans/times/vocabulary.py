"""List the words of "Thời gian thực hiện" as patterns for folded text (lower case, no accents, "-" for dashes).

Folding loses the tones, so a pattern that meets a common word with other tones excludes it: "quy" is a quarter in
"theo quý" and not in "theo quy định".
"""

import re

from data.text.dates import numeric_date, without_names, worded_date

YEAR = r"(?:19|20|21)\d\d"
YEAR_WRITTEN = re.compile(rf"(?<!\d){YEAR}(?!\d)|\d/\d{{2}}(?!\d)")

QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "mot": 1, "hai": 2, "ba": 3, "tu": 4, "bon": 4}
COUNTS = {"ba": 3, "sau": 6, "chin": 9}
"""Numbers that are not written in digits: of a quarter, of the months that have passed."""

_NUMBER = r"(?:\d+ ?/ ?(?:\d{4}/)?(?!nam\b|quy\b|thang\b|lan\b)[a-z]|\d{1,4}-[a-z]+/[a-z])[a-z0-9/&-]*"
_NUMERIC = numeric_date(marks="/-", year=r"\d{4}", year_required=True)
_ISSUE_DATE = without_names(f"(?:{_NUMERIC}|{worded_date(year_required=True)})")
DOCUMENT = re.compile(rf"(?<!\w){_NUMBER}(?: ngay {_ISSUE_DATE})?")
"""A document's number and date, "135/KH-UBND ngày 12/10/2023": never a deadline."""

ROUND_THE_CLOCK = re.compile(r"(?<![\d/])(?<!y )(?:24/7|24/24)(?![\d/])")

ROUNDS = re.compile(r"\b\d{1,2} dot ?/ ?nam\b(?=.{0,80}\d)")
"""How many rounds there are in a year, where the day of each is told behind it."""

_WEEKDAY = r"(?:chu nhat|thu (?:hai|ba|tu|nam|sau|bay|[2-7]))"
BEFORE = re.compile(
    r"\btruoc(?: thoi diem| moc| cac)?(?: (?:(?:buoi )?sang|gio hanh chinh|(?:ngay )?le))?"
    rf"(?: {_WEEKDAY}[ ,(]{{0,2}})? ?$"
)
FROM = re.compile(r"(?:\bbat dau(?: tu)?|(?<!dau )(?<!thu )\btu|(?<!thu )\bsau)(?: khoang)? ?$")
UNTIL = re.compile(r"\b(?:den|toi)(?: het)? ?$")
LEAD = re.compile(
    r"\b(?:truoc|cham nhat(?: la| den)?(?: truoc)?|den|tu nay den|(?<!dau )tu|giai doan)(?: thoi diem)? ?$"
)
"""Words that belong to a deadline's label, "Trước ngày 15/12"."""

NAMED_DAY = re.compile(
    r"^(?: ?[:(]? ?(?:(?:bao cao|gui|nop|xong|hoan thanh|thuc hien) ){0,2}"
    r"(?:truoc|(?:cham|muon) nhat(?: la)?|vao|la|den|khong muon hon)? ?(?:ngay )?"
    r"|[,;] (?:truoc|(?:cham|muon) nhat(?: la)?|khong muon hon) (?:ngay )?)$"
)
"""Between a period and the day by which it is due: "Quý I trước 15/3", "6 tháng: ngày 15/6"."""

REPORTED = re.compile(r"\b(?:bao cao|gui|nop|so ket|tong ket|thong ke)\b")
"""What is done of a period in the month after it."""

ANEW = re.compile(r"[,;]|\b(?:hoan thanh|xong|thuc hien)\b")
"""Between a period and a day, what may begin another step."""

VISION = re.compile(r"\b(?:tam nhin|dinh huong)(?: den)? ?$")
RANGE = re.compile(r"^ ?(?:-|(?:cho )?(?:den|toi)(?: het| truoc)?) ?$")
LIST = re.compile(r"^ ?(?:,|;|va|hoac|&|\+) ?$")

NEXT_YEARS = re.compile(r"(?:\bva|,) (?:cac|nhung|moi) nam (?:tiep theo|sau|ke tiep|tiep)\b")
OPEN_TAIL = re.compile(
    r"thuong xuyen|lien tuc|neu co|nam tiep theo|nhung nam sau|mo rong|sau thi diem|\bva (?:duy tri|van hanh)\b"
)
"""Something goes on after the dated part, without a date of its own."""

EVENT = re.compile(
    r"\bmua (?:kho|mua|bao|lu|he|dong|xuan|thu|vu|nang|nuoc|le|tuyen|le hoi|cao diem)\b"
    r"|\bvu (?:dong|he|xuan|mua|thu)\b"
    r"|\b(?:trong|vao|dip|truoc|ngay|le|sau|ky|ket thuc) he\b|^he\b|\bnghi he\b"
    r"|\bky (?:hop|thi)\b|\bdai hoi\b|\b(?:khai|be) giang\b|\ble hoi\b|\bgiao quan\b|\bbau cu\b"
)
"""Something whose day the words do not tell, though they may name its year: "mùa khô năm 2026"."""

_OF_DAY = (
    rf"(?:(?:(?:buoi )?(?:sang|trua|chieu|toi)|luc|gio(?: hanh chinh)?|(?:ngay )?le|{_WEEKDAY})[ ,(]{{1,3}}){{0,2}}"
)
"""Words between "trước" and its day that tell no other: "trước sáng thứ Sáu, ngày 19/6"."""
_TO_A_POINT = _OF_DAY + r"(?:#|thoi diem\b|moc\b|cac\b|het\b|cuoi\b|dau\b|giua\b|\d{1,2} ?(?:h|g|gio)\b|\d{1,2}h\d\d)"
BEFORE_SOMETHING = re.compile(
    rf"(?<!nam )(?<!quy )(?<!thang )(?<!ky )(?<!tuan )\btruoc "
    rf"(?!{_TO_A_POINT}|mat\b|thoi han\b|han\b|day\b|tien do\b)"
)
"""A "trước" that no day follows, in a text with its points blanked out."""

FINISHING = re.compile(r"hoan thanh|hoan thien|ket thuc|bao cao|ban hanh|truoc|cham nhat|khong muon|xong\b")
VAGUE = re.compile(r"\b(?:khoang|du kien|co the|phan dau|hoac)\b")

CONTINUOUS = re.compile(r"thuong xuyen|lien tuc|quanh nam|ca nam\b|suot nam|thuong nhat|24/7|24/24|moi luc")
TOO_OFTEN = re.compile(r"\b(?:hang|moi|tung) (?:ngay|tuan)\b|lan ?/ ?(?:ngay|tuan)|(?:ngay|tuan) ?/ ?lan")

_COUNTED = (
    r"(?<![/\d])\d{1,3} ?(?:ngay|thang|tuan)(?: lam viec)?,? (?:sau|ke tu|tinh tu|tu khi|tu ngay)\b"
    r"|\d ?nam,? (?:sau khi|ke tu|tinh tu)\b"
)
COUNTED_FROM_EVENT = re.compile(_COUNTED)
EXTERNAL = re.compile(
    r"\b(?:sau khi|khi co|khi phat sinh|khi duoc|truoc khi|ngay khi|tuy theo|can cu|theo|ke tu (?:ngay|khi))\b"
    rf"|^khi\b|{_COUNTED}"
)
CONDITION = re.compile(r"\b(?:sau khi|khi (?:co|duoc|phat sinh)|theo tien do|tuy theo)\b")
FOLLOWS_ANOTHER = re.compile(
    r"^(?:thuc hien |trien khai )?theo (?:ke hoach|lo trinh|tien do|huong dan|chi dao|yeu cau|chuong trinh|van ban)\b"
)

_NO_QUARTER = r"(?! ?(?:i{1,3}|iv|v|[1-9]|dinh|che|trinh|hoach|mo|luat|uoc|pham|tac|cach)\b)"
_NOT_A_SPAN = r"(?<!trong )(?<!gian )(?<!vong )\b"
_NOT_COUNTED = r"(?! ?(?:\d|(?:dau|cuoi|sau|ke tu|tinh tu|tu|lam) ))"
_ONCE = r"(?: ?/ ?| (?:0?1|mot) )lan"
PERIODS: dict[str, re.Pattern[str]] = {
    "month": re.compile(
        rf"\b(?:hang|moi|tung) thang\b(?! \d{{1,2}} ?(?:[/-]|nam \d))"
        r"|\b(?:theo|dinh ky) thang\b(?! \d)|lan ?/ ?thang"
        rf"|(?<!\d )(?<!\bhai )(?<!\bba )(?<!\bbon )(?<!\bsau )(?<!\bchin )\bthang{_ONCE}|\b0?1 thang{_ONCE}"
    ),
    "quarter": re.compile(
        rf"\b(?:hang|moi|tung) quy\b(?! (?:i{{1,3}}|iv)\b)"
        rf"|\b(?:theo|dinh ky|cuoi|bao cao|0?1|mot|thang dau|cac) quy\b{_NO_QUARTER}"
        rf"|^quy(?= ?[,;/&-])|lan ?/ ?quy\b|\bquy{_ONCE}|\b(?:0?3|ba) thang{_ONCE}"
        r"|\b(?:0?4|bon) lan ?/ ?nam|cuoi ky bao cao"
    ),
    "nine": re.compile(rf"{_NOT_A_SPAN}0?9 thang\b{_NOT_COUNTED}"),
    "half": re.compile(
        rf"{_NOT_A_SPAN}(?:0?6|sau) thang\b{_NOT_COUNTED}|\b0?6 thang{_ONCE}|\b(?:0?2|hai) lan ?/ ?nam"
        r"|\b(?:moi|hang|mot) nam,? (?:0?2|hai) lan\b"
        r"|cuoi ky bao cao"
    ),
    "year": re.compile(
        r"\b(?:hang|moi|tung|dinh ky) nam\b|\bnam ?/ ?lan|\b(?:0?1|mot) lan ?/ ?nam|\b0?1 nam\b|cuoi ky bao cao"
        rf"|(?:,|;|/|&|-|\bva) ?(?:bao cao |tong ket )?(?:ca |cuoi )?nam\b(?! (?!{YEAR})\d)"
    ),
}
"""Words that say how often something recurs; "cuối kỳ báo cáo" means the four reports of a year."""

REPEATED = re.compile(
    rf"\btheo (?:thang|quy{_NO_QUARTER})\b|"
    r"\b(?:hang|moi|tung) (?:thang|quy|nam)\b|\bdinh ky\b|/ ?(?:lan|thang|quy|nam)\b"
    r"|\b(?:0?1|mot) lan\b|cuoi (?:ky bao cao|quy)\b|\bdau quy (?:sau|tiep)"
)
"""Words that say "again and again"; periods without them may be no more than names of reports."""

NEXT_PERIOD = re.compile(r"\b(?:thang|quy) (?:sau|tiep theo|ke tiep|tiep)\b")
"""The report of a period is due in the month after it."""
