"""What the page shows, kept in the registry, with its files beside it."""

import asyncio
import secrets
from collections import OrderedDict
from collections.abc import Callable, Sequence
from datetime import datetime

from bot.channels.web.send import READER, Entry, describe_file, numbered, read_message_id
from bot.channels.web.shown_chat import Latest, Over, Viewer
from bot.registry.access import run_reading, run_writing
from data.database import process_signals, processes
from data.errors import NotFound
from data.files import Files
from data.registry.conversations import journal, page_messages
from data.registry.conversations.journal import RawUpdate
from data.registry.conversations.page_messages import Added, HandedOut, Stored
from data.registry.people import page_sessions
from data.registry.people.page_sessions import CHANNEL
from data.store import Session, Store
from handlers.base.messages import Attachment

LATEST = 200
"""Messages that a page is shown when it is opened, and each time that older ones are asked for."""
NOTICE = "page"
"""The kind of the notices of what is shown; they are about a chat."""
_KEPT_IN_MEMORY = 1000
"""Messages with a secret, the newest, that are shown as they were until the process ends and are stored nowhere."""


class RegistryHistory:
    """The messages of the page (`bot.channels.web.shown_chat.History`). `wall` is the real time (UTC).

    `always_opened`: every chat is taken for one that somebody looks at, as in the demo. `own` is the name of this
    process where others may show messages as well.
    """

    def __init__(
        self,
        store: Store,
        files: Files,
        wall: Callable[[], datetime],
        *,
        always_opened: bool = False,
        own: str = "",
    ) -> None:
        self._own = own
        self._followers: list[Callable[[str], None]] = []
        self._store = store
        self._files = files
        self._wall = wall
        self._always_opened = always_opened
        self._unkept: OrderedDict[int, Entry] = OrderedDict()
        self._unkept_files: dict[tuple[str, str], tuple[int, Attachment]] = {}

    async def take_post(self, chat_id: str, update_id: str, echo: Entry | None, raw: str | None) -> str | None:
        """Store a post with its own message, once; return the toast of its answer if it has one already."""
        wall = self._wall()

        def take(session: Session) -> str | None:
            self._tell_others(session, chat_id)
            is_new = echo is not None and page_messages.add_post(session, chat_id, update_id, echo, wall)
            answer = None if is_new else page_messages.find_answer(session, chat_id, update_id)
            if answer is not None:
                return str(answer["toast"])
            if raw is not None:
                journal.record(session, CHANNEL, [RawUpdate(f"{chat_id}:{update_id}", chat_id, raw)], wall, self._own)
            return None

        return await run_writing(self._store, take)

    async def add(
        self, chat_id: str, entry: Entry, files: Sequence[Attachment], *, edits: str | None, answers: str | None
    ) -> str:
        """Store a message of the bot with its files, and end the post that it answers; return the message's id.

        It takes the place of the bot's message `edits`, or of what stood in for it; a post keeps the answer it has.
        """
        is_kept = "kept" not in entry
        handed_out = await asyncio.to_thread(self._save_files, files) if files and is_kept else []
        described = [describe_file(file.key, file.name, file.media_type, file.size) for file in handed_out]
        content = entry | {"files": described} | ({"body": entry["kept"]} if "kept" in entry else {})
        added = await self._add(chat_id, content, handed_out, edits=edits, answers=answers)
        if added.is_new and not is_kept:
            self._keep_in_memory(chat_id, added.number, entry, files)
        return f"m{added.place}"

    async def stand_in(self, chat_id: str, entry: Entry, answers: str) -> str:
        """Store what is said in place of an answer that nobody has; return the toast of what answers the post then.

        If it has an answer by now, that is it.
        """
        content = entry | {"files": [], page_messages.STANDS_IN: True}
        added = await self._add(chat_id, content, [], edits=None, answers=answers)
        return str(added.content["toast"])

    async def _add(
        self,
        chat_id: str,
        content: Entry,
        handed_out: Sequence[HandedOut],
        *,
        edits: str | None,
        answers: str | None,
    ) -> Added:
        reader = content.pop(READER, None)
        wall = self._wall()

        def add(session: Session) -> Added:
            self._tell_others(session, chat_id)
            if answers is not None:
                journal.finish(session, CHANNEL, [f"{chat_id}:{answers}"])
            added = page_messages.add_message(
                session, chat_id, content, wall, answers=answers, edits=read_message_id(edits), reader=reader
            )
            if added.is_new:
                page_messages.add_files(session, chat_id, handed_out, wall, reader)
            return added

        return await run_writing(self._store, add)

    def tell(self, follower: Callable[[str], None]) -> None:
        """Tell `follower` of chats in which other processes show something."""
        self._followers.append(follower)

    def hear(self, chat_id: str) -> None:
        """Hear that another process showed something in a chat."""
        for follower in self._followers:
            follower(chat_id)

    def _tell_others(self, session: Session, chat_id: str) -> None:
        """Tell other processes of what is shown, one after another: numbers are seen in the order in which they are
        given.
        """
        if self._own:
            processes.wait_for_chat(session, CHANNEL, chat_id, "show")
            process_signals.notify(session, NOTICE, chat_id)

    async def list_after(self, chat_id: str, number: int, viewer: Viewer | None = None) -> list[tuple[int, Entry]]:
        """Return the entries that were stored after a number, each with its own, to the officer of today."""

        def look(session: Session) -> list[Stored]:
            may_oversee = self._may_oversee(session, chat_id, viewer)
            return page_messages.list_after(session, chat_id, number, may_oversee=may_oversee)

        return self._entries(await run_reading(self._store, look))

    async def list_latest(self, chat_id: str, before: int | None = None, viewer: Viewer | None = None) -> Latest:
        """Return the last entries, to the officer of today: of all, or of those that stand before a place."""

        def look(session: Session) -> list[Stored]:
            may_oversee = self._may_oversee(session, chat_id, viewer)
            return page_messages.list_latest(session, chat_id, before, LATEST + 1, may_oversee=may_oversee)

        found = await run_reading(self._store, look)
        return Latest(self._entries(found[-LATEST:]), len(found) > LATEST)

    async def read_file(self, chat_id: str, key: str, viewer: Viewer | None = None) -> Attachment | None:
        """Return a file that was handed out in this chat; None if it was not to the viewer, or is no longer kept."""
        unkept = self._unkept_files.get((chat_id, key))

        def look(session: Session) -> HandedOut | Attachment | None:
            may_oversee = self._may_oversee(session, chat_id, viewer)
            if unkept is None:
                return page_messages.find_file(session, chat_id, key, may_oversee=may_oversee)
            number, attachment = unkept  # a file with a secret is for whom its message is
            return attachment if page_messages.is_shown(session, chat_id, number, may_oversee=may_oversee) else None

        found = await run_reading(self._store, look)
        if not isinstance(found, HandedOut):
            return found
        try:
            content = await asyncio.to_thread(self._files.read, found.digest)
        except NotFound:
            return None
        return Attachment(found.name, found.media_type, content)

    async def is_opened(self, chat_id: str) -> bool:
        """Return whether somebody looks at this chat's page now and then, so that a message there arrives."""
        if self._always_opened:
            return True
        return await run_reading(self._store, lambda session: page_sessions.is_opened(session, chat_id, self._wall()))

    def _may_oversee(self, session: Session, chat_id: str, viewer: Viewer | None) -> bool:
        """Return whether a viewer is shown what is for a role that sees all agencies. Raises Over.

        It is asked in the transaction that reads what is shown: who is let in and what they see are of one moment.
        """
        if viewer is None:
            return True
        wall = self._wall()
        found = page_sessions.find_session(session, viewer.token, wall)
        if found is None or found.chat_id != chat_id:
            raise Over
        if viewer.seen_as not in (None, (found.officer_id, found.is_shown_all(wall), found.name, found.agency_name)):
            raise Over
        return found.may_oversee(wall)

    def _keep_in_memory(self, chat_id: str, number: int, entry: Entry, files: Sequence[Attachment]) -> None:
        """Keep a body with a secret, and its files, which hold it too, until the process ends."""
        described = []
        for file in files:
            key = secrets.token_hex(16)
            self._unkept_files[chat_id, key] = (number, file)
            described.append(describe_file(key, file.name, file.media_type, len(file.content)))
        self._unkept[number] = {"body": entry["body"], "files": described}
        while len(self._unkept) > _KEPT_IN_MEMORY:
            _oldest, forgotten = self._unkept.popitem(last=False)
            for one in forgotten["files"]:
                self._unkept_files = {at: held for at, held in self._unkept_files.items() if at[1] != one["key"]}

    def _save_files(self, files: Sequence[Attachment]) -> list[HandedOut]:
        return [
            HandedOut(
                key=secrets.token_hex(16),
                name=file.name,
                media_type=file.media_type,
                digest=self._files.save(file.content),
                size=len(file.content),
            )
            for file in files
        ]

    def _entries(self, stored: Sequence[Stored]) -> list[tuple[int, Entry]]:
        return [
            (
                one.number,
                numbered(one.place, one.content) | self._unkept.get(one.number, {}),
            )
            for one in stored
        ]
