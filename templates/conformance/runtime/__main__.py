"""``python -m conformance --base-url URL``: the whole suite without pytest, in a second."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from .arguments import OPTIONS, WrongArgument, settings_of
from .asking import Unreachable
from .groups import GROUPS
from .harness import Server
from .operations import LEFT_OUT, OPERATIONS, STARTS
from .suite import run


def main() -> int:
    """Return 0 where every promise is kept, 1 where not, 2 without a verdict."""
    parser = argparse.ArgumentParser(prog="conformance", description=__doc__)
    for name, (value, text) in OPTIONS.items():
        parser.add_argument(name, metavar=value, default="", help=text, dest=name)
    parser.add_argument(
        "--findings", metavar="FILE", help="write what was found as JSON"
    )
    given = vars(parser.parse_args())
    file = given.pop("findings")
    try:
        server = Server(settings_of(given), OPERATIONS, STARTS, GROUPS)
        result = run(server, GROUPS)
    except (WrongArgument, Unreachable) as error:
        print(error, file=sys.stderr)
        return 2
    told = result.as_json() | {"left_out": LEFT_OUT}
    if file:
        text = json.dumps(told, ensure_ascii=False, indent=1)
        Path(file).write_text(text, encoding="utf-8")
    for test in result.tests:
        if test.ended == "failed":
            print(test.reason, end="\n\n")
    print(
        f"{len(server.findings)} findings; {told['passed']} tests passed, {told['failed']} failed"
    )
    return 1 if server.findings else 0


if __name__ == "__main__":
    sys.exit(main())
