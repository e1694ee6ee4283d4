"""Update of the catalogues from the messages in the code: `make catalogue`.

New messages are added without a translation, which a person then writes; unused ones are deleted.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from jinja2 import Environment, nodes

from handlers.locales import DOMAIN

_HERE = Path(__file__).parent
_HANDLERS = _HERE.parent


def collect_messages() -> Catalog:
    """Collect every message of the handlers, with the files it stands in. Raises ValueError as `extract_messages`
    does.
    """
    found = Catalog(domain=DOMAIN)
    for pattern, extract in (("*.py", extract_messages), ("*.html", extract_of_template)):
        for path in sorted(_HANDLERS.rglob(pattern)):
            place = path.relative_to(_HANDLERS.parent).as_posix()
            for message in extract(path.read_text(encoding="utf-8")):
                found.add(message, locations=[(place, 0)])
    return found


def extract_of_template(source: str) -> Iterator[str]:
    """Yield every literal given to `_` in a template, in its order. Raises ValueError as `extract_messages` does."""
    for call in Environment(autoescape=True).parse(source).find_all(nodes.Call):
        match call:
            case nodes.Call(node=nodes.Name(name="_"), args=[nodes.Const(value=str(message))]):
                yield message
            case nodes.Call(node=nodes.Name(name="_")):
                raise ValueError(f"line {call.lineno}: never translated")


def extract_messages(source: str) -> Iterator[str]:
    """Yield every literal given to `_` or `marked` in a Python source, in its order.

    `_` may also be given an entry of a table, whose own messages are marked. Raises ValueError, with the line, for
    anything else: it would never be translated. Read from the syntax tree, because Babel's extraction skips such a
    message silently and, before Python 3.12, one inside the braces of an f-string.
    """
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    for call in sorted(calls, key=lambda node: (node.lineno, node.col_offset)):
        match call:
            case ast.Call(ast.Name("_" | "marked"), [ast.Constant(str(message))]):
                yield message
            case ast.Call(ast.Name("_"), [ast.Subscript() | ast.Attribute()]):
                continue
            case ast.Call(ast.Name("_" | "marked")):
                raise ValueError(f"line {call.lineno}: never translated: {ast.unparse(call)}")


def refresh(path: Path) -> None:
    """Write a catalogue again, with exactly the messages that are in the code now."""
    with path.open("rb") as source:
        catalogue = read_po(source, locale=path.parent.name)
    now_said = collect_messages()
    now_said.creation_date = catalogue.creation_date
    catalogue.update(now_said, no_fuzzy_matching=True)
    with path.open("wb") as target:
        write_po(target, catalogue, width=118, sort_by_file=True, ignore_obsolete=True, include_lineno=False)


if __name__ == "__main__":
    for catalogue_path in sorted(_HERE.glob(f"*/{DOMAIN}.po")):
        refresh(catalogue_path)
