"""Parsers: what argparse is told of a program and of its commands, and the help that it prints."""

from __future__ import annotations

import argparse
import textwrap
from collections.abc import Iterable, Sequence
from typing import Any, NoReturn

from .command import Command, Following
from .options import Option, dashed
from .screen import columns
from .shape import Program
from .trouble import MEANINGS, Misuse

WAIT = 600.0
"""Seconds to wait for a job if nobody says otherwise."""


class Parser(argparse.ArgumentParser):
    """Raises Misuse where argparse would end the process."""

    def __init__(self, prog: str, usage: str, description: str) -> None:
        super().__init__(
            prog=prog,
            usage=_plain(usage),
            description=_plain(wrapped(description)),
            formatter_class=_Formatter,
            add_help=False,
            allow_abbrev=False,
        )

    def error(self, message: str) -> NoReturn:
        """Refuse the command line."""
        raise Misuse(f"{message}. See {self.prog} --help")

    def flags(self) -> dict[str, argparse.Action]:
        """Return the options by what stands in front of them."""
        return dict(self._option_string_actions)


class _Formatter(argparse.RawDescriptionHelpFormatter):
    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=26, width=_width())


class General:
    """Adds what every command takes, under other names where the operation has taken them."""

    def __init__(self, parser: Parser, taken: Iterable[str]) -> None:
        self.parser = parser
        self.taken = frozenset(taken)

    def add(
        self, title: str, rows: Iterable[tuple[Sequence[str], dict[str, Any]]]
    ) -> None:
        """Add options under a title. Each has its flags, and what argparse is told of it."""
        group = self.parser.add_argument_group(title)
        for flags, facts in rows:
            free = [one for one in flags if one not in self.taken]
            if not free:
                free = [f"--cli-{flags[-1].removeprefix('--')}"]
            settled: dict[str, Any] = {**facts, "default": argparse.SUPPRESS}
            settled["help"] = _plain(facts["help"])
            group.add_argument(*free, **settled)


def of_program(program: Program, called: str) -> Parser:
    """Return the parser of what stands in front of a command."""
    parser = Parser(called, f"{called} [options] GROUP COMMAND ...", program.summary)
    groups = parser.add_argument_group(
        f"groups ({called} GROUP --help lists the commands)"
    )
    for word, each in program.words.items():
        _add_word(groups, word, each.summary)
    _add_word(
        groups, program.builtin, "Print the completion of a shell: bash, zsh or fish."
    )
    _add_connection(General(parser, ()), program)
    parser.epilog = _endings(program)
    return parser


def of_group(
    called: str, about: str, commands: Iterable[Command[Any] | Following]
) -> Parser:
    """Return the parser of a group, which is there for its help."""
    parser = Parser(called, f"{called} COMMAND ...", about)
    group = parser.add_argument_group(f"commands ({called} COMMAND --help says more)")
    for one in commands:
        _add_word(group, one.word, one.summary)
    return parser


def of_command(command: Command[Any], called: str, program: Program) -> Parser:
    """Return the parser of an operation."""
    options = list(command.options.declared())
    needed = [
        f"{one.flag} {one.takes.name}" for one in options if _is_named_and_needed(one)
    ]
    places = [one.name.strip("_").upper() for one in options if one.is_positional]
    usage = " ".join([called, *places, *needed, "[options]"])
    parser = Parser(
        called, usage, f"{command.summary}\n\n{command.route}\n\n{command.about}"
    )
    if options:
        group = parser.add_argument_group("what the request says")
        for one in options:
            _add_option(group, one)
    general = General(parser, (one.flag for one in options if not one.is_positional))
    if options:
        general.add("the request as a whole", _whole(command))
    if command.jobs:
        general.add("its job", _job_rows(command.jobs.makes_file))
    elif command.brings_bytes:
        general.add(
            "what comes",
            [_output("Where to write the bytes: a path, or - for standard output.")],
        )
    general.add("this call", _call_rows())
    _add_connection(general, program)
    return parser


def of_following(command: Following, called: str, program: Program) -> Parser:
    """Return the parser of a command that goes on with a job."""
    usage = f"{called} JOB [options]"
    parser = Parser(
        called, usage, f"{command.summary}\n\nThe job of `{command.start.word}`."
    )
    group = parser.add_argument_group("the job")
    text = f"Its id, its token, or - for what `{command.start.word}` printed, on standard input"
    text += ", a line for each of several." if command.verb == "wait" else "."
    group.add_argument("job", nargs="?", metavar="JOB", help=_plain(text))
    general = General(parser, ())
    if command.verb in ("wait", "watch"):
        general.add("waiting", [_wait_timeout()])
    if command.jobs.makes_file and command.verb in ("wait", "download"):
        general.add(
            "what it has made",
            [_output(_where(command.verb))],
        )
    if command.verb == "wait":
        general.add("the answer", [_get()])
    _add_connection(general, program)
    return parser


def _where(verb: str) -> str:
    several = ", with {id} in it for several jobs" if verb == "wait" else ""
    return f"Where to write it: a path{several}, or - for standard output."


def wrapped(text: str) -> str:
    """Return prose in lines that fit the terminal; lists and paragraphs are kept."""
    made: list[str] = []
    for line in text.strip().split("\n"):
        pad = "  " if line.lstrip()[:2] in ("- ", "* ") else ""
        made.append(textwrap.fill(line, _width(), subsequent_indent=pad))
    return "\n".join(made)


def _add_word(group: Any, word: str, about: str) -> None:
    """Add a word for the sake of help."""
    group.add_argument(
        word, nargs="?", metavar=word, help=_plain(about), default=argparse.SUPPRESS
    )


