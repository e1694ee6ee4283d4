"""Names of elements and attributes of WordprocessingML (ECMA-376 part 1, 17)."""

from docx.oxml.ns import qn

PARAGRAPH, RUN, TABLE, ROW, CELL = map(qn, ("w:p", "w:r", "w:tbl", "w:tr", "w:tc"))
PROPERTIES, ROW_PROPERTIES, CELL_PROPERTIES = map(qn, ("w:pPr", "w:trPr", "w:tcPr"))
RUN_PROPERTIES = qn("w:rPr")
VALUE = qn("w:val")
DELETED = frozenset(map(qn, ("w:del", "w:moveFrom")))
INSERTED = frozenset(map(qn, ("w:ins", "w:moveTo")))
TEXT_BOX = qn("w:txbxContent")
ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
WRAPPERS = frozenset(
    map(
        qn,
        (
            *(
                "w:sdt",
                "w:sdtContent",
                "w:customXml",
                "w:smartTag",
                "w:hyperlink",
                "w:fldSimple",
                "w:ins",
                "w:moveTo",
            ),
            *("w:dir", "w:bdo", "w:ruby", "w:rubyBase"),
        ),
    )
) | {ALTERNATIVES, "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"}
"""Elements that stand around what is shown, and show nothing themselves."""
