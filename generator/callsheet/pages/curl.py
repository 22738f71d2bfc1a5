"""curl commands on a page: what they would send. They are read, never run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import field
from urllib.parse import parse_qsl, urlsplit

from callsheet.data import dataclass
from callsheet.pages.json_sample import Sample
from callsheet.pages.page import Text

_END = frozenset(("|", "||", "&&", ";", "&", ">", ">>", "<", "2>", "2>&1"))
_PLAIN = frozenset(
    [
        "-s",
        "-S",
        "-i",
        "-v",
        "-k",
        "-L",
        "-f",
        "-g",
        "-N",
        "-G",
        "-I",
        "-sS",
        "-sSL",
        "-sL",
        "-fsSL",
        "--silent",
        "--show-error",
        "--include",
        "--verbose",
        "--insecure",
        "--compressed",
        "--location",
        "--fail",
        "--fail-with-body",
        "--no-buffer",
        "--globoff",
        "--get",
        "--head",
        "-O",
        "--remote-name",
        "-J",
    ]
)
_GOES_ON = re.compile(r"[\s\\]*-{1,2}[A-Za-z]")
_LINE_END = re.compile(r"\\[ \t]*\n")
_DATA = frozenset(("-d", "--data", "--data-raw", "--data-binary", "--data-ascii", "--json"))
_FORM = frozenset(("-F", "--form", "--form-string"))
_PLACEHOLDER = re.compile(r"<[A-Za-z_][\w \-]{0,40}>")
_SHORT_WITH_VALUE = "XHdFoubAmTeEwxU"


@dataclass(frozen=True, slots=True)
class Said:
    """A piece of a command, with its line."""

    text: str
    line: int


@dataclass(slots=True)
class Command:
    """What a curl command, or a call in a program, sends."""

    line: int
    method: str = ""
    """As given with -X, or as curl chooses."""
    method_line: int = 0
    """Where -X stands, else where the URL does."""
    url: Said = field(default_factory=lambda: Said("", 0))
    headers: list[tuple[str, Said]] = field(default_factory=list[tuple[str, Said]])
    """Names in lower case."""
    data: list[tuple[Text, str]] = field(default_factory=list[tuple[Text, str]])
    """Bodies, with the option that gave each."""
    form: list[tuple[str, Said]] = field(default_factory=list[tuple[str, Said]])
    encoded: list[tuple[str, Said]] = field(default_factory=list[tuple[str, Said]])
    """``--data-urlencode``."""
    as_query: bool = False
    """-G: the data goes into the query."""
    user: bool = False
    bodies: list[Sample] = field(default_factory=list[Sample])
    """Values that a program sends as JSON."""
    literal: bool = True
    """Whether all that it sends stands there; a program keeps some of it in variables."""
    unread: list[Said] = field(default_factory=list[Said])
    """Options that this reader does not know."""

    @property
    def path(self) -> str:
        """The path of the URL, placeholders as they are."""
        rest = re.sub(r"^[a-z]+://", "", self.url.text, flags=re.IGNORECASE)
        return ("/" + rest.split("/", 1)[1] if "/" in rest else "/").split("?")[0].split("#")[0]

    @property
    def query(self) -> list[str]:
        """Names of query parameters."""
        given = urlsplit(re.sub(r"[{}<>$]", "", self.url.text)).query
        return [name for name, _ in parse_qsl(given, keep_blank_values=True)]

    def header(self, name: str) -> Said | None:
        """Return a header's value."""
        return next((said for key, said in self.headers if key == name), None)


def read_commands(text: Text) -> list[Command]:
    """Return the curl commands of a block of code, in order."""
    commands, words = list[Command](), list[Text]()
    for word in [*_words(text), None]:
        ends = word is None or word.text in _END or word.text == "\n"
        if ends:
            start = next(
                (at for at, each in enumerate(words) if each.text in ("curl", "curl.exe")), None
            )
            if start is not None:
                commands.append(_command(words[start:]))
            words = []
        elif word is not None:
            words.append(word)
    return commands


