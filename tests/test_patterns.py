"""No text stops the program: every pattern of it takes its time with what its own alphabet can bring, and no more."""

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from types import ModuleType
from typing import Any

import pytest

import bot
import data
import handlers
import scheduler
from handlers.dispatch.routes import BUTTONS
from tests.pumping import runs_away

ALL_LOOKS = ("search", "fullmatch")

STAND_FOR: dict[str, list[dict[str, object]]] = {
    "handlers.base.callback_data.codec": [
        {"self": field.codec} for route in BUTTONS for field in route.payload.written_fields
    ],
    "data.plans.head": [{"name": "Thái Bình"}],
    "handlers.questions.guessing.unmeant.verbs": [{"words": "(?:khong|chua)", "verbs": "nhac|don doc"}],
    "handlers.questions.guessing.requests": [{"said": ["nhac", "don doc"]}],
    "bot.log_redaction": [{"known": ["mật khẩu", "1:abc"]}],
}
"""What the names stand for of which a function puts a pattern together."""


@pytest.mark.parametrize("room", [bot, handlers, scheduler, data], ids=lambda room: str(room.__name__))
def test_no_pattern_runs_away(room: ModuleType) -> None:
    slow = {where: text for where, (pattern, uses) in _patterns(room).items() if (text := runs_away(pattern, uses))}
    assert slow == {}


def test_every_room_has_its_patterns_looked_at() -> None:
    """Those of tables, of buttons and of functions among them."""
    found = {pattern.pattern for room in (bot, handlers, data) for pattern, _uses in _patterns(room).values()}
    assert {r"[^\W\d_]+", r"\d{1,9}", r"(?<![\s/-])\s+(?=[/-])|(?<=[/-])\s+", r"(?:hom kia)(?![\w/%])"} <= found
    assert any("Thái\\ Bình" in str(pattern) for pattern in found)
    assert any("mật\\ khẩu" in str(pattern) for pattern in found)


@pytest.mark.parametrize(
    "pattern",
    [
        r"(?:(?:xin|den|ngay)\b\s*:?\s*)*\d",  # blanks in two ways, once for each word
        r"^(?:van ban)?\s*(?:so)?\s*:?\s*(\d+)$",  # three runs of blanks side by side
        r"(a+)+b",
        r"(?:\w+ ?)*:",
        r"x(?:a|ab|b)*c",
        r"(?:\d+[.,]?)+%",
        r"ngày\s*\s*\s*\d",
        r"(?<=: )(?:[^;]*,)*$",
        r"\s*([/-])\s*",  # quadratic where it is searched for: from each blank all others
    ],
)
def test_a_pattern_that_runs_away_is_found(pattern: str) -> None:
    # A machine that is busy with something else can hide how fast the time grows, but not three times.
    assert any(runs_away(re.compile(pattern)) for _again in range(3))


def test_how_a_pattern_is_used_is_known() -> None:
    assert _uses(import_module("bot.settings.values"), "_TOKEN") == {"fullmatch"}
    assert "search" in _uses(import_module("handlers.questions.reading.reports.several_reports"), "_BETWEEN")
    assert _uses(import_module("data.plans.body"), "_HEADINGS") == {*ALL_LOOKS}, "a table"


def _patterns(room: ModuleType) -> dict[str, tuple[re.Pattern[Any], set[str]]]:
    """Where each pattern of a room stands, each once, and how it is used."""
    found: dict[tuple[Any, int], tuple[str, re.Pattern[Any], set[str]]] = {}
    for name in (module.name for module in walk_packages(room.__path__, f"{room.__name__}.")):
        if name.startswith(("bot.__main__", "data.migrations")):
            continue
        module = import_module(name)
        held = [
            (pattern, _uses(module, key) if pattern is value else {*ALL_LOOKS})
            for key, value in vars(module).items()
            if key[:2] != "__"
            for pattern in _held(value)
        ]
        for pattern, uses in (*held, *_written(module)):
            place = f"{name}: {pattern.pattern!r}"
            found.setdefault((pattern.pattern, pattern.flags), (place, pattern, set()))[2].update(uses)
    return {place: (pattern, uses) for place, pattern, uses in found.values()}


def _uses(module: ModuleType, name: str) -> set[str]:
    """How a module uses a pattern that it has by that name: from the beginning of a text, or anywhere in it.

    What is handed on may be used in any way.
    """
    source = Path(str(module.__file__)).read_text(encoding="utf-8")
    used = re.findall(rf"(?<![\w.]){name}\b(?:\.(\w+)\()?", source)
    defined = len(re.findall(rf"^(?:{name}\b.*=|from .* import .*\b{name}\b|    {name},$)", source, re.MULTILINE))
    if used.count("") > defined:
        return {*ALL_LOOKS}
    return _kinds_of(how for how in used if how)


def _kinds_of(methods: Iterable[str]) -> set[str]:
    methods = {*methods}
    if "compile" in methods:
        return {*ALL_LOOKS}
    return {how if how in ("match", "fullmatch") else "search" for how in methods}


def _held(value: object, depth: int = 5) -> Iterator[re.Pattern[Any]]:
    """Those that a module, or a table in it, holds."""
    if isinstance(value, re.Pattern):
        yield value
    elif depth and isinstance(value, dict | tuple | list | set | frozenset):
        inner = (*value, *value.values()) if isinstance(value, dict) else value
        yield from (pattern for one in inner for pattern in _held(one, depth - 1))
    elif depth and is_dataclass(value) and not isinstance(value, type):
        yield from (pattern for one in fields(value) for pattern in _held(getattr(value, one.name), depth - 1))


def _written(module: ModuleType) -> Iterator[tuple[re.Pattern[Any], set[str]]]:
    """Those that its functions name or put together; NameError for what `STAND_FOR` does not know."""
    parsed = ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))
    functions = [node for node in ast.walk(parsed) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    for call in (node for function in functions for node in ast.walk(function) if isinstance(node, ast.Call)):
        if ast.unparse(call.func) in {f"re.{name}" for name in re.__all__ if name not in ("escape", "purge")}:
            said = compile(ast.Expression(call.args[0]), str(module.__file__), "eval")
            for names in STAND_FOR.get(module.__name__, [{}]):
                yield re.compile(eval(said, {**vars(module), **names})), _kinds_of([ast.unparse(call.func)[3:]])
