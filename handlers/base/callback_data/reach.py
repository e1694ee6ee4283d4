"""Buttons about how one is reached: the mail address, and which way is tried first."""

from typing import Annotated

from handlers.base.callback_data.codec import FieldCodec, Payload


class ShowMail(Payload, verb="mailbox"):
    """Button that shows the officer's mail address."""


class AskMail(Payload, verb="mail"):
    """Button that asks for a mail address."""


class SendCodeAgain(Payload, verb="mailcode"):
    """Button that sends another code to the address that waits for one, or was confirmed before."""


class RemoveMail(Payload, verb="endmail"):
    """Button that ends mails to the officer."""


class TryFirst(Payload, verb="first"):
    """Button that lets one way be tried before the others, by the name of its provider: "zalo"."""

    provider: Annotated[str, FieldCodec(r"[a-z]{1,20}")]
