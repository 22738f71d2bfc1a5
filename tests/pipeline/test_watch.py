"""``callsheet watch``: a real watcher over a real project, saved to as an editor would."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

PROGRAM = (
    "import signal, sys\n"
    "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # a shell may have had it ignored
    "from callsheet.cli import main\n"
    "sys.exit(main(['watch', *sys.argv[1:]]))\n"
)


CALLERS = """\
{% for resource in api.resources %}
{% for operation in resource.operations %}
{{ called(operation, resource | name ~ "." ~ operation | name ~ "()") }}
{% endfor %}
{% endfor %}
"""


@pytest.fixture
def project(project: Path) -> Path:
    """Return a project whose style says how its callers speak."""
    home = project / "templates" / "small"
    (home / "callers.j2").write_text(CALLERS, "utf-8")
    with (home / "target.toml").open("a", encoding="utf-8") as file:
        file.write('[callers]\npython = "callers.j2"\n')
    return project


@dataclass
class Watched:
    """A project, and what its watcher has shown so far."""

    project: Path
    log: Path
    read: int = 0
    """Characters of the log that earlier steps have waited for."""

    def shown(self) -> str:
        """Return all that was shown."""
        return self.log.read_text("utf-8")

    def until(self, words: str) -> str:
        """Wait for the end of a round that shows these words. Return what came until then."""
        limit = time.monotonic() + 120
        while True:
            text = self.shown()[self.read :]
            place = text.find(words)
            if place >= 0 and text.find(" s)\n", place) >= 0:
                end = text.index(" s)\n", place) + 4
                self.read += end
                return text[:end]
            assert time.monotonic() < limit, f"no {words!r} in:\n{text}"
            time.sleep(0.05)

    def save(self, name: str, old: str, new: str) -> None:
        """Change a file, which has the old words, and save it."""
        text = (self.project / name).read_text("utf-8")
        assert old in text
        self.put(name, text.replace(old, new))

    def put(self, name: str, text: str) -> None:
        """Write a file as an editor does: beside it, and then in its place."""
        path = self.project / name
        fresh = path.with_name(path.name + "~")
        fresh.write_text(text, "utf-8")
        fresh.replace(path)

    def written(self) -> dict[str, bytes]:
        """Return everything that was generated."""
        made = self.project / "generated"
        return {str(p.relative_to(made)): p.read_bytes() for p in made.rglob("*") if p.is_file()}


@contextmanager
def watching(project: Path, *arguments: str) -> Iterator[Watched]:
    """Watch a project in a process of its own, from its first round to its orderly end."""
    log = project / "log"
    with log.open("w") as stream:
        command = [sys.executable, "-X", "utf8", "-c", PROGRAM, *arguments]
        process = subprocess.Popen(command, cwd=project, stdout=stream, stderr=stream)
        try:
            yield Watched(project, log)
            process.send_signal(signal.SIGINT)
            assert process.wait(60) == 0
        finally:
            process.kill()
            process.wait()
    assert "Traceback" not in log.read_text("utf-8")


def test_each_save_is_told_and_written_unless_it_breaks_something(project: Path) -> None:
    with watching(project) as seen:
        seen.until("created")
        head = "/pets:\n    get:\n      operationId: "
        seen.save("api.yaml", head + "listPets", head.replace("pets", "animals") + "findPets")
        assert "`pets.list()` is gone" in seen.until("1 changed: pet_shop/pets.py")
        good = seen.written()
        assert b"/animals" in good["pet_shop/pets.py"]
        seen.save("api.yaml", "shared.yaml#/answer", "other.yaml#/answer")
        assert "reference-missing" in seen.until("nothing was written")
        assert seen.written() == good
        seen.put("other.yaml", "answer: {description: of another file}\n")
        seen.until("nothing to do")
        seen.put("other.yaml", "answer: {description: of another file\n")
        seen.until("nothing was written")
        seen.put("other.yaml", "answer: {description: mended}\n")
        seen.until("nothing to do")
    assert seen.shown().count("\u2014 ") == 6  # no round but those: none wakes itself


def test_templates_and_the_configuration_are_watched_and_the_document_may_move(
    project: Path,
) -> None:
    with watching(project) as seen:
        seen.until("created")
        seen.save("templates/small/resource.py.j2", "TITLE   =", "NAME =")
        seen.until("2 changed: pet_shop/pets.py, pet_shop/toys.py")
        good = seen.written()
        assert b"NAME = " in good["pet_shop/pets.py"]
        seen.save("templates/small/resource.py.j2", "{% endfor %}", "{% endfour %}")
        assert "resource.py.j2" in seen.until("nothing was written")
        assert seen.written() == good
        seen.save("templates/small/resource.py.j2", "{% endfour %}", "{% endfor %}")
        seen.until("nothing to do")
        seen.save("callsheet.toml", '["small", "more"]', '["small"]')
        seen.until("1 removed: README.md")
        fewer = seen.written()
        seen.save("callsheet.toml", '["small"]', '["smal"]')
        assert "did you mean" in seen.until("nothing was written")
        assert seen.written() == fewer
        seen.save("callsheet.toml", '["smal"]', '["small"]')
        seen.until("nothing to do")

        folder = project / "spec"
        folder.mkdir()
        (project / "api.yaml").rename(folder / "api.yaml")
        assert "api.yaml" in seen.until("nothing was written")
        (project / "shared.yaml").rename(folder / "shared.yaml")
        seen.save("callsheet.toml", '"api.yaml"', '"spec/api.yaml"')
        seen.until("nothing to do")
        seen.save("spec/api.yaml", "/toys", "/games")
        assert "GET /games" in seen.until("1 changed: pet_shop/toys.py")


def test_an_error_is_shown_in_each_round_until_it_is_mended(project: Path) -> None:
    made = project / "generated" / "pet_shop" / "pets.py"
    with watching(project) as seen:
        seen.until("created")
        good = made.read_bytes()
        seen.save("api.yaml", "operationId: listToys", "operationId: listPets")
        assert "listPets" in seen.until("nothing was written")
        seen.save("shared.yaml", "all of them", "some of them")
        told = seen.until("nothing was written")
        assert "listPets" in told, "the error is the one thing to know"
        assert made.read_bytes() == good
        seen.save("api.yaml", "listPets\n      tags: [toys]", "findToys\n      tags: [toys]")
        told = seen.until("nothing to do")
        assert "`toys.list()` is called `toys.find()` now" in told
        assert "error" not in told

        made.write_bytes(good + b"# by hand\n")
        seen.save("api.yaml", "/pets", "/animals")
        assert "pet_shop/pets.py" in seen.until("nothing was written")
        assert made.read_bytes() == good + b"# by hand\n"
        made.unlink()
        seen.save("api.yaml", "/animals", "/beasts")
        seen.until("1 created: pet_shop/pets.py")
        assert b"/beasts" in made.read_bytes()


def test_a_wrong_case_stops_it_also_one_in_a_new_file(project: Path) -> None:
    case = "cases: [{id: all of them, operation: listPets, reply: {status: 200}, result: null}]\n"
    (project / "cases").mkdir()
    (project / "cases" / "pets.yaml").write_text(case, "utf-8")
    with watching(project) as seen:
        seen.until("created")
        good = seen.written()
        seen.save("cases/pets.yaml", "listPets", "listPats")
        told = seen.until("nothing was written")
        assert "cases/pets.yaml:1:" in told
        assert "did you mean 'listPets'?" in told
        seen.save("api.yaml", "/toys", "/games")
        assert "listPats" in seen.until("nothing was written")
        assert seen.written() == good
        seen.save("cases/pets.yaml", "listPats", "listPets")
        seen.until("1 changed: pet_shop/toys.py")

        seen.put("cases/toys.yaml", case.replace("listPets", "listTays"))
        assert "cases/toys.yaml:1:" in seen.until("nothing was written")
        (project / "cases" / "toys.yaml").unlink()
        seen.until("nothing to do")
    assert seen.shown().count("\u2014 ") == 6  # no round but those


@pytest.mark.slow
def test_lenient_writes_what_can_be_made_and_still_tells_the_errors(project: Path) -> None:
    api = project / "api.yaml"
    wrong = "components: {schemas: {Size: {type: integer, enum: [large]}}}\n"
    api.write_text(api.read_text("utf-8") + wrong, "utf-8")
    with watching(project, "--lenient") as seen:
        assert "enum-type" in seen.until("created")
        assert b"/pets" in seen.written()["pet_shop/pets.py"]
