"""``callsheet explain``: show what callsheet understands of a document."""

from __future__ import annotations

import argparse
import sys

from callsheet.commands.options import add_config_options, add_json_option, config_of
from callsheet.diagnostics import Report, Stop
from callsheet.terminal import plain, show_json
from callsheet.toml import shown


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.description = (
        "Show what callsheet understands of one operation or schema: where it stands, what it is\n"
        "called in clients, its arguments, types, answers and job. Without a name, list them all."
    )
    parser.epilog = (
        "examples:\n"
        "  callsheet explain\n"
        "  callsheet explain createPet\n"
        "  callsheet explain 'GET /pets/{petId}'\n"
        "  callsheet explain '#/components/schemas/Pet'\n"
    )
    parser.add_argument(
        "name",
        nargs="?",
        metavar="OPERATION|POINTER",
        help="an operation id, METHOD /path, client.method, schema name or JSON Pointer",
    )
    add_json_option(parser)
    add_config_options(parser)


def run(arguments: argparse.Namespace) -> int:
    """Explain. Returns 0, or 2 where nothing goes by the name."""
    from callsheet.explain import Explainer, as_text
    from callsheet.languages.python import Python
    from callsheet.lower import lower
    from callsheet.names import name
    from callsheet.read import read

    report = Report()
    config = config_of(arguments, report)
    document = read(
        config.spec,
        report,
        name=shown(config.spec),
        allow_outside=config.allow_outside,
        allow=config.allow,
    )
    if report.has_errors:
        raise Stop(report)
    api = lower(document, report)
    explainer = Explainer(api, name(api, Python(), report))
    word = arguments.name
    found = explainer.find(word) if word else (*api.operations, *api.declarations)
    if not found:
        near = ", ".join(explainer.near(word))
        hint = f"did you mean {near}?" if near else "`callsheet explain` lists everything there is"
        unknown = Report()
        unknown.error("unknown-name", f"nothing in the document is called {word!r}", hint=hint)
        raise Stop(unknown)
    facts = [explainer.facts(thing) for thing in found]
    if arguments.json:
        show_json({"explained": facts}, (), sys.stdout)
    elif word:
        for one in facts:
            print(plain("\n".join(as_text(one))))
    else:
        for one in facts:
            kind, called = next(iter(one.items()))
            print(plain(f"{kind:9}  {one.get('method', called):40}  {one['place']}"))
    return 0
