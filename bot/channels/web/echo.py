"""An officer's own message as the chat keeps it: without what bears a mark of secrecy, and without codes."""

from data.text.secrecy_marks import carries_secrecy_mark, name_carries_secrecy_mark
from handlers.base.command_names import JOINING
from handlers.base.messages import Incoming

HIDDEN = "•••"


def is_secret(incoming: Incoming) -> bool:
    """Return whether a message bears a mark of secrecy, in its text or the name of a file: nothing of it is kept."""
    named = any(name_carries_secrecy_mark(file.name) for file in incoming.files)
    return named or carries_secrecy_mark(incoming.text)


def get_shown_text(incoming: Incoming) -> str:
    """Return what the chat shows of the officer's own message."""
    if is_secret(incoming):
        return HIDDEN
    first, _, rest = incoming.text.partition(" ")
    if rest and first.lower() in {f"/{name}" for name in JOINING}:
        return f"{first} {HIDDEN}"
    return "\n".join(filter(None, [*(f"📎 {file.name}" for file in incoming.files), incoming.text]))
