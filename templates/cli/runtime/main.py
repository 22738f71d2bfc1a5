"""The program: finds the command, carries it out, and says in an exit code how that went."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any

from . import inputs
from .command import Command, Following, all_of
from .commands import PROGRAM
from .options import dashed
from .shape import Group
from .trouble import BROKEN_PIPE, FINE, Misuse

COMPLETE = "__complete"
"""What a shell asks with: the shell's name, and the words so far."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out a command line, and return its exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    inputs.begin()
    try:
        code = _run(words)
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        # Whoever read this has gone: what is left in the buffer must not be written at the exit.
        _let_go()
        return BROKEN_PIPE


def commands_in(group: Group) -> dict[str, Command[Any] | Following]:
    """Return the commands of a group by their words."""
    return all_of(import_module(f".commands.{group.name}", __package__).COMMANDS)


def called() -> str:
    """Return what started this program, as one would type it."""
    name = os.path.basename(sys.argv[0])
    is_module = name in ("__main__.py", "-m", "-c") or not name
    return f"python -m {__package__}" if is_module else name


def _run(words: list[str]) -> int:
    if words[:1] == [COMPLETE]:
        from .completion import candidates

        return candidates(words[1], words[2:])
    if not words:
        words = ["--help"]
    try:
        return _found(words)
    except Misuse as error:
        from .screen import fault, print_error
        from .trouble import WRONG_USE

        if "--json-errors" in words:
            print_error("usage", str(error))
        else:
            fault(called(), str(error))
        return WRONG_USE


def _found(words: list[str]) -> int:
    from .parser import of_program

    name = called()
    parser = of_program(PROGRAM, name)
    place = _first_word(words, parser.flags())
    told = parser.parse_args(words[:place], Namespace())
    if hasattr(told, "version"):
        return _print_version()
    if hasattr(told, "help"):
        parser.print_help()
        return FINE
    rest = words[place:]
    if not rest:
        raise Misuse(f"there is no command. See {name} --help")
    if rest[0] == PROGRAM.builtin:
        from .completion import script

        return script(rest[1:])
    groups = PROGRAM.words
    if rest[0] not in groups:
        raise Misuse(_unknown("group", rest[0], [*groups, PROGRAM.builtin], name))
    return _in_group(groups[rest[0]], rest[1:], told, f"{name} {rest[0]}")


def _in_group(group: Group, rest: list[str], told: Namespace, name: str) -> int:
    from .parser import of_command, of_following, of_group

    commands = commands_in(group)
    if not rest or rest[0] in ("-h", "--help"):
        of_group(name, group.summary, commands.values()).print_help()
        return FINE
    command = commands.get(rest[0])
    if command is None:
        raise Misuse(_unknown("command", rest[0], list(commands), name))
    line = f"{name} {rest[0]}"
    if isinstance(command, Following):
        parser = of_following(command, line, PROGRAM)
    else:
        parser = of_command(command, line, PROGRAM)
    told, unknown = parser.parse_known_args(rest[1:], told)
    if hasattr(told, "help"):
        parser.print_help()
        return FINE
    if hasattr(told, "version"):
        return _print_version()
    if unknown:
        raise Misuse(_unknown("option", unknown[0], list(parser.flags()), line))
    return _carried_out(command, told, dashed(group.name), commands)


def _print_version() -> int:
    from .. import __version__

    print(f"{PROGRAM.name} {__version__}")
    return FINE


def _carried_out(
    command: Command[Any] | Following,
    told: Namespace,
    group: str,
    others: Mapping[str, Command[Any] | Following],
) -> int:
    # Not before: whoever asks for help, or mistypes, need not wait for this.
    from .errors import told_in_one_line
    from .run import Run

    run = Run(PROGRAM, called(), has_json_errors=hasattr(told, "json_errors"))
    with told_in_one_line(run, is_verbose=hasattr(told, "verbose")) as ending:
        if isinstance(command, Following):
            ending.code = run.following(command, told, f"{group} {command.word}")
        else:
            ending.code = run.operation(
                command, told, f"{group} {_waiting(command, others)}"
            )
    return ending.code


def _waiting(
    command: Command[Any], others: Mapping[str, Command[Any] | Following]
) -> str:
    """Return the word of the command that goes on with a job."""
    for word, one in others.items():
        if isinstance(one, Following) and one.verb == "wait" and one.start is command:
            return word
    return ""


def _first_word(words: Sequence[str], flags: Any) -> int:
    """Return where the group stands: behind options, and the values that they take."""
    at = 0
    while at < len(words) and words[at].startswith("-") and words[at] != "-":
        flag, sign, _ = words[at].partition("=")
        takes = flag in flags and flags[flag].nargs != 0
        at += 2 if takes and not sign else 1
    return min(at, len(words))


def _unknown(kind: str, word: str, known: list[str], name: str) -> str:
    from difflib import get_close_matches

    close = get_close_matches(word.partition("=")[0], known, 1)
    hint = f"did you mean {close[0]}?" if close else f"See {name} --help"
    return f"there is no {kind} {word}: {hint}"


def _let_go() -> None:
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        pass
