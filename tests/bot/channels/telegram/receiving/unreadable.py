"""Updates as Telegram never should send them, each in another way unreadable to the library or to the channel."""

from typing import Any

from tests.loopback.chats import BOT, EPOCH

SECRET = "nội dung riêng"
CHAT = {"id": 9, "type": "private", "first_name": SECRET}
USER = {"id": 9, "is_bot": False, "first_name": SECRET}
MESSAGE: dict[str, Any] = {"message_id": 5, "date": EPOCH, "chat": CHAT, "from": USER, "text": SECRET}
DOCUMENT = {"file_id": "x", "file_unique_id": "x", "file_name": SECRET, "file_size": 1}
TAP: dict[str, Any] = {"id": "1", "from": USER, "chat_instance": "1", "data": SECRET, "message": MESSAGE}
MEMBER = {"status": "member", "user": BOT}
MEMBERSHIP: dict[str, Any] = {
    "chat": CHAT,
    "from": USER,
    "date": EPOCH,
    "old_chat_member": MEMBER,
    "new_chat_member": MEMBER,
}


def without(body: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in body.items() if key != name}


UNREADABLE: dict[str, tuple[Any, str]] = {
    "an older server's poll": ({"poll": {"id": "1", "question": SECRET, "options": []}}, "poll"),
    "no chat": ({"message": without(MESSAGE, "chat")}, "message"),
    "no date": ({"message": without(MESSAGE, "date")}, "message"),
    "a date in words": ({"message": MESSAGE | {"date": SECRET}}, "message"),
    "a text that is none": ({"message": MESSAGE | {"text": 5}}, "message"),
    "a text that is a list": ({"message": MESSAGE | {"text": [SECRET]}}, "message"),
    "a chat without a number": ({"message": MESSAGE | {"chat": CHAT | {"id": SECRET}}}, "message"),
    "a chat that is true": ({"message": MESSAGE | {"chat": CHAT | {"id": True}}}, "message"),
    "a name that is none": ({"message": MESSAGE | {"from": USER | {"first_name": 5}}}, "message"),
    "a picture that is a text": ({"message": MESSAGE | {"photo": SECRET}}, "message"),
    "size": ({"message": without(MESSAGE, "text") | {"document": DOCUMENT | {"file_size": SECRET}}}, "message"),
    "an entity without a place": ({"message": MESSAGE | {"entities": [{"type": 5}]}}, "message"),
    "a message that is a text": ({"message": SECRET}, "message"),
    "a message that is a list": ({"message": [SECRET]}, "message"),
    "a value that is none": ({"callback_query": TAP | {"data": 5}}, "callback_query"),
    "a tap that cannot be answered": ({"callback_query": TAP | {"id": 5}}, "callback_query"),
    "a tap on nothing": ({"callback_query": TAP | {"message": SECRET}}, "callback_query"),
    "a membership of nobody": ({"my_chat_member": without(MEMBERSHIP, "new_chat_member")}, "my_chat_member"),
    "a number in words": ({"message": MESSAGE, "update_id": "5"}, "update_id"),
    "no number": ({"message": MESSAGE, "update_id": None}, "update_id"),
    "a number that is true": ({"message": MESSAGE, "update_id": True}, "update_id"),
    "a number below nothing": ({"message": MESSAGE, "update_id": -5}, "update_id"),
    "a text": (SECRET, "str"),
    "a list": ([SECRET], "list"),
    "nothing": (None, "NoneType"),
}
"""By what is wrong with it: the update, and the kind under which it is logged."""
