"""Buttons about how one is reached: the mail address, which way is tried first, groups that get a digest."""

from typing import Annotated

from handlers.base.callback_data.codec import FieldCodec, Payload
from handlers.base.callback_data.fields import Id


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


class ListGroups(Payload, verb="groups"):
    """Button that shows the groups that get the digest."""


class AskGroup(Payload, verb="newgroup"):
    """Button that makes the code by which a group gets the digest of the officer's agency."""


class EndGroup(Payload, verb="endgroup"):
    """Button that ends the digest of a group."""

    group_id: Id
