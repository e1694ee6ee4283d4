"""How much one person may send, ask for and try."""

from datetime import timedelta

FILES_PER_DAY = 100
"""Files of an officer: enough for the end of a year, when an agency of a province reports thirty duties, each with a
document and annexes."""
BYTES_PER_DAY = 300 * 1024 * 1024
"""The same in bytes."""

MAIL_CODES_PER_DAY = 5
"""Codes sent for one officer to mail addresses: nobody is to be flooded by a stranger's mails."""
MAIL_CODE_TRIES = 5
"""Wrong codes after which a new one must be sent."""

INVITATION_CODE_TRIES = 5
"""Wrong invitation codes that a chat may type within `TRIES_COUNT_FOR`."""
TRIES_COUNT_FOR = timedelta(hours=1)

JOIN_REQUESTS_PER_HOUR = 3
"""How often a chat without an officer may ask to be let in: strangers cost nobody's time."""
WAITING_JOIN_REQUESTS = 100
"""How many such requests may wait in all."""
