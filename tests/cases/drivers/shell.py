"""Drives the snippets for the shell: each case is a script that is run."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

SHELL = sys.argv[1]
FAILED = re.compile(r"returned error: (\d+)")


def answer(asked: dict[str, Any]) -> dict[str, Any]:
    """Run a script, and return what it printed, or the status that it failed with."""
    call = asked["call"]
    if "cannot" in call:
        return {"cannot": call["cannot"]}
    environment = {**os.environ, **call["environment"], "CASE_BASE_URL": asked["base_url"]}
    Path("case.sh").write_text(call["script"], encoding="utf-8")
    command = [SHELL, "-eu", "case.sh"]
    done = subprocess.run(command, env=environment, capture_output=True, check=False)
    failed = FAILED.search(done.stderr.decode("utf-8", "replace"))
    if failed:
        return {"error": {"kind": "status", "status": int(failed[1])}}
    if done.returncode:
        return {"error": {"kind": f"exit {done.returncode}: {done.stderr.decode()[:500]}"}}
    if call["output"]:
        file = Path(call["output"])
        content = file.read_bytes()
        file.unlink()
        told = {"sha256": hashlib.sha256(content).hexdigest(), "length": len(content)}
        return {"result": {"$bytes": told}}
    if call["is_silent"]:
        return {"result": ""}
    return {"result": done.stdout.decode("utf-8", "replace")}


for line in sys.stdin:
    question = json.loads(line)
    print(json.dumps({"id": question["id"], **answer(question)}), flush=True)
