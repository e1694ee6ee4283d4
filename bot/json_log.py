"""Log lines as JSON, one object a line, for programs that collect logs."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger


def json_formatter(redact: Callable[[str], str]) -> logging.Formatter:
    """Return a formatter whose objects have `timestamp`, `level`, `logger`, `event`, and `exception` for an error.

    Values are redacted before they are written as JSON, which would spell a secret with quotes in it otherwise.
    """
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


def _add_time(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    record: logging.LogRecord = event["_record"]
    event["timestamp"] = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
    return event


def _redactor(redact: Callable[[str], str]) -> Processor:
    def redact_values(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
        return {name: _plain(value, redact) for name, value in event.items()}

    return redact_values


def _plain(value: Any, redact: Callable[[str], str]) -> Any:
    return value if value is None or isinstance(value, int | float) else redact(str(value))
