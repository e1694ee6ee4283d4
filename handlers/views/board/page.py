"""The frame of every page of the board, and what its templates may use. Templates escape all that they are given."""

from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from babel.numbers import format_decimal
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from data.enums import Role
from data.rules.standing import OWED, Standing
from handlers.base.board.filters import BoardFilter
from handlers.base.board.form import SWITCH
from handlers.base.board.look import Look
from handlers.base.board.paging import PAGE
from handlers.base.messages import Button
from handlers.locales import _, get_language
from handlers.views.account.speaking import other_buttons
from handlers.views.base import formatting, names
from handlers.views.board.work.said import FIELDS, list_saved, speak
from scheduler.statistics.board import COMING_DAYS
from scheduler.statistics.figures import Figures, share

TEMPLATES = Path(__file__).with_name("templates")
_WHOLE = 100


@dataclass(frozen=True, slots=True)
class NavLink:
    """A page in the head of every page. `path` is below the board's own address, `query` what is kept of a filter."""

    path: str
    name: str
    query: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a bar: `at` and `width` in percent of it, the figure it shows, and the name of that."""

    standing: Standing
    name: str
    count: int
    at: float
    width: float


def render(template: str, look: Look, chosen: BoardFilter | None = None, /, **facts: object) -> str:
    """Return a page from its template; `chosen` is what it is about, for the links that keep it."""
    given = {"look": look, "root": look.root, "chosen": chosen or BoardFilter()}
    return _environment().get_template(template).render(given, **facts)


def render_for_nobody(template: str, root: str, /, **facts: object) -> str:
    """Return a page for who is not signed in; `root` leads to the board's own address."""
    return _environment().get_template(template).render(root=root, **facts)


def list_links(look: Look, chosen: BoardFilter) -> list[NavLink]:
    """Return the pages that this officer may open, for the head of each. Those of figures keep what was `chosen` on
    another of them: the plan, level, section and quarter.
    """
    kept = chosen.kept.query()
    duties = NavLink("danh-sach", _("Danh sách việc"), kept)
    found = [NavLink("", _("Tổng quan"), kept), NavLink("xu-ly", _("Chờ xử lý"), kept)]
    found += [NavLink("co-quan", _("Cơ quan"), kept)] if look.agency_id is None else []
    found += [NavLink("nhiem-vu", _("Nhiệm vụ"), kept)]
    office = [
        NavLink("ban-nhap", _("Bản nháp")),
        NavLink("can-bo", _("Cán bộ")),
        NavLink("danh-muc", _("Danh mục")),
        NavLink("nhat-ky", _("Nhật ký")),
    ]
    wall = NavLink("treo-tuong", _("Màn hình treo tường"), kept)
    figures = [*found, duties, wall] if look.sees_figures else [duties]
    return [*figures, *(office if look.me.role is Role.ADMIN else [])]


def list_switches(look: Look) -> list[Button]:
    """Return the buttons by which a page speaks for another agency of its reader; none where they serve one."""
    return [one for row in other_buttons(look.offices) for one in row]


def divide(figures: Figures) -> list[Segment]:
    """Return the parts of a bar that shows figures, in the order in which they are told."""
    parts, at = [], 0.0
    for found in OWED:
        count = figures.of(found)
        width = _WHOLE * count / figures.total if count else 0.0
        if count:
            parts.append(Segment(found, names.standing_name(found), count, round(at, 2), round(width, 2)))
        at += width
    return parts


def describe(figures: Figures) -> str:
    """Return the parts of a bar in words, for who cannot see it."""
    told = [f"{part.name} {part.count}" for part in divide(figures)]
    return ", ".join(told) or _("không có việc nào")


def percent(count: int, whole: int) -> str:
    """Return a share: "43 %"; "–" of nothing."""
    found = share(count, whole)
    return "–" if found is None else f"{found} %"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals.update(
        _=_,
        language=get_language,
        links=list_links,
        switches=list_switches,
        divide=divide,
        coming_days=COMING_DAYS.days,
        describe=describe,
        percent=percent,
        role_name=names.role_name,
        standing_name=names.standing_name,
        Standing=Standing,
        fields=FIELDS,
        page_name=PAGE,
        switch_path=SWITCH,
        speak=speak,
        saved=list_saved,
    )
    environment.filters.update(
        day=formatting.plain_day,
        full_day=formatting.full_day,
        moment=formatting.moment,
        full_moment=formatting.full_moment,
        day_month=formatting.day_month,
        shorten=formatting.shorten,
        number=_with_points,
    )
    return environment


def _with_points(count: int) -> str:
    """Return a number with its thousands apart: "230.000" in Vietnamese."""
    return _written(count, get_language())


@lru_cache(maxsize=4096)
def _written(count: int, language: str) -> str:
    return str(format_decimal(count, locale=language))
