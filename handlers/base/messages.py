"""Messages between channels and handlers: what came in, and what goes out.

A channel turns its own update into an `Incoming`, and a `Reply` into its own API calls. No other type of a channel
passes this boundary, in either direction.
"""

from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial

from data.errors import PlanUnreadable
from data.files import StoredFile
from data.plans.draft import PlanDraft
from data.plans.formats.document import Document
from data.plans.remarks import Remark
from data.store import Session

BUTTON_VALUE_BYTES = 64
"""Telegram's limit on callback_data in UTF-8 bytes, the tightest of all channels: every button keeps to it."""


OpenRegistry = Callable[[], AbstractContextManager[Session]]
"""Opens a session for reading."""
ReadPlan = tuple[str, PlanDraft[Remark] | PlanUnreadable]
"""A plan that was read, or why it was not, under the key of what it was read from."""
FileWork = Callable[[OpenRegistry], bytes]
"""Makes a file. It is pickled: a function of a module, or a `partial` of one with facts."""


class WorkFailed(Exception):
    """A file that was not made: `str(error)` is for the log."""


class FetchFailed(Exception):
    """A channel could not fetch a file that somebody sent. `str(error)` is a reason of `data.errors.BadAnswer`."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came in. `size` is in bytes, None where the channel does not tell before it is fetched.

    `fetch` gets the content over the network: it is called only for a file that the handler wants, outside any
    transaction, and raises FetchFailed. Afterwards `kept` is the stored file, or `document` what a child process read
    of one that is only to be read, or `fault` is why it was refused: a reason of `data.errors.BadAnswer`. A handler
    that finds none raises `handlers.base.uploads.FilesNeeded` and is called again once the files are here.
    `unreadable` is why the file is no plan, where one was asked for.
    """

    name: str
    size: int | None
    fetch: Callable[[], Awaitable[bytes]] = field(repr=False, compare=False)
    kept: StoredFile | None = None
    document: Document | None = field(default=None, repr=False)
    fault: str | None = None
    unreadable: PlanUnreadable | None = None


