"""Find who leads all tasks under a heading: "Sở Tài chính (04 nhiệm vụ)", "Giao Sở Y tế chủ trì, phối hợp với …"."""

import re

from data.plans.agencies.directory import Directory
from data.plans.table.columns.evidence import looks_like_agency
from data.text import fold_letterwise

_BEFORE = re.compile(
    r"(?:(?:cac |nhung |nhom )*(?:nhiem vu|cong viec|noi dung|de an)(?: cu the)? ?)?"
    r"(?:(?:do|cua|thuoc(?: trach nhiem cua)?|duoc giao cho|duoc giao|giao cho|giao|phan cong cho|phan cong"
    r"|trach nhiem cua|chu tri:?|(?:co quan|don vi) (?:chu tri|thuc hien):?) )+"
)
_COUNT = re.compile(r" ?\([^()]{0,40}(?:nhiem vu|noi dung|viec|de an|van ban)[^()]{0,20}\)$")
_ACT = re.compile(r",? (?:la (?:co quan|don vi) )?(?:chu tri|chiu trach nhiem|thuc hien|trien khai)\b.{0,200}$")
_PARTNERS = re.compile(r"phoi hop(?: thuc hien)?(?: voi)?:? (.{2,160})$")
_LONGEST_BARE = 90


def find_lead(title: str, directory: Directory, *, is_bare: bool) -> tuple[str, str] | None:
    """Return who leads and who takes part as a heading says it, in its words; None where it names nobody.

    A name that the directory does not know counts only where `is_bare`: then nothing else names a lead.
    """
    text = title.strip(" .:;-–")
    folded = fold_letterwise(text)
    before, count, partners = _BEFORE.match(folded), _COUNT.search(folded), ""
    end = count.start() if count else len(text)
    if act := _ACT.search(folded, 0, end):
        if named := _PARTNERS.search(folded, act.start(), end):
            partners = text[named.start(1) : named.end(1)].strip(" .;,")
        end = act.start()
    lead = text[before.end() if before else 0 : end].strip(" .;,:")
    if not lead:
        return None
    found = directory.resolve(lead)
    is_known = bool(found.codes) and not found.unknown
    is_named = is_bare and len(lead) <= _LONGEST_BARE and looks_like_agency(lead)
    return (lead, partners) if is_known or is_named else None
