"""Markdown to blocks, with markdown-it-py: CommonMark, tables, front matter, raw HTML and MDX."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from callsheet.pages.html import blocks_of_html
from callsheet.pages.mdx import without_components
from callsheet.pages.page import Block, Code, Heading, Item, Prose, Table, Text, Unread

_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
# What belongs to an admonition or a tab is indented; CommonMark would take it for code.
_ENDPOINT = re.compile(
    r"^(?:api|openapi):\s*[\"']?((?:GET|POST|PUT|PATCH|DELETE)\s+/[^\s\"'`]*)", re.IGNORECASE
)
_DEEPEST = 60
"""Levels of blocks; a list has two, its own and that of its items."""
_ADMONITION = re.compile(r"^(!!!|\?\?\?\+?|===)[ \t].*$")


def blocks_of_markdown(source: str) -> tuple[list[Block], list[Unread]]:
    """Read a Markdown page."""
    blocks, unread = list[Block](), list[Unread]()
    options = {"html": True, "maxNesting": _DEEPEST}
    tokens = MarkdownIt("commonmark", options).enable("table").parse(_plain(source))
    _Reader(blocks, unread).read(tokens)
    return blocks, [*unread, *_too_deep(tokens)]


def _too_deep(tokens: Sequence[Token]) -> Iterator[Unread]:
    """Yield where markdown-it has given up, which it does not tell: the rest of a list or quote."""
    for token in tokens:
        if token.type in ("list_item_open", "blockquote_open") and token.level + 1 >= _DEEPEST:
            why = f"lists and quotes are nested more than {_DEEPEST // 2} deep; "
            yield Unread(_line(token), why + "what is below was not read")
            return


def _plain(source: str) -> str:
    """Blank what is not the page's text, and take admonitions and components apart."""
    matter = _FRONT_MATTER.match(source)
    if matter:
        source = _matter(matter.group()) + source[matter.end() :]
    lines, inside = list[str](), False
    for line in source.split("\n"):
        if _ADMONITION.match(line):
            inside = True
            lines.append("")
            continue
        if inside and line.strip() and not line.startswith(("    ", "\t")):
            inside = False
        lines.append(re.sub(r"^( {4}|\t)", "", line) if inside else line)
    return "\n".join(without_components(lines))


def _matter(matter: str) -> str:
    """Return the lines of a front matter: blank, but for the endpoint that it names."""
    named = (_ENDPOINT.match(line) for line in matter.split("\n")[:-1])
    return "".join((f"`{found.group(1)}`" if found else "") + "\n" for found in named)


class _Reader:
    """Walks the flat list of tokens once."""

    def __init__(self, blocks: list[Block], unread: list[Unread]) -> None:
        self.blocks = blocks
        self.unread = unread
        self.depth = -1

    def read(self, tokens: Sequence[Token]) -> None:
        """Append the blocks of these tokens."""
        position = 0
        while position < len(tokens):
            token = tokens[position]
            match token.type:
                case "heading_open":
                    level = int(token.tag[1:])
                    self.blocks.append(Heading(level, _inline(tokens[position + 1])))
                case "paragraph_open":
                    text = _inline(tokens[position + 1])
                    if text:
                        self.blocks.append(
                            Prose(text) if self.depth < 0 else Item(self.depth, text)
                        )
                case "bullet_list_open" | "ordered_list_open":
                    self.depth += 1
                case "bullet_list_close" | "ordered_list_close":
                    self.depth -= 1
                case "fence" | "code_block":
                    self._code(token)
                case "table_open":
                    position = self._table(tokens, position)
                case "html_block":
                    found, unread = blocks_of_html(token.content, _line(token))
                    self.blocks.extend(found)
                    self.unread.extend(unread)
                case _:
                    pass
            position += 1

    def _code(self, token: Token) -> None:
        first = _line(token) + (token.type == "fence")
        language = token.info.split()[0].strip("{}.").lower() if token.info.split() else ""
        self.blocks.append(Code(language, Text.of_lines(token.content, first)))

    def _table(self, tokens: Sequence[Token], position: int) -> int:
        rows, headed = list[tuple[Text, ...]](), False
        row = list[Text]()
        while tokens[position].type != "table_close":
            token = tokens[position]
            match token.type:
                case "thead_open":
                    headed = True
                case "tr_open":
                    row = []
                case "inline":
                    row.append(_inline(token))
                case "tr_close":
                    rows.append(tuple(row))
                case _:
                    pass
            position += 1
        self.blocks.append(Table(tuple(rows), headed))
        return position


def _line(token: Token) -> int:
    return token.map[0] + 1 if token.map else 0


def _inline(token: Token) -> Text:
    """Return inline text as it is seen: no emphasis, no targets of links; code in backticks."""
    return Text.of_pieces(_pieces(token.children or [], _line(token))).strip()


def _pieces(children: Sequence[Token], line: int) -> Iterator[tuple[str, int]]:
    for child in children:
        match child.type:
            case "text" | "text_special":
                yield child.content, line
            case "code_inline":
                yield f"`{child.content}`", line
            case "softbreak" | "hardbreak":
                yield "\n", line
                line += 1
            case "html_inline":
                if re.match(r"<br\b", child.content, re.IGNORECASE):
                    yield "\n", line
            case "image":
                yield child.content, line
            case _:
                pass