@dataclass(frozen=True, slots=True)
class Incoming:
    """One thing that a person typed, sent or tapped.

    `update_id` is unique per channel and the same when an update is delivered again, so that it is answered once.
    `account` is how others can find the sender on the channel ("@annv"), "" where it does not tell.
    `pressed` is the value of a tapped button, else None; `message_id` is the message that carried the button.
    `has_buttons` is False on a channel that cannot show any: choices are then numbered in the text.
    `private` is False in a group, where nothing of an agency is shown.
    `files` came with `text` as their caption; those of one `album`, which may come as several updates, bear its name.
    `edited`: the text of a message that came before was changed; it was answered as it was.
    `reply_to` is the id of the message that is replied to, with the part of it that was `quoted`.
    `withheld`: something was sent that the channel does not pass on, such as a document.
    `plans` are those that were read for this turn before it (`handlers.office.plan_reading`), or why they were not.
    `at` is the instant of receipt (UTC). `own_id` is the id of the message itself where the channel could delete it.
    `may_oversee` is False for a page that was opened too long ago for roles that see all agencies: their sessions end
    after a working day, and the chat is not spoken in for them there.
    """

    channel: str
    chat_id: str
    update_id: str
    at: datetime
    text: str = ""
    pressed: str | None = None
    message_id: str | None = None
    sender_name: str = ""
    account: str = ""
    has_buttons: bool = True
    private: bool = True
    files: tuple[Upload, ...] = ()
    album: str = ""
    edited: bool = False
    reply_to: str | None = None
    quoted: str = ""
    own_id: str | None = None
    withheld: bool = False
    may_oversee: bool = True
    plans: tuple[ReadPlan, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Button:
    """A button below a message. `value` comes back as `Incoming.pressed`; `handlers.base.callback_data` writes and
    reads it: "card:17".
    """

    text: str
    value: str

    def __post_init__(self) -> None:
        if len(self.value.encode()) > BUTTON_VALUE_BYTES:
            raise ValueError(f"button value over {BUTTON_VALUE_BYTES} bytes: {self.value!r}")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a reply: its `content`, the function to `make` it, or the `work` that it is to make.

    Both are done after the turn's transaction and before a channel sees the reply: `make`, which is quick and uses
    what the turn has read, in a thread; `work`, which may take its time and reads the registry itself, in a process
    beside, so that it holds nobody up. A picture (image/png, image/jpeg) is shown in the chat if the channel can; any
    other type is a file to save. `stored_as` is the key of an officer's file ("proof:12"), "" for one that is made of
    the registry. `made_for` is the officer (an id) who gets a file that is work. Who answers with
    work only reads: a second request for a file that is being made is answered by one line in its place.
    """

    name: str
    media_type: str
    content: bytes = field(default=b"", repr=False)
    make: Callable[[], bytes] | None = field(default=None, repr=False, compare=False)
    work: FileWork | None = field(default=None, repr=False, compare=False)
    stored_as: str = ""
    made_for: int = 0

    def with_content(self, open_registry: OpenRegistry) -> "Attachment":
        """Return the attachment with its content made, here and now."""
        if self.work:
            return replace(self, content=self.work(open_registry), work=None)
        return replace(self, content=self.make(), make=None) if self.make else self


def without_registry(make: Callable[[], bytes]) -> FileWork:
    """Return the work of a function that needs no registry any more; it too must be one that can be pickled."""
    return partial(_make, make)


def _make(make: Callable[[], bytes], _open_registry: OpenRegistry) -> bytes:
    return make()


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail to an `address` that goes with an answer, once the turn is committed.

    Where the mail server refuses it, `refused` takes the place of the answer; `delayed`, where it takes none now.
    """

    address: str
    reply: "Reply"
    refused: "Reply"
    delayed: "Reply"


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer. `heading` may be shown in bold; neither part holds markup, so a channel escapes both.

    `replaces` asks a channel that can edit to put this in place of the message whose button was tapped. `toast` is a
    short notice shown over the chat if the channel has one; it never says more than the text. `at_most_every` is the
    least real time between two such answers in a chat: a channel that is open to the world leaves out one that comes
    sooner. `if_deleted`: the channel is asked to delete the message that is answered; where it could, this stands in
    place of `body`. `unkept`: the body holds a secret that is shown once; a channel that keeps what it showed keeps
    this in its place. `choices` are the buttons in words, below all else, where a channel shows none. `addresses` are
    the bot's own in the body: all others, which somebody may have typed, are shown as text that cannot be tapped.
    `subject` is the code of the one duty or task that buttons are about which do not name it.
    `mail_subject` is what a mail says in its list, where that is not the heading; `opens` are the values of buttons
    that show what lines of the body are about, by the numbers of these lines. `speaker` is the agency for which the
    chat speaks from now on, where its person serves several, else ""; `reader` is the officer whom it is for, of all
    whom the person of the chat is, None for a stranger: no part of what is said.
    """

    heading: str = ""
    body: str = ""
    buttons: tuple[tuple[Button, ...], ...] = ()
    files: tuple[Attachment, ...] = ()
    replaces: bool = False
    toast: str = ""
    at_most_every: timedelta | None = None
    if_deleted: str = ""
    unkept: str = ""
    addresses: tuple[str, ...] = ()
    subject: str = ""
    mail_subject: str = ""
    opens: tuple[tuple[int, str], ...] = ()
    choices: str = ""
    speaker: str = ""
    reader: int | None = field(default=None, compare=False)
    letter: Letter | None = field(default=None, repr=False)

    @property
    def text(self) -> str:
        """Return the whole answer as plain text."""
        said = "\n".join(part for part in (self.heading, self.body) if part)
        return "\n\n".join(part for part in (said, self.choices) if part)
