"""How long each secret, session, question and undo is good for.

How long the registry keeps what has run out is another matter: `data.rules.limits.retention`.
"""

from datetime import timedelta

INVITATION_TERM = timedelta(days=14)
"""The code of an invitation."""
JOIN_REQUEST_TERM = timedelta(days=14)
"""How long the request of somebody without a code can be decided."""
GROUP_CODE_TERM = timedelta(hours=24)
"""How long the code of a group may be typed there."""
MAIL_CODE_TERM = timedelta(minutes=30)
"""The code that confirms a mail address."""

SIGN_IN_LINK_TERM = timedelta(minutes=10)
"""An address that lets an officer into the page."""
MAILED_LINK_TERM = timedelta(days=1)
"""The same in a mail, which waits until it is read."""
SIGN_IN_CODE_TERM = timedelta(days=90)
"""A code on paper that lets an officer into the page."""
DOWNLOAD_TERM = timedelta(minutes=10)
"""A link to a file."""

UNSEEN_SESSION_TERM = timedelta(days=30)
"""An officer's browser that did not show the page for so long has to be let in again."""
SUPERVISOR_SESSION_TERM = timedelta(hours=8)
"""Whoever sees the work of others is let in for a working day."""
STRANGER_SESSION_TERM = timedelta(hours=8)
"""A browser that was opened with an invitation code and is linked to nobody yet."""
UNOPENED_PAGE_TERM = timedelta(days=7)
"""A page that was not opened for longer reaches nobody."""

QUESTION_TERM = timedelta(hours=12)
"""How long a question of the bot can be answered."""
CHOICE_TERM = timedelta(minutes=30)
"""How long the numbered choices of an answer can be made."""
PUSHED_CHOICE_TERM = timedelta(hours=36)
"""The same for a push: a digest of the morning is answered after the day's meetings, or before the next one."""
CONTEXT_TERM = timedelta(minutes=10)
"""How long “còn quý sau?” and “cái thứ hai” are understood after an answer."""

UNDO_TERM = timedelta(minutes=15)
"""How long a change of a duty, or a correction of how the plan was read, can be taken back."""