def _add_option(group: Any, option: Option[Any]) -> None:
    takes = option.takes
    facts: dict[str, Any] = {"default": None, "help": _plain(_help(option))}
    if option.is_positional:
        metavar = option.name.strip("_").upper()
        group.add_argument(f"given.{option.name}", nargs="?", metavar=metavar, **facts)
    elif takes.is_flag:
        facts["action"] = argparse.BooleanOptionalAction
        group.add_argument(option.flag, dest=f"given.{option.name}", **facts)
    else:
        facts["action"] = "append"
        facts["metavar"] = takes.name
        group.add_argument(option.flag, dest=f"given.{option.name}", **facts)


def _help(option: Option[Any]) -> str:
    said = [" ".join(option.about.split())]
    if option.known:
        said.append(f"Known: {', '.join(map(str, option.known))}.")
    if option.default:
        said.append(f"Default: {option.default}.")
    if option.takes.is_list:
        said.append("May be repeated.")
    if option.is_required and not option.is_positional:
        said.append("Required.")
    if option.id_at:
        said.append("- takes it from what was printed when it was started.")
    return " ".join(one for one in said if one)


def _whole(command: Command[Any]) -> list[tuple[Sequence[str], dict[str, Any]]]:
    rows: list[tuple[Sequence[str], dict[str, Any]]] = []
    if command.has_fields:
        text = (
            "The body as a JSON object, or @FILE, or - for standard input. What is given beside it "
            "wins; a field that is not in the document is sent all the same."
        )
        rows.append((["--body"], {"metavar": "JSON", "help": text}))
    text = (
        "One value as JSON, or else as text; name.inner=5 reaches into an object, name=null sends "
        "null. May be repeated."
    )
    rows.append((["--set"], {"metavar": "NAME=JSON", "action": "append", "help": text}))
    if command.has_body:
        known = f" Known: {', '.join(command.media)}." if command.media else ""
        text = f"How to send the body, if not as what fits first.{known}"
        rows.append((["--media-type"], {"metavar": "TYPE", "help": text}))
    return rows


def _job_rows(makes_file: bool) -> list[tuple[Sequence[str], dict[str, Any]]]:
    text = "Wait until the job is over, and print the last answer instead of the first."
    rows: list[tuple[Sequence[str], dict[str, Any]]] = [
        (["--wait"], {"action": "store_true", "help": text}),
        _wait_timeout(),
    ]
    if makes_file:
        rows.append(
            _output(
                "Wait, and write what the job has made: to a path, or - for standard output."
            )
        )
    return rows


def _wait_timeout() -> tuple[Sequence[str], dict[str, Any]]:
    text = (
        f"How long to wait, or `none`. Default: {WAIT:g}. The job goes on after that."
    )
    return ["--wait-timeout"], {"metavar": "SECONDS", "help": text}


def _output(text: str) -> tuple[Sequence[str], dict[str, Any]]:
    return ["-o", "--output"], {"metavar": "FILE", "help": text}


def _get() -> tuple[Sequence[str], dict[str, Any]]:
    text = "Print the value at this JSON Pointer alone, such as /id; a text without quotes."
    return ["--get"], {"metavar": "POINTER", "help": text}


def _call_rows() -> list[tuple[Sequence[str], dict[str, Any]]]:
    text = "Another query parameter to send. May be repeated."
    return [
        _get(),
        (["--query"], {"metavar": "NAME=VALUE", "action": "append", "help": text}),
        (
            ["--dry-run"],
            {
                "action": "store_true",
                "help": "Print the request as a line for curl, and send nothing.",
            },
        ),
    ]


def _add_connection(general: General, program: Program) -> None:
    rows: list[tuple[Sequence[str], dict[str, Any]]] = []
    for key in program.keys:
        name = f"--{dashed(key.name)}-file"
        text = f"A file with the key, or - for standard input. Default: the environment variable {key.environment}."
        rows.append(
            ([name], {"metavar": "FILE", "help": text, "dest": f"key.{key.name}"})
        )
    where = f"Default: {program.environment}_BASE_URL" + (
        f", or {program.base_url}" if program.base_url else ""
    )
    rows += [
        (["--base-url"], {"metavar": "URL", "help": f"Where the API is. {where}."}),
        (["--header"], {"metavar": "NAME:VALUE", "action": "append", "help": "Another header to send. May be repeated."}),
        (["--timeout"], {"metavar": "SECONDS", "help": "How long to wait in each phase of a request."}),
        (["--deadline"], {"metavar": "SECONDS", "help": "How long a request may take, with all its attempts."}),
        (["--max-retries"], {"metavar": "COUNT", "help": "How often to try again what failed in passing."}),
        (["--strict"], {"action": "store_true", "help": "Refuse an answer that is not as the document says."}),
        (["--json-errors"], {"action": "store_true", "help": "Say what went wrong as a line of JSON on standard error."}),
        (["-q", "--quiet"], {"action": "store_true", "help": "Show no progress."}),
        (["-v", "--verbose"], {"action": "store_true", "help": "Tell of each attempt on standard error, without keys."}),
        (["--version"], {"action": "store_true", "help": "Print the version."}),
        (["-h", "--help"], {"action": "store_true", "help": "Print this."}),
    ]  # fmt: skip
    general.add("the connection and this program", rows)


def _endings(program: Program) -> str:
    rows = [f"  {code:<4} {text}" for code, text in MEANINGS.items()]
    return _plain("\n".join(["exit codes:", *rows]))


def _is_named_and_needed(option: Option[Any]) -> bool:
    return option.is_required and not option.is_positional


def _width() -> int:
    return max(min(columns(), 100) - 2, 40)


def _plain(text: str) -> str:
    """Keep argparse from reading signs of its own in a text."""
    return text.replace("%", "%%")
