"""Logging without secrets.

A bot token stands in the address of every Bot API call, so it turns up where nobody put it: in httpx's log of
requests, in exceptions, in tracebacks. All of that leaves through one formatter, which blots it out last.
"""

import logging
import re
import sys
import threading
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime
from types import TracebackType
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from structlog.typing import EventDict, Processor, WrappedLogger

HIDDEN = "[bí mật]"

_BOT_CREDENTIAL = r"\d{1,20}(?::|%3A)[A-Za-z0-9_-]{30,}"  # a number has 64 bits; unbounded, long figures take minutes
_LINE = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_NOISY = ("alembic", "apscheduler", "httpx", "httpcore", "sqlalchemy", "telegram")

_log = logging.getLogger(__name__)


class Redactor:
    """A function that replaces given secrets, and anything shaped like a bot token, by `HIDDEN`."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        # Longest first: a secret that contains another one must not leave its tail behind.
        known = sorted({secret for secret in secrets if secret}, key=len, reverse=True)
        self._pattern = re.compile("|".join([*map(re.escape, known), _BOT_CREDENTIAL]))

    def __call__(self, text: str) -> str:
        return self._pattern.sub(HIDDEN, text)

    def __repr__(self) -> str:
        return "Redactor()"


class RedactingFormatter(logging.Formatter):
    """A formatter that redacts the finished text of another: message, arguments, traceback and stack alike."""

    def __init__(self, redact: Redactor, inner: logging.Formatter) -> None:
        super().__init__()
        self._redact = redact
        self._inner = inner

    def format(self, record: logging.LogRecord) -> str:
        return self._redact(self._inner.format(record))


class RedactingHandler(logging.StreamHandler[TextIO]):
    """A handler that writes to stderr. If a line cannot be written, it names the place in the code instead."""

    def __init__(self, redact: Redactor, *, as_json: bool = False) -> None:
        super().__init__()
        self.setFormatter(RedactingFormatter(redact, _formatter(redact, as_json=as_json)))

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        with suppress(OSError, ValueError):  # stderr itself may be what is broken
            self.stream.write(f"a log line could not be written: {record.pathname}:{record.lineno}\n")


def configure_logging(level: str, secrets: Iterable[str] = (), *, as_json: bool = False) -> None:
    """Send every log line, warning and uncaught exception to stderr, redacted.

    `level` is a name such as "INFO"; `secrets` are the values of the settings that nobody may read: tokens,
    passwords, addresses that hold one. With `as_json` each line is a JSON object. Calling it again replaces what was
    there before.
    """
    logging.basicConfig(level=level, handlers=[RedactingHandler(Redactor(secrets), as_json=as_json)], force=True)
    for name in _NOISY:
        # At INFO httpx writes whole addresses and apscheduler every tick; at DEBUG telegram and sqlalchemy what
        # officers said.
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.captureWarnings(capture=True)
    sys.excepthook = _log_uncaught
    sys.unraisablehook = _log_unraisable
    threading.excepthook = _log_in_thread


def _formatter(redact: Redactor, *, as_json: bool) -> logging.Formatter:
    if as_json:
        return _json_formatter(redact)
    return logging.Formatter(_LINE, datefmt="%Y-%m-%dT%H:%M:%S%z")


def _json_formatter(redact: Redactor) -> logging.Formatter:
    """Return a formatter whose objects have `timestamp`, `level`, `logger`, `event`, and `exception` for an error.

    Values are redacted before they are written as JSON, which would spell a secret with quotes in it otherwise.
    """
    import structlog  # late: few ask for it, and it takes long to load

    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[_add_time, structlog.stdlib.add_log_level, structlog.stdlib.add_logger_name],
        processors=[
            structlog.processors.format_exc_info,
            structlog.processors.StackInfoRenderer(),
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            _redactor(redact),
            structlog.processors.JSONRenderer(ensure_ascii=False, sort_keys=True),
        ],
    )


def _add_time(_logger: "WrappedLogger", _method: str, event: "EventDict") -> "EventDict":
    record: logging.LogRecord = event["_record"]
    event["timestamp"] = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
    return event


def _redactor(redact: Redactor) -> "Processor":
    def redact_values(_logger: "WrappedLogger", _method: str, event: "EventDict") -> "EventDict":
        return {name: _plain(value, redact) for name, value in event.items()}

    return redact_values


def _plain(value: Any, redact: Redactor) -> Any:
    return value if value is None or isinstance(value, int | float) else redact(str(value))


def _log_uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    _log.critical("uncaught", exc_info=(kind, error, trace))


def _log_unraisable(event: "sys.UnraisableHookArgs") -> None:
    _log.error("%s: %r", event.err_msg or "ignored", event.object, exc_info=event.exc_value)


def _log_in_thread(event: threading.ExceptHookArgs) -> None:
    name = event.thread.name if event.thread else "?"
    _log.critical("uncaught in thread %s", name, exc_info=event.exc_value)
