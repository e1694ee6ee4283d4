"""Update of the catalogues and of the labels of buttons from the messages in the code: `make catalogue`.

New messages are added without a translation, which a person then writes; unused ones are deleted.
"""

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from jinja2 import Environment, nodes

from handlers.locales import DOMAIN

_HERE = Path(__file__).parent
_HANDLERS = _HERE.parent
LABELS = _HANDLERS / "views" / "base" / "button_labels.txt"

_LABEL_LETTERS = 40
_SHORT_FIELDS = {"code", "count", "number", "percent", "year"}
"""Fields of labels that nothing but a code or a number fills: with a name in it, a label could be any sentence."""


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


def collect_labels() -> list[str]:
    """Return the labels of all buttons, in the order of the alphabet, but for those with names in them."""
    found: set[str] = set()
    for path in sorted(_HANDLERS.rglob("*.py")):
        found.update(extract_labels(path.read_text(encoding="utf-8")))
    return sorted(label for label in found if _fields(label) <= _SHORT_FIELDS)


def extract_labels(source: str) -> Iterator[str]:
    """Yield every message that is, or may become, the label of a button made by `button` in a Python source.

    A label that was chosen before is any short message of the function or the table that it was chosen from.
    """
    tree = ast.parse(source)
    tables = {
        target.id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Name)
    }
    for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
        for call in ast.walk(function):
            match call:
                case ast.Call(ast.Name("button"), [label, *_]):
                    named = {node.id for node in ast.walk(label) if isinstance(node, ast.Name)}
                    yield from [*_literals(label)] or filter(_may_be_label, _literals(function))
                    for name in named & tables.keys():
                        yield from _literals(tables[name])


def _literals(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Call(ast.Name("_" | "marked"), [ast.Constant(str(message))]):
                yield message


def _may_be_label(message: str) -> bool:
    """Return whether a message is short and no whole sentence."""
    return len(message) <= _LABEL_LETTERS and not message.rstrip().endswith((".", ":", ",", "?"))


def _fields(message: str) -> set[str | None]:
    return {field for _text, field, _spec, _conversion in Formatter().parse(message) if field is not None}


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
    LABELS.write_text("\n".join([*collect_labels(), ""]), encoding="utf-8")
