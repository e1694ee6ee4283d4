"""The library that the pages load is the one that was published, and nothing of another host is loaded."""

import hashlib
import re

import pytest

from bot.board.vendored import STATIC, VENDORED, Vendored
from handlers.views.board import page
from tests.licences import LIST

TEMPLATES = sorted(page.TEMPLATES.rglob("*.html"))


@pytest.mark.parametrize("one", VENDORED, ids=lambda one: one.name)
def test_its_file_is_the_published_one(one: Vendored) -> None:
    assert hashlib.sha256((STATIC / one.file).read_bytes()).hexdigest() == one.sha256
    assert one.version in one.file
    assert (STATIC / f"htmx-{one.version}.LICENSE.txt").read_text("utf-8").startswith("Zero-Clause BSD")
    assert f"| {one.name} {one.version} | {one.licence} |" in LIST.read_text("utf-8")


def test_the_pages_load_nothing_else() -> None:
    loaded = {
        found.rpartition("/")[2]
        for template in TEMPLATES
        for found in re.findall(r'<(?:script|link)[^>]+(?:src|href)="([^"]+)"', template.read_text("utf-8"))
    }
    assert loaded == {"board.css", "icon.svg", *(one.file for one in VENDORED)}
    sources = [*(STATIC.glob("*.css")), *TEMPLATES]
    assert [path.name for path in sources if re.search(r"https?:|@import|url\((?!#)", path.read_text("utf-8"))] == []


def test_no_template_has_what_the_policy_forbids() -> None:
    """Scripts and styles inside a page do nothing under `default-src 'self'`."""
    forbidden = re.compile(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=|\|\s*safe")
    assert [path.name for path in TEMPLATES if forbidden.search(path.read_text("utf-8"))] == []
