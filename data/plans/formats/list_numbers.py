"""Numbers of list items as a page shows them: 3, iii, c."""

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_ALPHABET = 26
_HIGHEST_ROMAN = 5000


def roman(number: int) -> str:
    """Return a number as "iv"; in digits where there is none."""
    if not 0 < number < _HIGHEST_ROMAN:
        return str(number)
    written = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        written += sign * count
    return written


def letter(number: int) -> str:
    """Return "a" … "z", then "aa", "bb": so office programs count."""
    if not 0 < number < _ALPHABET * 100:
        return str(number)
    times, place = divmod(number - 1, _ALPHABET)
    return chr(ord("a") + place) * (times + 1)
