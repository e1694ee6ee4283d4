"""What `nhacviec agency setup` proposes, asked for at the shell where an option does not say it."""

from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from data.enums import OfficeLevel
    from data.plans.agencies.agency_table import TableUnreadable
    from data.plans.agencies.directory import Directory
    from data.plans.agencies.national import Block, Province

_LEVELS = {"1": "province", "2": "commune", "3": "ministry"}
_TABLE_ERRORS = {
    "encoding": "có ký tự không đọc được; lưu lại tệp dạng CSV UTF-8",
    "empty": "không có cơ quan nào",
    "no_name_column": "không có cột tên cơ quan (name hoặc Tên cơ quan); đang có: {words}",
    "name_missing": "thiếu tên cơ quan",
    "code_twice": "mã “{words}” đã có ở dòng trên",
    "name_twice": "tên “{words}” đã có ở dòng trên; hai cơ quan trùng tên thì ghi tên tắt khác nhau",
    "too_long": "nội dung quá dài: “{words}…”",
    "parent_unknown": "không có cơ quan cấp trên “{words}” trong tệp",
    "too_many_cells": "thừa ô “{words}”; nội dung có dấu phân cách thì đặt trong dấu ngoặc kép",
}


def propose(
    level: str, province: str, commune: str, name: str, optional: tuple[str, ...], without: tuple[str, ...]
) -> "Directory":
    """Return the directory of an office. Raises BadParameter (exit status 2) for what is not known."""
    from data.enums import OfficeLevel
    from data.plans.agencies import national

    level = level or _LEVELS.get(_ask("Cấp: 1 cấp tỉnh, 2 cấp xã, 3 đơn vị của bộ"), "")
    if level not in set(OfficeLevel):
        raise typer.BadParameter("cần province, commune hoặc ministry.", param_hint="'--level'")
    if level == OfficeLevel.MINISTRY:
        return national.propose_ministry(name or _ask("Tên bộ hoặc đơn vị"))
    left_out = _read_blocks(OfficeLevel(level), without)
    within = _find_province(province or _ask("Tỉnh, thành phố"))
    if level == OfficeLevel.PROVINCE:
        unknown = set(optional) - {one.code for one in national.list_optional_departments()}
        if unknown:
            raise typer.BadParameter(f"không có sở {', '.join(sorted(unknown))}.", param_hint="'--with'")
        return national.propose_province(within, optional, left_out)
    wanted = commune or _ask("Xã, phường, đặc khu")
    found = national.find_commune(within, wanted)
    if found is None:
        raise typer.BadParameter(f"{within.name} không có “{wanted}”.", param_hint="'--commune'")
    return national.propose_commune(within, found, left_out)


def describe_table_error(error: "TableUnreadable") -> str:
    """Return the sentence for a table that cannot be read, with line and column."""
    said = _TABLE_ERRORS[error.reason].format(words=error.words)
    column = f", cột “{error.column}”" if error.column else ""
    return f"Dòng {error.line}{column}: {said}. Chưa ghi gì."


def _read_blocks(level: "OfficeLevel", names: tuple[str, ...]) -> "tuple[Block, ...]":
    from data.plans.agencies import national

    known = national.list_blocks(level)
    unknown = set(names) - set(known)
    if unknown:
        raise typer.BadParameter(
            f"không có khối {', '.join(sorted(unknown))}; có: {', '.join(known)}.", param_hint="'--without'"
        )
    return tuple(block for block in known if block in names)


def _find_province(words: str) -> "Province":
    from data.plans.agencies import national

    found = national.find_province_named(words)
    if found is None:
        held = ", ".join(one.short_name for one in national.list_provinces())
        raise typer.BadParameter(f"không có tỉnh “{words}”; 34 tỉnh, thành phố: {held}.", param_hint="'--province'")
    return found


def _ask(what: str) -> str:
    answer: str = typer.prompt(what, err=True)
    return answer.strip()
