"""Who opens the page: links that are spent, sessions that are found, renewed and ended."""

import hashlib
import hmac
import re
from collections.abc import Sequence
from datetime import datetime

from bot.channels.web.shown_chat import Viewer
from bot.page.shown_chat import NOTICE
from bot.registry.access import run_reading, run_writing
from data.database import process_signals
from data.enums import OVERSEEING, Role
from data.errors import NotAllowed
from data.registry.conversations.dialogues import BOARD
from data.registry.office import audit
from data.registry.people import identities, offices, page_sessions, sign_in_links
from data.registry.people.joining.invitation_codes import looks_like_code, read_letters
from data.registry.people.offices import Office
from data.registry.people.page_sessions import RENEWED_EVERY, OpenSession
from data.registry.people.sign_in_links import SignIn
from data.rules.instants import within
from data.store import Session, Store
from scheduler.clock import Clock

POST_TOKEN = "x-nhacviec-post"  # noqa: S105 - the name of a header
"""The header of every post, with `get_post_token`."""


class Sessions:
    """The sessions of one registry. Every method raises RegistryUnusable.

    What does not look like a secret is not looked up.
    """

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def find(self, token: str) -> OpenSession | None:
        """Return the session of a browser, and note now and then that it was seen; None where there is none."""
        if not re.fullmatch(page_sessions.TOKEN, token, re.ASCII):
            return None
        wall = self._clock.wall()
        found = await run_reading(self._store, lambda session: page_sessions.find_session(session, token, wall))
        if found and not within(found.seen_at, wall, RENEWED_EVERY):
            await run_writing(self._store, lambda session: self._renew(session, found, wall))
        return found

    def _renew(self, session: Session, found: OpenSession, wall: datetime) -> None:
        """Note that a page was opened at the moment at which it was found: messages arrive there again."""
        page_sessions.renew_session(session, found.id, wall)
        identities.mark_reachable(session, page_sessions.CHANNEL, found.chat_id)

    def may_oversee(self, found: OpenSession) -> bool:
        """Return whether a session is young enough for roles that see all agencies."""
        return found.may_oversee(self._clock.wall())

    def is_shown_all(self, found: OpenSession) -> bool:
        """Return whether a session is shown what is for a role of its person that sees all agencies."""
        return found.is_shown_all(self._clock.wall())

    async def list_ways_back(self, token: str) -> Sequence[Office]:
        """Return whom a session may be switched to that has lasted too long for the role its chat speaks for; [] for
        any other session, which needs no way back or has none.
        """
        if not re.fullmatch(page_sessions.TOKEN, token, re.ASCII):
            return []
        wall = self._clock.wall()

        def look(session: Session) -> Sequence[Office]:
            found = page_sessions.find_aged_session(session, token, wall)
            mine = offices.list_of_chat(session, page_sessions.CHANNEL, found.chat_id) if found else []
            return [one for one in mine if one.role not in OVERSEEING]

        return await run_reading(self._store, look)

    async def speak_for(self, token: str, officer_id: int) -> Role:
        """Let a session's chat speak for another officer whom its person is; return the role they have there.

        A session that has lasted too long for the role spoken for may be switched to one of the others.

        Raises NotAllowed: for nobody, for somebody else, and for a role that sees all agencies where the session was
        opened too long ago.
        """
        now, wall = self._clock.now(), self._clock.wall()

        def speak(session: Session) -> Role:
            audit.sign(session, audit.Signature(BOARD))
            found = page_sessions.find_session(session, token, wall)
            found = found or page_sessions.find_aged_session(session, token, wall)
            if found is None or found.officer_id is None:
                raise NotAllowed("stranger")
            mine = offices.list_of_chat(session, page_sessions.CHANNEL, found.chat_id)
            wanted = next((one for one in mine if one.officer_id == officer_id), None)
            if wanted is None:
                raise NotAllowed("board.form")
            if wanted.role in OVERSEEING and not found.may_oversee(wall):
                raise NotAllowed("page.too_old")
            _speak_for(session, found.chat_id, officer_id, now)
            return wanted.role

        return await run_writing(self._store, speak)

    async def look(self, link: str) -> SignIn | None:
        """Return whom a link would let in, and leave it as it is."""
        if not re.fullmatch(sign_in_links.TOKEN, link, re.ASCII):
            return None
        return await run_reading(
            self._store, lambda session: sign_in_links.find_link(session, link, self._clock.wall())
        )

    async def let_in(self, link: str) -> str | None:
        """Spend a link and return the secret of a new session; None for a link that lets nobody in any more."""
        return await self._spend(link) if re.fullmatch(sign_in_links.TOKEN, link, re.ASCII) else None

    async def let_in_by_code(self, code: str) -> str | None:
        """Spend a code, however it is written, as `let_in` does a link."""
        return await self._spend(read_letters(code)) if looks_like_code(code) else None

    async def _spend(self, secret: str) -> str | None:
        now, wall = self._clock.now(), self._clock.wall()

        def spend(session: Session) -> str | None:
            found = sign_in_links.spend_link(session, secret, wall)
            if found is None:
                return None
            chat_id = page_sessions.get_or_link_chat(session, found.officer_id, now)
            identities.mark_reachable(session, page_sessions.CHANNEL, chat_id)
            _speak_for(session, chat_id, found.officer_id, now)
            actor = f"officer:{found.officer_id}"
            return page_sessions.open_session(session, chat_id, now=now, wall=wall, actor=actor)

        return await run_writing(self._store, spend)

    async def open_stranger(self, chat_id: str) -> str:
        """Return the secret of a new session on a chat that is linked to nobody yet."""
        now, wall = self._clock.now(), self._clock.wall()
        return await run_writing(
            self._store,
            lambda session: page_sessions.open_session(session, chat_id, now=now, wall=wall, actor="stranger"),
        )

    async def end(self, found: OpenSession) -> None:
        """End a session."""
        now, wall = self._clock.now(), self._clock.wall()

        def end(session: Session) -> None:
            page_sessions.end_session(session, found, now=now, wall=wall)
            process_signals.notify(session, NOTICE, found.chat_id)

        await run_writing(self._store, end)


def _speak_for(session: Session, chat_id: str, officer_id: int, now: datetime) -> None:
    """Let a chat speak for another, and tell the pages that are followed in other processes."""
    if offices.speak_for(session, page_sessions.CHANNEL, chat_id, officer_id, now):
        process_signals.notify(session, NOTICE, chat_id)


def get_mark(viewer: Viewer) -> str:
    """Return the mark of what a page shows of its session: whose it is, and of which age; it changes with that."""
    shown = repr((viewer.seen_as, viewer.named))
    return hmac.new(viewer.token.encode(), shown.encode(), hashlib.sha256).hexdigest()[:16]


def get_post_token(token: str) -> str:
    """Return what every post of a session must bear; only its own page can read it (CSRF)."""
    return hmac.new(token.encode(), b"post", hashlib.sha256).hexdigest()


def is_post_token(token: str, given: str) -> bool:
    """Return whether a post bears the token of its session."""
    return hmac.compare_digest(get_post_token(token).encode(), given.encode())
