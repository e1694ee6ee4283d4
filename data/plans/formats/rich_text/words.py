"""Control words of RTF by what they mean to a reader of plans."""

SIGNS = {
    "tab": "\t",
    "line": "\n",
    "emdash": "—",
    "endash": "–",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "bullet": "•",
    "emspace": " ",
    "enspace": " ",
    "qmspace": " ",
    "~": "\u00a0",
    "-": "\u00ad",
    "_": "-",
    "\n": "\n",
    "\r": "\n",
    "{": "{",
    "}": "}",
    "\\": "\\",
}
"""Words and signs that stand for letters."""

LEFT_OUT = frozenset(
    (
        "colortbl",
        "stylesheet",
        "info",
        "pict",
        "object",
        "header",
        "headerl",
        "headerr",
        "headerf",
        "footer",
        "footerl",
        "footerr",
        "footerf",
        "footnote",
        "annotation",
        "fldinst",
        "sn",
        "sv",
        "nonshppict",
        "shprslt",
        "nonesttables",
        "upr",
        "xe",
        "tc",
        "template",
        "rxe",
        "txe",
        "pgptbl",
    )
)
"""Groups that no page of the text shows."""
SHOWN_THOUGH_MARKED = frozenset(("shpinst", "ud", "nesttableprops", "listtext", "shptxt"))
"""Groups that older readers may pass over, and that hold what is shown."""
NUMBERS = frozenset(("listtext", "pntext"))
"""Groups that hold the automatic number of a paragraph."""
BOXES = frozenset(("shptxt", "dptxbxtext"))
CODE_PAGES = {163: "cp1258", 2: "cp1252"}
"""Code pages of the charsets of fonts; others are that of the file."""
KNOWN_CODE_PAGES = {1258: "cp1258", 65001: "utf-8"}
