"""Terms for which the registry keeps what is no record of the office: one for each kind, each a setting."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Retention:
    """The terms of each kind, counted in real days for what came from outside, else in days of the office.

    `updates`: numbers of answered updates and wrong codes. Telegram delivers an update again for a day at most, and a
    chat's wrong codes count for an hour. `conversations`: what a chat was last asked, offered and shown, since then;
    nobody replies to a message of two months ago. `files`: contents of proof files, since their plan was closed; None
    as long as the registry. Names, senders and times of files are records and stay, as do history and audit.
    """

    updates: timedelta = timedelta(days=7)
    conversations: timedelta = timedelta(days=60)
    files: timedelta | None = None


DEFAULT_RETENTION = Retention()
