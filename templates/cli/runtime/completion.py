"""Completion: a short script for each shell, which asks the program itself what may come next."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from .command import Command, Following
from .commands import PROGRAM
from .options import Option
from .trouble import FINE, Misuse

_BASH = """\
# {name}: source this in bash, or write it to ~/.local/share/bash-completion/completions/{name}
_{function}() {{
    local IFS=$'\\n'
    COMPREPLY=($({name} __complete bash "${{COMP_WORDS[@]:1:COMP_CWORD}}" 2>/dev/null))
}}
complete -o default -F _{function} {name}
"""
_ZSH = """\
#compdef {name}
# {name}: source this in zsh, or write it to a file _{name} in a folder of $fpath
_{function}() {{
    local -a found
    found=("${{(@f)$({name} __complete zsh "${{(@)words[2,CURRENT]}}" 2>/dev/null)}}")
    if [[ -n "$found" ]]; then _describe {name} found; else _files; fi
}}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then _{function} "$@"; else compdef _{function} {name}; fi
"""
_FISH = """\
# {name}: source this in fish, or write it to ~/.config/fish/completions/{name}.fish
function __{function}
    set -l words (commandline -opc) (commandline -ct)
    {name} __complete fish $words[2..-1] 2>/dev/null
end
complete -c {name} -a '(__{function})'
"""
_SCRIPTS = {"bash": _BASH, "zsh": _ZSH, "fish": _FISH}

_SHORTEST = 60
"""Columns of what a shell says of a candidate."""


def script(words: Sequence[str]) -> int:
    """Print the script of a shell. Raises Misuse where there is none."""
    if len(words) != 1 or words[0] not in _SCRIPTS:
        raise Misuse(f"say for which shell: {', '.join(_SCRIPTS)}")
    name = PROGRAM.name
    function = re.sub(r"\W", "_", name)
    print(_SCRIPTS[words[0]].format(name=name, function=function), end="")
    return FINE


def candidates(shell: str, words: Sequence[str]) -> int:
    """Print what the last of the words may become, one a line, as a shell wants it."""
    last = words[-1] if words else ""
    for word, about in sorted(_possible(list(words[:-1]), last)):
        if word.startswith(last):
            print(_line(shell, word, about))
    return FINE


def _line(shell: str, word: str, about: str) -> str:
    about = " ".join(about.split())
    about = about if len(about) <= _SHORTEST else f"{about[: _SHORTEST - 1]}…"
    if shell == "zsh":
        return f"{word.replace(':', chr(92) + ':')}:{about}"
    return f"{word}\t{about}" if shell == "fish" and about else word


def _possible(before: list[str], last: str) -> Iterator[tuple[str, str]]:
    from .main import commands_in
    from .parser import Parser, of_command, of_following, of_program

    groups = PROGRAM.words
    at = next((index for index, word in enumerate(before) if word in groups), None)
    if before[:1] == [PROGRAM.builtin]:
        yield from ((shell, "") for shell in _SCRIPTS)
        return
    if at is None:
        yield from _flags(of_program(PROGRAM, PROGRAM.name), last)
        if not last.startswith("-"):
            yield from ((word, group.summary) for word, group in groups.items())
            yield PROGRAM.builtin, "print the completion of a shell"
        return
    commands = commands_in(groups[before[at]])
    if at + 1 == len(before):
        yield from ((one.word, one.summary) for one in commands.values())
        return
    command = commands.get(before[at + 1])
    if command is None:
        return
    parser: Parser
    if isinstance(command, Following):
        parser = of_following(command, "", PROGRAM)
    else:
        parser = of_command(command, "", PROGRAM)
        option = _awaited(command, before[-1])
        if option is not None:
            yield from ((str(value), "") for value in _values(option))
            return
    yield from _flags(parser, last)


def _awaited(command: Command[Any], word: str) -> Option[Any] | None:
    """Return the option whose value comes next."""
    one: Option[Any]
    for one in command.options.declared():
        if one.flag == word and not one.is_positional and not one.takes.is_flag:
            return one
    return None


def _values(option: Option[Any]) -> Iterable[object]:
    if option.known:
        return option.known
    is_text = isinstance(option.default, (str, int, float))
    return [option.default] if is_text else []


def _flags(parser: Any, last: str) -> Iterator[tuple[str, str]]:
    """Yield the options of a parser: only where one is begun, or a file name could not be meant."""
    if last.startswith("-"):
        for flag, action in parser.flags().items():
            if flag.startswith("--"):
                yield flag, (action.help or "").replace("%%", "%")
