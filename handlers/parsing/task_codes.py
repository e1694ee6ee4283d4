"""Codes of tasks in folded text: "ii.3", "iv.7b", "tc.2"."""

import re

TASK_CODE = re.compile(r"(?<!\w)(?:[ivxlc]+|tc)\.\d{1,3}[a-z]?(?!\w)")
"""A code as the plan writes it."""
SPACED_TASK_CODE = re.compile(r"(?<!\w)(?:[ivxlc]+|tc)\s?\.\s?\d{1,3}[a-z]?(?!\w)")
"""A code as people type it, with blanks around the dot: "II. 3"."""
