"""The words of the questions, as patterns on folded text (lower case, no accents).

Folding loses the tones, so a pattern that meets another common word excludes it: "may" is "mấy" in "mấy việc" and
"máy" in "bộ máy"; "muon" is "muộn" after "nộp" and "muốn" elsewhere.
"""

import re

from handlers.questions.query import Intent, Status

TONES = {"sáu": "6", "ạ": ""}
"""Words that mean something else once their tones are gone, and what is read in their place: "tháng sáu" is not
"tháng sau", and a polite "ạ" is not the asking "à"."""

SHORTHAND = {"ko": "khong", "k": "khong", "hok": "khong", "j": "gi", "dc": "duoc", "nv": "nhiem vu", "r": "roi"}

CODE = re.compile(r"(?<![\w.])((?:[ivxlc]+|tc)\. ?\d+[a-z]?)(?!\w|\.\d)")

_NOT_DENIED = r"(?<!chua )(?<!khong )(?<!chua bi )(?<!khong bi )"

STATUSES = (
    (Status.OVERDUE, rf"{_NOT_DENIED}\b(?:bi )?(?:qua|tre|cham|muon) han\b"),
    (Status.OVERDUE, rf"{_NOT_DENIED}\b(?:bi|nop|lam|dang) (?:tre|cham|muon)\b"),
    (Status.OVERDUE, rf"{_NOT_DENIED}\b(?:viec|nao|gi|bi) (?:tre|cham|muon)$|^tre$"),
    (Status.ALL, r"\bxong (?:het |hay )?chua\b"),
    (Status.OPEN, r"\bchua (?:xong|lam|nop|hoan thanh|bao cao|thuc hien|dat)\b"),
    (Status.DONE, r"(?<!khong )\bda (?:xong|nop|lam|hoan thanh|bao cao|thuc hien)(?: xong)?(?: roi)?\b"),
    (Status.DONE, r"(?<!khong )(?<!gan )(?<!sap )\b(?:lam |nop )?xong(?: roi)?\b|\bhoan thanh roi\b"),
    (Status.OPEN, r"\b(?:con|dang) (?:no|phai nop|phai lam|lai)\b|\bdang (?:lam|thuc hien)\b"),
    (Status.ALL, r"\btat ca\b|(?<!kien )\btoan bo\b"),
)
"""In this order: what an earlier one takes, a later one does not see."""

_WHICH = r"(?:co quan|don vi|so) nao"

INTENTS = (
    (Intent.WHEN, r"\b(?:khi nao|bao gio|luc nao|ngay nao|(?:con )?(?:bao nhieu|may) ngay(?: nua)?)\b"),
    (Intent.WHEN, r"(?<!khong co )(?<!khong )(?<!den )(?<!het )\bhan (?:(?:chot|cuoi|nop)(?: (?:cua|la))?|cua|la)\b"),
    (
        Intent.WHO,
        rf"\b(?:do )?(?:ai|{_WHICH}) (?:la )?(?:chu tri|phu trach|phoi hop|thuc hien|chiu trach nhiem|lam)\b",
    ),
    (Intent.WHO, rf"\b(?:cua|do) (?:ai|{_WHICH})\b"),
    (Intent.COUNT, r"\bbao nhieu(?: phan tram| %)?(?!\w)|(?<!bo )\bmay (?=viec|nhiem vu|bao cao)"),
    (Intent.COUNT, r"\b(?:co|con|no|lam|nop|duoc|phai) may\b"),
    (
        Intent.NEXT,
        r"\b(?:viec|nhiem vu)(?: gi| nao)? (?:tiep theo|ke tiep|tiep|gan nhat)\b|\b(?:tiep theo|ke tiep)\b",
    ),
    (Intent.SUMMARY, r"\b(?:tong hop|tong quan|tinh hinh chung|tinh hinh thuc hien)\b"),
    (
        Intent.HELP,
        r"\b(?:tro giup|huong dan|help|cach dung|(?:ban )?(?:(?:lam|hoi|giup) duoc|biet lam) (?:nhung )?gi)\b",
    ),
    (Intent.LIST, r"\b(?:nhiem vu|(?:dau |phan |cong )?viec|(?:phai |can )?(?:nop|lam|no)) ?(?:gi|nao)?\b"),
    (Intent.LIST, r"\b(?:con|co|den han|toi han) ?(?:nhung |cai )?gi\b|\b(?:den|toi) han\b"),
)
"""Where several are said, the first of them in this order is meant."""

OWN_AGENCY = re.compile(
    r"\b(?:cua )?(?:(?:so|co quan|don vi|ben|huyen|xa|phong|chung|van phong) )?(?:toi|minh|em|chung toi)\b"
    r"|\b(?:co quan|don vi)(?: nay)?(?= (?:con|co|phai|no|da|chua|dang)\b| ?$| ?\|)"
)
"""Whose duties are meant when nobody is named."""

_POLITE = (
    r"anh chi|anh|chi|ad|bot|oi|nhe|nha|voi|giup|xem|hoi|biet|xin|lam on|vui long|muon|liet ke|danh sach|cho"
    r"|nhung|cac|cai|gi|nao|la|thi|con|phai|duoc|trong|vao|o|hay|va|ma|hien|bay gio|dang|the|nhi|ve|cua|den dau|roi"
    r"|nua|co(?= (?:gi|nao|nhung|phai)\b|$)|den(?=$)|khong(?=$)|chua(?=$)|a(?=$)"
)
LEADING = re.compile(rf"^(?:(?:{_POLITE})(?: |$))+")
TRAILING = re.compile(rf"(?:(?:^| )(?:{_POLITE}))+$")
"""Words around a subject that say nothing of it."""

_DOING = r"(?:nop|lam|hoan thanh|bao cao|ban hanh|gui|trinh)"
REPORTED = re.compile(
    rf"\b(?:da (?:duoc )?(?:(?:lam |nop )?xong|{_DOING})(?: xong| het)?(?: roi)?"
    rf"|{_DOING} (?:xong |het )*roi|(?:moi |vua )?(?:lam |nop )?xong(?: het)?(?: roi)?)\b"
)
"""Says that something is done."""

BESIDE_REPORT = re.compile(
    r"\b(?:toi|minh|em|ben toi|ben minh|so toi|so minh|co quan toi|co quan minh|don vi toi|don vi minh|chung toi"
    r"|anh chi oi|bao cao|bao|ghi|danh dau|cap nhat|nhiem vu|viec|hom qua|vua|moi|nhe|nha|roi"
    r"|(?:(?:voi|theo|van ban|cong van|ke hoach) )*(?:so )?\d+[a-z]? ?/ ?[a-z0-9&/-]*[a-z][a-z0-9&/-]*"
    r"(?: ngay \d{1,2}[/.-]\d{1,2}(?:[/.-]\d{4})?)?)(?!\w)"
)
"""All that may stand beside the code and the words of `REPORTED`, the document included. A single other word
("chưa", "ai", "gần", "nếu", "hả") and the sentence is no report."""
