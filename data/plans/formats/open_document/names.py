"""Names of elements and attributes of OpenDocument (ODF 1.3 part 3)."""

_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_SPACES = {name: f"{{{_OASIS}:{name}:1.0}}" for name in ("text", "table", "office", "style")} | {
    "draw": f"{{{_OASIS}:drawing:1.0}}",
    "fo": f"{{{_OASIS}:xsl-fo-compatible:1.0}}",
    "svg": f"{{{_OASIS}:svg-compatible:1.0}}",
    "xml": "{http://www.w3.org/XML/1998/namespace}",
    "calcext": "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}",
}


def name(short: str) -> str:
    """Return a name as the parser gives it: "text:p" with the address of its space."""
    space, _, local = short.partition(":")
    return _SPACES[space] + local


PARAGRAPH, HEADING, LIST, LIST_ITEM = map(name, ("text:p", "text:h", "text:list", "text:list-item"))
TABLE, ROW, CELL, COVERED = map(
    name, ("table:table", "table:table-row", "table:table-cell", "table:covered-table-cell")
)
COLUMN = name("table:table-column")
TEXT_BOX, FRAME = name("draw:text-box"), name("draw:frame")
STYLE_NAME = name("text:style-name")
ROW_WRAPPERS = frozenset(
    map(name, ("table:table-header-rows", "table:table-rows", "table:table-row-group", "table:table-columns",
               "table:table-header-columns", "table:table-column-group"))
)  # fmt: skip
FLOW_WRAPPERS = frozenset(
    map(name, ("text:section", "text:table-of-content", "text:index-body", "text:index-title", "text:user-index",
               "text:illustration-index", "text:table-index", "text:numbered-paragraph", "text:list-header"))
)  # fmt: skip
"""Elements that stand around paragraphs and tables, and show nothing themselves."""
CHANGES = frozenset(map(name, ("text:change", "text:change-start")))
"""Marks of tracked changes: what was deleted stands elsewhere, what was inserted in its place."""
UNSHOWN = frozenset(
    map(name, ("office:annotation", "office:annotation-end", "text:note", "text:hidden-text", "text:ruby-text",
               "text:hidden-paragraph"))
)  # fmt: skip
