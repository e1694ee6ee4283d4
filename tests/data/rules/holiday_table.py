"""Prints the table of holidays anew: `python -m tests.data.rules.holiday_table >data/rules/tables/holidays.py`.

For an upgrade of `holidays` that knows more: `tests/data/rules/test_holiday_table.py` tells when.
"""

from textwrap import wrap

import holidays

FIRST, LAST = 2015, 2045
_HEAD = '''"""Public holidays of Viet Nam, as the `holidays` library has them, which takes 19 MB.

Written by `python -m tests.data.rules.holiday_table`; a test compares. A year is a list of "MMDD:name" for days off,
and of "MMDD+" for Saturdays worked in exchange for one.
"""
'''


def render() -> str:
    """Return the module."""
    years = {year: holidays.country_holidays("VN", years=year, language="vi") for year in range(FIRST, LAST + 1)}
    names = list(dict.fromkeys(name for found in years.values() for _, name in sorted(found.items())))
    lines = [_HEAD, "NAMES = (", *(f'    "{name}",' for name in names), ")", "", "YEARS = {"]
    for year, found in years.items():
        worked = [day for day in sorted(found.weekend_workdays) if day.year == year]
        days = [f"{day:%m%d}:{names.index(name)}" for day, name in sorted(found.items())]
        told = wrap(" ".join([*days, *(f"{day:%m%d}+" for day in worked)]), 100)
        lines += [f'    {year}: "{told[0]}"' + ("," if len(told) == 1 else "")]
        lines += [f'    " {line}"' + ("," if line is told[-1] else "") for line in told[1:]]
    return "\n".join([*lines, "}", ""])


if __name__ == "__main__":
    print(render(), end="")