def _command(words: list[Text]) -> Command:
    made = Command(words[0].line())
    explicit, waiting = "", iter(words[1:])
    for word in waiting:
        option, value = word.text, None
        if option.startswith("--") and "=" in option:
            option, _, rest = option.partition("=")
            value = word.cut(len(word.text) - len(rest))
        elif re.match(rf"^-[{_SHORT_WITH_VALUE}].", option):
            option, value = option[:2], word.cut(2)
        if not option.startswith("-") or option == "-":
            if not made.url.text:
                made.url = Said(option, word.line())
            continue
        if option in _PLAIN:
            made.as_query = made.as_query or option in ("-G", "--get")
            explicit = "HEAD" if option in ("-I", "--head") else explicit
            continue
        if value is None:
            value = next(waiting, None)
        if value is None:
            made.unread.append(Said(option, word.line()))
            continue
        given = _take(made, option, value)
        explicit = given or explicit
        made.method_line = value.line() if given else made.method_line
    sends = bool(made.data or made.form or made.encoded) and not made.as_query
    made.method_line = made.method_line or made.url.line
    made.method = (explicit or ("POST" if sends else "GET")).upper()
    return made


def _take(made: Command, option: str, value: Text) -> str:
    """Take an option with a value. Returns the method where the option gives it."""
    said = Said(value.text, value.line())
    if option in ("-X", "--request"):
        return value.text
    if option in ("-H", "--header"):
        name, _, rest = value.text.partition(":")
        made.headers.append((name.strip().lower(), Said(rest.strip(), said.line)))
    elif option in _DATA:
        made.data.append((value, option))
    elif option in _FORM:
        name, _, rest = value.text.partition("=")
        made.form.append((name, Said(rest, said.line)))
    elif option == "--data-urlencode":
        name, _, rest = value.text.partition("=")
        made.encoded.append((name, Said(rest, said.line)))
    elif option == "--url":
        made.url = said
    elif option in ("-u", "--user", "--oauth2-bearer"):
        made.user = True
    return ""


# Words, as a shell would split them.


def _words(text: Text) -> Iterator[Text]:
    """Yield words without their quotation marks, and ``\\n`` where a command ends with its line."""
    pieces, source, at = list[tuple[str, int]](), text.text, 0
    inside = False

    def word() -> Text:
        made = Text.of_pieces(pieces)
        pieces.clear()
        return made

    while at < len(source):
        character, line = source[at], text.line(at)
        if character == "\\" and _LINE_END.match(source, at):
            at = source.index("\n", at) + 1
            continue
        if character in "'\"" or source.startswith("$'", at):
            quote = source[at + 1] if character == "$" else character
            stop = _closing(source, at + 1 + (character == "$"), quote)
            body = source[at + 1 + (character == "$") : stop]
            first = text.line(at)
            for number, part in enumerate(_unescaped(body, quote).split("\n")):
                pieces.append((("\n" if number else "") + part, first + number))
            inside = True
            at = stop + 1
            continue
        if character.isspace():
            if inside or pieces:
                yield word()
                inside = False
            if character == "\n" and not _GOES_ON.match(source, at + 1):
                yield Text("\n", ((0, line),))
            at += 1
            continue
        if character == "#" and not pieces and not inside:
            end = source.find("\n", at)
            at = end if end >= 0 else len(source)
            continue
        if character in "|;&<>" and not pieces and not _placeholder(source, at):
            yield Text(character, ((0, line),))
            at += 1
            continue
        if character == "\\" and at + 1 < len(source):
            at += 1
            character = source[at]
        pieces.append((character, line))
        inside = True
        at += 1
    if inside or pieces:
        yield word()


def _closing(source: str, at: int, quote: str) -> int:
    """Return where a quotation ends; the end of the text where nothing closes it."""
    while at < len(source):
        if source[at] == "\\" and quote == '"':
            at += 2
            continue
        if source[at] == quote:
            return at
        at += 1
    return len(source)


def _unescaped(text: str, quote: str) -> str:
    return re.sub(r'\\(["\\$`])', r"\1", text) if quote == '"' else text


def _placeholder(source: str, at: int) -> bool:
    return bool(_PLACEHOLDER.match(source, at))
