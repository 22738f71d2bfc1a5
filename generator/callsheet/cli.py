"""The command line: one command, one module, imported only when it is asked for."""

from __future__ import annotations

import argparse
import atexit
import gc
import importlib
import io
import os
import sys
from collections.abc import Iterable, Sequence

from callsheet.diagnostics import Stop

COMMANDS = {
    "generate": "write what callsheet.toml asks for",
    "watch": "generate on each save, and say what it means to callers",
    "check": "say whether the output is up to date; change nothing",
    "lint": "examine an OpenAPI document",
    "explain": "show what callsheet understands of a document",
    "targets": "list what can be made",
    "apply": "carry out the edits of an overlay in the document",
    "docs": "compare documentation pages with a document",
    "mock": "serve a document as a mock server",
    "conform": "run the conformance suite against a server",
    "diff": "say what an edit of a document means to callers",
    "release": "write the next version and its changelog entry",
}

EXIT_CODES = """\
exit codes:
  0    all is well
  1    there are findings: drift, warnings under --strict, a file that is not ours
  2    wrong use, or a document, a setting or a template that cannot be worked with
  130  interrupted; the next run puts right what this one left
"""

_BROKEN_PIPE = 141
"""What a shell reports for a program that SIGPIPE ended."""


_YOUNG = 400_000
"""Objects made before the collector of circles looks at them. What a document becomes lives until
the end: to look every 700 objects, as Python does, is a fifth of a run, and finds nothing."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. Returns the exit code; bad input never ends in a traceback."""
    gc.set_threshold(_YOUNG, 20, 100)
    atexit.register(gc.freeze)  # nor when the process ends, and takes all of it along
    words = list(sys.argv[1:] if argv is None else argv)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        code = _run(words)
        sys.stdout.flush()
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 2
    except BrokenPipeError:
        # What is left in the buffer would raise again when the interpreter flushes it at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _BROKEN_PIPE
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        return 130
    return code


def _run(words: list[str]) -> int:
    name = next((word for word in words if not word.startswith("-")), "")
    parser, commands = _parser((name,) if name in COMMANDS else COMMANDS)
    if name in COMMANDS:
        module = importlib.import_module(f"callsheet.commands.{name}")
        module.configure(commands[name])
        arguments = parser.parse_args(words)
        try:
            code: int = module.run(arguments)
        except Stop as stop:
            _show_stop(stop, as_json=getattr(arguments, "json", False))
            return 2
        return code
    parser.parse_args(words)
    parser.print_help(sys.stderr)
    return 2


def _parser(
    names: Iterable[str],
) -> tuple[argparse.ArgumentParser, dict[str, argparse.ArgumentParser]]:
    """Return the parser, and those of the commands that it has to know."""
    parser = argparse.ArgumentParser(
        prog="callsheet",
        description="Turns one OpenAPI document into clients, a mock and a conformance suite.",
        epilog="example: callsheet generate\n\n" + EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version and exit")
    adder = parser.add_subparsers(  # the name, or it would format the usage to know it
        title="commands", metavar="COMMAND", dest="command", prog=parser.prog
    )
    commands = {
        name: adder.add_parser(
            name,
            help=COMMANDS[name],
            description=f"{COMMANDS[name][0].upper()}{COMMANDS[name][1:]}.",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        for name in names
    }
    return parser, commands


class _Version(argparse.Action):
    """Prints the version; looked up only then, which takes as long as all the rest of a start."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        """Print and exit."""
        from importlib.metadata import version

        print(f"callsheet {version('callsheet')}")
        parser.exit()


def _show_stop(stop: Stop, *, as_json: bool) -> None:
    from callsheet.terminal import show, show_json

    if as_json:
        show_json({}, stop.report, sys.stdout)
    else:
        show(stop.report, sys.stderr)
