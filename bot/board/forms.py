"""Forms that pages of the board post: read, checked to be a page's own, and done as the chat does it."""

from dataclasses import replace
from functools import partial
from urllib.parse import parse_qs
from uuid import uuid4

from starlette.requests import Request

from bot.board.multipart import MEDIA_TYPE, PostedFile, PostedForm, read_multipart
from bot.page.sessions import is_post_token
from data.accepted_files import clean_name
from data.errors import BadAnswer, NotAllowed, Refused
from data.registry.people import identities, page_sessions
from data.registry.people.identities import Identity
from data.store import Session
from handlers.base.board.form import TOKEN, Form, read_form
from handlers.base.board.look import Told
from handlers.base.messages import Attachment, Incoming, Upload
from handlers.dispatch.board_forms import CHANNEL, BoardForms
from handlers.office.plan_reading import PlanNeeded
from scheduler.clock import Clock

_MOST_FIELDS = 64


Posted = tuple[Form, tuple[Upload, ...]]
"""A form, and the files that came with it."""


async def read_posted(request: Request, token: str) -> Posted:
    """Return the form that a page of a session posted. Raises BadAnswer for what is none, and NotAllowed for what no
    page of this session posted.
    """
    try:
        posted = _read(request.headers.get("content-type", ""), await request.body())
    except ValueError as error:
        raise BadAnswer("address", "address_unknown") from error
    if not is_post_token(token, next(iter(posted.fields.get(TOKEN, ())), "")):
        raise NotAllowed("board.form")
    return read_form(posted.fields), tuple(map(_upload, posted.files))


def _read(content_type: str, body: bytes) -> PostedForm:
    if content_type.startswith(MEDIA_TYPE):
        return read_multipart(content_type, body)
    return PostedForm(
        parse_qs(body.decode(), keep_blank_values=True, strict_parsing=True, max_num_fields=_MOST_FIELDS), ()
    )


def _upload(file: PostedFile) -> Upload:
    async def fetch() -> bytes:
        return file.content

    return Upload(clean_name(file.name), len(file.content), fetch)


class FormDesk:
    """The part of the board that carries out posted forms."""

    def __init__(self, clock: Clock, forms: BoardForms) -> None:
        self._clock = clock
        self._forms = forms

    def take(self, form: Form, token: str, files: tuple[Upload, ...] = ()) -> Told:
        """Do what a form asks for on behalf of a session; a plan that is needed for it is read first.

        Takes as long as that does. Raises Refused, RegistryUnusable, and `handlers.base.uploads.FilesNeeded` before
        the `files` of the form were looked at.
        """
        incoming = replace(self._nothing_said(), text=form.typed, pressed=form.pressed, files=files)
        is_long = False

        while True:
            try:
                return self._forms.take(incoming, form, partial(self._find_me, token), is_long=is_long)
            except PlanNeeded as needed:
                incoming, is_long = needed.prepare(incoming), is_long or needed.is_long

    def hand_out(self, file: Attachment, token: str) -> Attachment:
        """Record that a session is given a file; return it as its officer's. Raises Refused and RegistryUnusable."""
        return self._forms.hand_out(self._nothing_said(), file, partial(self._find_me, token))

    def record_refused_look(self, page: str, error: Refused, token: str) -> None:
        """Record that a session opened what is not its officer's. Raises Refused and RegistryUnusable."""
        self._forms.record_refused_look(self._nothing_said(), page, error, partial(self._find_me, token))

    def record_forged_tap(self, token: str) -> None:
        """Record that a session posted a button of somebody else. Raises Refused and RegistryUnusable."""
        self._forms.record_forged_tap(self._nothing_said(), partial(self._find_me, token))

    def _nothing_said(self) -> Incoming:
        return Incoming(CHANNEL, "", uuid4().hex, self._clock.now())

    def _find_me(self, token: str, session: Session) -> Identity | None:
        found = page_sessions.find_session(session, token, self._clock.wall())
        return identities.identify(session, page_sessions.CHANNEL, found.chat_id) if found else None
