"""``callsheet watch``: a real watcher over a real project, saved to as an editor would."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

PROGRAM = (
    "import signal, sys\n"
    "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # a shell may have had it ignored
    "from callsheet.cli import main\n"
    "sys.exit(main(['watch']))\n"
)


def test_each_save_is_told_and_written_unless_it_breaks_something(project: Path) -> None:
    log, document = project / "log", project / "api.yaml"
    made = project / "generated" / "pet_shop" / "pets.py"

    def awaited(words: str, count: int = 1) -> None:
        limit = time.monotonic() + 10
        while log.read_text("utf-8").count(words) < count:
            assert time.monotonic() < limit, f"no {words!r} in:\n{log.read_text('utf-8')}"
            time.sleep(0.05)

    def save(old: str, new: str) -> None:
        fresh = project / "api.yaml~"
        fresh.write_text(document.read_text("utf-8").replace(old, new), "utf-8")
        fresh.replace(document)

    with log.open("w") as stream:
        command = [sys.executable, "-X", "utf8", "-c", PROGRAM]
        process = subprocess.Popen(command, cwd=project, stdout=stream, stderr=stream)
        try:
            awaited("created")
            head = "/pets:\n    get:\n      operationId: "
            save(head + "listPets", head.replace("pets", "animals") + "findPets")
            awaited("`pets.list()` is gone")
            awaited("1 changed: pet_shop/pets.py")
            good = made.read_bytes()
            assert b"/animals" in good
            save("shared.yaml#/answer", "other.yaml#/answer")
            awaited("reference-missing")
            assert made.read_bytes() == good
            (project / "other.yaml").write_text("answer: {description: of another file}\n")
            awaited("nothing to do")
            (project / "other.yaml").write_text("answer: {description: of another file\n")
            awaited("nothing was written", 2)
            (project / "other.yaml").write_text("answer: {description: mended}\n")
            awaited("nothing to do", 2)
            process.send_signal(signal.SIGINT)
            assert process.wait(10) == 0
        finally:
            process.kill()
            process.wait()
    assert log.read_text("utf-8").count("\u2014 ") == 6  # no round but those: none wakes itself
    assert "Traceback" not in log.read_text("utf-8")
