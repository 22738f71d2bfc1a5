"""Open a documentation page: Markdown, HTML or text, whatever it claims to be."""

from __future__ import annotations

import re
from pathlib import Path

from callsheet.pages.page import Block, Page, Unread

LARGEST = 8 * 1024 * 1024
"""Bytes of a page; documentation of thousands of operations stays below."""

LARGEST_TEXT = 1024 * 1024
"""Characters of a page of plain text, where nothing says what a line is; some 300 printed pages."""

_BOMS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}
_MARKUP = re.compile(
    r"^\s*(?:<!doctype html|<html|<head|<body|<div|<article|<main|<h1|<table)", re.IGNORECASE
)


class Unreadable(Exception):
    """A page that cannot be read at all; says why and what to do."""


def read_page(path: Path, name: str) -> Page:
    """Return the blocks of a page; ``name`` is what findings call it. Raises Unreadable."""
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise Unreadable(f"it has {size:,} bytes, more than {LARGEST:,}; split it")
        content = path.read_bytes()
    except OSError as error:
        raise Unreadable(error.strerror or str(error)) from error
    source, lost = _decode(content)
    blocks, unread = _blocks(source.replace("\r\n", "\n").replace("\r", "\n"), path.suffix.lower())
    return Page(name, tuple(blocks), (*lost, *unread))


def _decode(content: bytes) -> tuple[str, list[Unread]]:
    encoding = next((name for bom, name in _BOMS.items() if content.startswith(bom)), "utf-8")
    if content.startswith(b"%PDF"):
        raise Unreadable("it is a PDF; give its text (pdftotext -layout page.pdf page.txt)")
    if encoding == "utf-8" and b"\0" in content[:65536]:
        raise Unreadable("it is binary, not a page of text")
    try:
        return content.decode(encoding), []
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        why = f"these bytes are not {encoding.upper()}; they are read as lost characters"
        return content.decode(encoding, "replace"), [Unread(line, why)]


def _blocks(source: str, suffix: str) -> tuple[list[Block], list[Unread]]:
    """Read a page as what its name says, or as what it looks like."""
    if suffix in (".html", ".htm", ".xhtml") or (suffix not in _MARKDOWN and _MARKUP.match(source)):
        from callsheet.pages.html import blocks_of_html

        return blocks_of_html(source)
    if suffix in _MARKDOWN:
        from callsheet.pages.markdown import blocks_of_markdown

        return blocks_of_markdown(source)
    if len(source) > LARGEST_TEXT:
        why = (
            f"it is plain text of {len(source):,} characters, more than {LARGEST_TEXT:,}; split it"
        )
        raise Unreadable(why)
    from callsheet.pages.text import blocks_of_text

    return blocks_of_text(source)


_MARKDOWN = frozenset((".md", ".markdown", ".mdx", ".mdown"))
