"""Drives a generated command line: `python command_line.py FOLDER PACKAGE`.

Each case is the words that one would type; the program's `main` runs in this process. One line of
JSON in, one out, until there are no more: see the README beside this folder.
"""

from __future__ import annotations

import base64
import hashlib
import importlib
import io
import json
import os
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any


class Clock:
    """A clock that nobody waits for."""

    def __init__(self) -> None:
        self.time = 0.0

    def now(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.time += seconds


class Driver:
    """Types commands, and says in JSON what came of them."""

    def __init__(self, package: str) -> None:
        self.module = importlib.import_module(f"{package}.cli.main")
        self.omit = importlib.import_module(f"{package}._core.omit").omit
        program = self.module.PROGRAM
        connections = importlib.import_module(f"{package}._core.connections_sync").Connections()
        connections.close = lambda: None  # each run of the program would close them

        def client(keys: Any, settings: Any) -> Any:
            made = program.client(keys, settings)
            made._connections = connections
            made._session.clock = Clock()
            return made

        self.program = replace(program, client=client)
        self.module.PROGRAM = self.program

    def answer(self, asked: dict[str, Any]) -> dict[str, Any]:
        """Return what a call comes to."""
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "file"
            words = self.words(asked, file, Path(folder))
            for key in self.program.keys:
                os.environ.pop(key.environment, None)
                if key.name in asked["keys"]:
                    secret = asked["keys"][key.name]
                    text = ":".join(secret) if isinstance(secret, list) else secret
                    os.environ[key.environment] = text
            code, out, error = self.run(words)
            if code:
                return {"id": asked["id"], "error": failure(error)}
            if file.exists():
                return {"id": asked["id"], "result": {"$bytes": digest(file.read_bytes())}}
            return {"id": asked["id"], "result": json.loads(out) if out.strip() else None}

    def run(self, words: list[str]) -> tuple[int, str, str]:
        """Return exit code, standard output and standard error of a command."""
        kept = sys.stdout, sys.stderr
        out, error = (io.TextIOWrapper(io.BytesIO(), "utf-8", newline="\n") for _ in range(2))
        sys.stdout, sys.stderr = out, error
        try:
            code = self.module.main(words)
        finally:
            sys.stdout, sys.stderr = kept
        texts: list[str] = []
        for stream in (out, error):
            stream.flush()
            texts.append(stream.buffer.getvalue().decode())  # type: ignore[attr-defined]
        return code, texts[0], texts[1]

    def words(self, asked: dict[str, Any], file: Path, folder: Path) -> list[str]:
        """Return what one would type."""
        group = next(one for one in self.program.groups if one.name == asked["call"]["resource"])
        commands = self.module.commands_in(group).values()
        command = next(
            one for one in commands if getattr(one, "name", "") == asked["call"]["method"]
        )
        words = ["--json-errors", "--quiet", "--base-url", asked["base_url"], *general(asked)]
        words += [group.name.strip("_").replace("_", "-"), command.word]
        places: list[str] = []
        # What is not in the document goes through the body; the rest has options, given once.
        further = dict(asked["options"].get("extra_body", {}))
        for option in command.options.declared():
            given = asked["arguments"]
            if option.source == "field" and option.wire in further:
                given = {**given, option.name: further.pop(option.wire)}
            if option.name in given:
                value = given[option.name]
                typed = self.typed(option, value, folder)
                if option.is_positional and typed and typed[0] != "--set":
                    places += typed
                else:
                    words += typed
        options = asked["options"]
        if "media_type" in options:
            words += ["--media-type", options["media_type"]]
        for name, value in options.get("extra_query", {}).items():
            text = value if isinstance(value, str) else json.dumps(value)
            words += ["--query", f"{name}={text}"]
        if further:
            words += ["--body", json.dumps(further)]
        if asked["do"] == "wait":
            words += ["--wait"]
        elif asked["do"] == "download" or command.brings_bytes:
            words += ["-o", str(file)]
        return [*words, "--", *places] if places else words

    def typed(self, option: Any, value: Any, folder: Path) -> list[str]:
        """Return the words that give a value: by its own option, or else by `--set`."""
        takes = option.takes
        if isinstance(value, bool) and takes.is_flag:
            return [option.flag if value else f"--no-{option.flag.removeprefix('--')}"]
        if takes.is_list and isinstance(value, list) and value:
            texts = [self.text(takes, one, [one], folder) for one in value]
        elif takes.is_list:
            texts = [None]
        else:
            texts = [self.text(takes, value, value, folder)]
        known = [one for one in texts if one is not None]
        if len(known) < len(texts):
            return ["--set", f"{option.name}={json.dumps(value)}"]
        if option.is_positional:
            return known
        return [f"{option.flag}={one}" for one in known]

    def text(self, takes: Any, one: Any, value: Any, folder: Path) -> str | None:
        """Return the text that is read as a value; None where no text of this kind is."""
        if isinstance(one, dict) and ("$bytes" in one or "$file" in one):
            return file_word(one, folder)
        text = one if isinstance(one, str) else json.dumps(one, ensure_ascii=False)
        if text.startswith("@"):
            text = f"@{text}"
        if text == "-":
            return None
        try:
            return text if same(takes.read(text), value) else None
        except ValueError:
            return None


def general(asked: dict[str, Any]) -> list[str]:
    """Return the words for what a call is set to."""
    options = asked["options"]
    words = ["--max-retries", str(options.get("max_retries", 0))]
    if "timeout" in options:
        words += ["--timeout", str(options["timeout"])]
    if options.get("strict"):
        words += ["--strict"]
    for name, text in options.get("extra_headers", {}).items():
        words += ["--header", f"{name}:{text}"]
    return words


def same(found: Any, value: Any) -> bool:
    """Whether two values are sent in the same way: 1 is not true, and not 1.0."""
    try:
        return json.dumps(found) == json.dumps(value)
    except TypeError:
        return False


def file_word(value: dict[str, Any], folder: Path) -> str:
    """Return what stands for a file."""
    if "$bytes" in value:
        path = folder / "upload"
        path.write_bytes(base64.b64decode(value["$bytes"]))
        return f"@{path}"
    file = value["$file"]
    media = f";type={file['media']}" if file["media"] else ""
    return f"@{file['path']}{media}"


def failure(error: str) -> dict[str, Any]:
    """Return the canonical form of an error."""
    told = json.loads(error.strip().splitlines()[-1])["error"]
    if told["kind"] == "status":
        members = ("code", "type", "param", "request_id")
        made = {name: told.get(name) for name in members}
        return {"kind": "status", "status": told["status"], "message": told.get("reason"), **made}
    if told["kind"].startswith("job-"):
        return {"kind": told["kind"], "message": told.get("reason"), "code": told.get("code")}
    return {"kind": "argument" if told["kind"] == "usage" else told["kind"]}


def digest(content: bytes) -> dict[str, Any]:
    """Return what stands for bytes in a result."""
    return {"sha256": hashlib.sha256(content).hexdigest(), "length": len(content)}


def main() -> None:
    """Answer each line."""
    folder, package = sys.argv[1:]
    sys.path.insert(0, folder)
    sys.argv = ["prog"]
    driver = Driver(package)
    for line in sys.stdin:
        asked = json.loads(line)
        try:
            answer = driver.answer(asked)
        except Exception as error:  # what the program should not raise is told as it is
            answer = {"id": asked["id"], "error": {"kind": f"{type(error).__name__}: {error}"}}
        print(json.dumps(answer), flush=True)


main()
