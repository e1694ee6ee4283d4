"""The list of libraries that are installed with the program, and their licences: `make licences` writes it."""

import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

from bot.board.vendored import VENDORED

ROOT = Path(__file__).parents[1]
LIST = ROOT / "docs" / "giay-phep.md"
_TOLD_OTHERWISE = {
    "certifi": "MPL-2.0",
    "colorama": "BSD-3-Clause",
    "httpx-aiohttp": "BSD-3-Clause",
    "pypdfium2": "BSD-3-Clause AND Apache-2.0",
    "python-dateutil": "Apache-2.0 OR BSD-3-Clause",
    "six": "MIT",
}
"""Licences of packages whose metadata tell none in a line, as their files do."""
_HEAD = """# Giấy phép của các thư viện

nhacviec theo giấy phép [MIT](../LICENSE). Các thư viện dưới đây được cài cùng chương trình, không sửa đổi, theo
giấy phép của chúng. Thư viện theo LGPL-3.0 (python-telegram-bot, psycopg, psycopg-binary) được dùng như thư
viện rời, người dùng thay bằng bản khác được; mã của nhacviec vẫn theo MIT. Ai phân phối lại kèm chúng (ví dụ
một image) thì kèm cả giấy phép và chỉ nơi lấy mã nguồn (pypi.org). Phông chữ Roboto trong gói theo Apache-2.0.
Danh mục đầy đủ kèm phiên bản, dấu băm: `sbom.cdx.json` của mỗi bản phát hành (`make dist`). Tệp này do `make
licences` viết.

| thư viện | giấy phép |
|---|---|
"""


def list_installed() -> set[str]:
    """Return the names of all packages that the lock file installs with the program, on any system."""
    locked = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))["package"]
    packages = {package["name"]: package for package in locked}
    found: set[str] = set()
    wanted = [("nhacviec", "")]
    while wanted:
        name, extra = wanted.pop()
        package = packages[name]
        asked = package.get("optional-dependencies", {}).get(extra, []) if extra else package.get("dependencies", [])
        for one in asked:
            extras = ["", *one.get("extra", [])]
            if one["name"] not in found or one.get("extra"):
                wanted += [(one["name"], each) for each in extras]
            found.add(one["name"])
    return found


def licence_of(name: str) -> str:
    """Return the licence of a package as it tells it. Raises LookupError for one that tells none in a line."""
    if name in _TOLD_OTHERWISE:
        return _TOLD_OTHERWISE[name]
    try:
        told = metadata(name)
    except PackageNotFoundError:
        raise LookupError(name) from None
    for expression in told.get_all("License-Expression", []):
        return str(expression)
    for line in "".join(told.get_all("License", [])).splitlines()[:1]:
        if len(line) < 30:
            return str(line)
    for classifier in told.get_all("Classifier", []):
        if found := re.fullmatch(r"License :: OSI Approved :: (.+?)(?: \(.*\))?", classifier):
            return found[1]
    raise LookupError(name)


def lines() -> Iterator[str]:
    """Yield the rows of the list."""
    for name in sorted(list_installed()):
        yield f"| {name} | {licence_of(name)} |\n"
    yield from ("\n", "Kèm trong gói, nguyên như bản phát hành, cho các trang của bảng theo dõi:\n", "\n")
    yield from ("| thư viện | giấy phép | tệp | SHA-256 |\n", "|---|---|---|---|\n")
    for one in VENDORED:
        yield f"| {one.name} {one.version} | {one.licence} | `{one.file}` ({one.source}) | `{one.sha256}` |\n"


if __name__ == "__main__":
    LIST.write_text(_HEAD + "".join(lines()), encoding="utf-8")
