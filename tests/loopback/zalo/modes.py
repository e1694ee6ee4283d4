"""What reports about the Bot API differ in: a run of the server is set to one way of each."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Modes:
    """The ways of one run.

    `refuses_at_200`: all refusals come with status 200. `consumes`: an update is gone once it was handed out
    (`once`), comes again until another is there (`replay`), or is handed out in a list (`list`). `idles`: a poll in
    which nothing comes ends as 408, as 504, or as a refusal without a code. `wraps`: updates of a webhook are
    wrapped into an answer. `in_seconds`: dates are in seconds.
    `photo_field`: what the address of a picture is called. `probes_empty`, `probes_with_secret`: how setWebhook tries
    the address. `missing_webhook_is_error`: deleteWebhook without one answers 400.
    `monthly`, `people`: how many messages a month and people a bot has (0: any); who comes after them is not heard.
    """

    refuses_at_200: bool = False
    consumes: str = "once"
    idles: str = "408"
    wraps: bool = False
    in_seconds: bool = False
    photo_field: str = "photo_url"
    name_field: str = "display_name"
    probes_empty: bool = False
    probes_with_secret: bool = True
    missing_webhook_is_error: bool = False
    monthly: int = 0
    people: int = 0


USUAL = Modes()
OTHERWISE = Modes(
    refuses_at_200=True,
    consumes="replay",
    idles="no code",
    wraps=True,
    in_seconds=True,
    photo_field="photo",
    name_field="name",
    probes_empty=True,
    probes_with_secret=False,
    missing_webhook_is_error=True,
)
"""The other way of everything."""
