"""Forms with files as browsers post them (RFC 7578): names, words and contents, byte for byte."""

from dataclasses import dataclass
from email.message import Message
from email.parser import HeaderParser

MEDIA_TYPE = "multipart/form-data"
_MOST_PARTS = 64


@dataclass(frozen=True, slots=True)
class PostedFile:
    """A file of a form, under the name that its sender's machine has for it."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class PostedForm:
    """The fields of a form, each with its values in their order, and the files that were chosen."""

    fields: dict[str, list[str]]
    files: tuple[PostedFile, ...]


def read_multipart(content_type: str, body: bytes) -> PostedForm:
    """Return what a form holds. Raises ValueError for what no browser posts."""
    boundary = _header(f"content-type: {content_type}").get_boundary()
    if not boundary:
        raise ValueError("no boundary")
    first, *parts = (b"\r\n" + body).split(b"\r\n--" + boundary.encode())
    if first or not parts or not parts[-1].startswith(b"--") or len(parts) > _MOST_PARTS:
        raise ValueError("no parts")
    fields: dict[str, list[str]] = {}
    files = []
    for part in parts[:-1]:
        head, found, content = part.partition(b"\r\n\r\n")
        said = _header(head.decode().strip())
        name = said.get_param("name", header="content-disposition")
        if not found or not isinstance(name, str):
            raise ValueError("a part without a name")
        file_name = said.get_filename()
        if file_name is None:
            fields.setdefault(name, []).append(content.decode())
        elif file_name:  # "" where none was chosen
            files.append(PostedFile(file_name.replace("\\", "/").rpartition("/")[2], content))
    return PostedForm(fields, tuple(files))


def _header(lines: str) -> Message:
    return HeaderParser().parsestr(lines)
