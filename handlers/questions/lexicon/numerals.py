"""Numbers as they are said: in digits, in words, in Roman figures. The patterns read words without accents."""

_UNITS = "mot|hai|ba|bon|nam|sau|bay|tam|chin"
_NUMBERS = {word: number for number, word in enumerate(_UNITS.split("|"), 1)}
_NUMBERS |= {
    said: number
    for number, said in enumerate(["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"], 1)
}
_NUMBERS |= {"tu": 4, "lam": 5, "muoi": 10, "gieng": 1, "chap": 12, "nhat": 1}
_NUMBERS |= {"vai": 7, "may": 7}
"""“Vài ngày” are as many as an icon of the list counts as near."""

NUMBER = rf"(\d{{1,3}}|(?:(?:{_UNITS}) )?muoi(?: (?:{_UNITS}|tu|lam))?|{_UNITS}|vai|may)"
MONTH = (
    r"(\d{1,2}|xii|xi|ix|x|viii|vii|vi|iv|v|i{1,3}|muoi mot|muoi hai|muoi|gieng|chap"
    rf"|(?!nam (?:20|nay|sau|toi|ngoai))(?!sau(?! \d))(?:{_UNITS}|tu))"
)
QUARTER_SAID = r"(iv|i{1,3}|0?[1-4]|nhat|mot|hai|ba|tu|bon)"


def parse_number(said: str) -> int:
    """Return the number written in digits, in words ("hai mươi lăm") or in Roman figures."""
    if said.isdecimal():
        return int(said)
    tens, ten, ones = said.partition("muoi")
    if not ten:
        return _NUMBERS[said]
    return _NUMBERS.get(tens.strip(), 1) * 10 + _NUMBERS.get(ones.strip(), 0)
