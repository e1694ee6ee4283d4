"""The officers of a rehearsal and their chats, and the recipients of each line of a preview."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import count
from typing import Any

from sqlalchemy import update

from data.enums import Role
from data.models import ChatLink
from data.registry.office import agencies
from data.registry.people import identities
from data.store import Store
from tests.loopback.server import BotApi

STANDING_BODY = "snv"
"""Follows plan 175."""

Line = tuple[str, str, str, str | None, str]
"""Day, agency, task, deadline and stage of a reminder, as preview names it."""


class Seats:
    """Officers in the registry of `store` with a chat each on `api`, linked at `since`. Chats are numbered from 1."""

    def __init__(self, store: Store, api: BotApi, since: datetime) -> None:
        self.store = store
        self._api = api
        self._since = since
        self._numbers = count(1)
        self._chats: dict[tuple[str, Role], list[int]] = defaultdict(list)

    def __len__(self) -> int:
        return sum(map(len, self._chats.values()))

    def take(self, codes: Iterable[str], role: Role) -> list[int]:
        """Enrol one more officer of this role in each of the agencies; return their chats."""
        with self.store.write() as session:
            return [self._take(agencies.find(session, code).id, code, role, session) for code in codes]

    def write_lately(self, now: datetime) -> None:
        """Have everybody written at `now`, so that nobody is asked whether they are still in office."""
        with self.store.write() as session:
            session.execute(update(ChatLink).values(heard_at=now))

    def told(self, preview: Any, external: frozenset[str]) -> set[tuple[Line, int]]:
        """Return each line of a preview with each chat it goes to; `external` are the codes of external tasks."""
        return list_told(preview, external, self._chats)

    def _take(self, agency_id: int, code: str, role: Role, session: Any) -> int:
        chat_id = next(self._numbers)
        self._api.person(chat_id)
        identities.enrol(
            session,
            agency_id=agency_id,
            role=role,
            name=f"Cán bộ {chat_id}",
            channel="telegram",
            chat_id=str(chat_id),
            now=self._since,
        )
        self._chats[code, role].append(chat_id)
        return chat_id


def list_told(
    preview: Any, external: frozenset[str], holders: Mapping[tuple[str, Role], Sequence[int]]
) -> set[tuple[Line, int]]:
    """Return each line of a preview with each of the holders of that agency and role whom it goes to."""
    found = set()
    for one in preview["reminders"]:
        asked = one["stage"] == "ask" and one["task"] in external
        of, roles = (STANDING_BODY, (Role.OFFICER, Role.SUPERVISOR)) if asked else (one["agency"], (Role.OFFICER,))
        found |= {(line(one), holder) for role in roles for holder in holders.get((of, role), ())}
    for one in preview["escalations"]:
        who = (one["agency"], Role.HEAD) if one["to"] == "head" else (STANDING_BODY, Role.SUPERVISOR)
        found |= {(line(one), holder) for holder in holders.get(who, ())}
    return found


def line(one: Any) -> Line:
    """Return the key of a line of a preview."""
    return one["send_on"], one["agency"], one["task"], one["due_on"], one["stage"]
