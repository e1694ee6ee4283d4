"""Forms with files as browsers post them (RFC 7578): names, words and contents, byte for byte."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

MEDIA_TYPE = "multipart/form-data"
_MOST_PARTS, _MOST_OF_HEAD = 64, 4096
_BOUNDARY = re.compile(r'boundary="?([^";\s]+)')
_GIVEN = re.compile(r'\b(\w{1,20})="([^"]*)"')
_DISPOSITION = "content-disposition:"


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
    boundary = _BOUNDARY.search(content_type)
    if not boundary:
        raise ValueError("no boundary")
    first, *parts = (b"\r\n" + body).split(f"\r\n--{boundary[1]}".encode())
    if first or not parts or not parts[-1].startswith(b"--") or len(parts) > _MOST_PARTS:
        raise ValueError("no parts")
    fields: dict[str, list[str]] = {}
    files = []
    for part in parts[:-1]:
        head, _blank, content = part.partition(b"\r\n\r\n")
        if len(head) > _MOST_OF_HEAD:
            raise ValueError("a head too long")
        given = _read_head(head.decode())
        if "name" not in given:
            raise ValueError("a part without a name")
        file_name = given.get("filename")
        if file_name is None:
            fields.setdefault(given["name"], []).append(content.decode())
        elif file_name:  # "" where none was chosen
            files.append(PostedFile(file_name.replace("\\", "/").rpartition("/")[2], content))
    return PostedForm(fields, tuple(files))


def _read_head(head: str) -> Mapping[str, str]:
    """Return what the head of a part says of it. A browser writes quotes and line ends of a name as %22, %0D, %0A."""
    lines = (line for line in head.split("\r\n") if line.lower().startswith(_DISPOSITION))
    return {found[1]: found[2] for found in _GIVEN.finditer(next(lines, ""))}
