"""The methods of the Bot API, a function for each: its checks, its effect and its result."""

import json
from collections.abc import Callable
from typing import Any

from tests.loopback import checks
from tests.loopback.chats import BOT, Chat, Message, message_json
from tests.loopback.errors import bad_request
from tests.loopback.http import Upload
from tests.loopback.world import World

Params = dict[str, str]
Files = dict[str, Upload]
Method = Callable[[World, Params, Files], Any]

FETCHED_BYTES = 20 * 1024 * 1024
"""What getFile gives a bot at most."""

_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a "
    "current content and reply markup of the message"
)


def get_me(world: World, params: Params, files: Files) -> Any:
    return BOT | {"can_join_groups": True, "can_read_all_group_messages": False}


def send_message(world: World, params: Params, files: Files) -> Any:
    chat = world.chat(params)
    message = world.send(chat, text=checks.text(params), html=params["text"], buttons=checks.keyboard(params))
    return message_json(chat, message)


def send_document(world: World, params: Params, files: Files) -> Any:
    return _send_file("document", world, params, files)


def send_photo(world: World, params: Params, files: Files) -> Any:
    return _send_file("photo", world, params, files)


def get_file(world: World, params: Params, files: Files) -> Any:
    file_id = params.get("file_id", "")
    if file_id not in world.uploads:
        raise bad_request("invalid file_id")
    size = len(world.uploads[file_id])
    if size > FETCHED_BYTES:
        raise bad_request("file is too big")
    return {
        "file_id": file_id,
        "file_unique_id": file_id,
        "file_size": size,
        "file_path": f"documents/{file_id}",
    }


def edit_message_text(world: World, params: Params, files: Files) -> Any:
    chat, message = _own_message(world, params)
    if message.kind != "text":
        raise bad_request("there is no text in the message to edit")
    text, html = checks.text(params), params["text"]
    return _edit(world, chat, message, text=text, html=html, buttons=checks.keyboard(params))


def edit_message_reply_markup(world: World, params: Params, files: Files) -> Any:
    chat, message = _own_message(world, params)
    return _edit(world, chat, message, text=message.text, html=message.html, buttons=checks.keyboard(params))


def delete_message(world: World, params: Params, files: Files) -> Any:
    """Delete a message of whomever in a private chat."""
    chat = world.chat(params)
    message_id = int(params["message_id"])
    if chat.kind != "private" or message_id in world.too_old:
        raise bad_request("message can't be deleted for everyone")
    world.deleted.add(message_id)
    return True


def answer_callback_query(world: World, params: Params, files: Files) -> Any:
    shown = checks.toast(params)
    query = params.get("callback_query_id", "")
    if query not in world.open_queries:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    world.open_queries.discard(query)
    world.toasts[query] = shown
    return True


def set_my_commands(world: World, params: Params, files: Files) -> Any:
    world.menus[_scope(world, params)] = checks.commands(params)
    return True


def delete_my_commands(world: World, params: Params, files: Files) -> Any:
    world.menus.pop(_scope(world, params), None)
    return True


def send_chat_action(world: World, params: Params, files: Files) -> Any:
    world.chat(params)
    return True


def set_webhook(world: World, params: Params, files: Files) -> Any:
    secret = params.get("secret_token", "")
    if secret and not checks.SECRET_TOKEN.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    world.webhook, world.webhook_secret = params.get("url", ""), secret
    return True


def delete_webhook(world: World, params: Params, files: Files) -> Any:
    world.webhook = world.webhook_secret = ""
    return True


def get_webhook_info(world: World, params: Params, files: Files) -> Any:
    return {"url": world.webhook, "has_custom_certificate": False} | world.webhook_standing


def leave(world: World, params: Params, files: Files) -> Any:
    """Do nothing, as logOut, close and leaveChat."""
    return True


METHODS: dict[str, Method] = {
    "getme": get_me,
    "sendmessage": send_message,
    "senddocument": send_document,
    "sendphoto": send_photo,
    "getfile": get_file,
    "editmessagetext": edit_message_text,
    "deletemessage": delete_message,
    "editmessagereplymarkup": edit_message_reply_markup,
    "answercallbackquery": answer_callback_query,
    "setmycommands": set_my_commands,
    "deletemycommands": delete_my_commands,
    "sendchataction": send_chat_action,
    "setwebhook": set_webhook,
    "deletewebhook": delete_webhook,
    "getwebhookinfo": get_webhook_info,
    "logout": leave,
    "close": leave,
    "leavechat": leave,
}
"""All but getUpdates, which waits. Telegram does not mind the case of a method's name."""


def _send_file(kind: str, world: World, params: Params, files: Files) -> Any:
    chat = world.chat(params)
    # The file travels under a name of the client's choosing, which "attach://<name>" then points at.
    upload = files.get(params.get(kind, kind).removeprefix("attach://"))
    if upload is None or not upload.content:
        raise bad_request(f"there is no {kind} in the request")
    message = world.send(
        chat,
        kind=kind,
        text=checks.caption(params),
        buttons=checks.keyboard(params),
        file_name=upload.name,
        content=upload.content,
    )
    return message_json(chat, message)


def _own_message(world: World, params: Params) -> tuple[Chat, Message]:
    chat = world.chat(params)
    message = chat.messages.get(int(params.get("message_id", "0")))
    if message is None:
        raise bad_request("message to edit not found")
    return chat, message


def _edit(world: World, chat: Chat, message: Message, *, text: str, html: str, buttons: checks.Rows) -> Any:
    if (text, buttons) == (message.text, message.buttons):
        raise bad_request(_NOT_MODIFIED)
    return message_json(chat, world.edit(chat, message, text=text, html=html, buttons=buttons))


def _scope(world: World, params: Params) -> str:
    scope = json.loads(params.get("scope", '{"type": "default"}'))
    if scope["type"] != "chat":
        return str(scope["type"])
    return f"chat {world.chat({'chat_id': str(scope['chat_id'])}).chat_id}"
