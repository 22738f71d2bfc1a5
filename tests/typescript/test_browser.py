"""The client in a real browser: a page of one origin, the mock on another."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from queue import Queue
from typing import Any

import pytest

from node_tools import Node

ROOT = Path(__file__).parents[2]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
BROWSER = next((found for name in NAMES if (found := shutil.which(name))), None)
PAGE = '<!doctype html><title>A page</title><script type="module" src="page.js"></script>'
POLICY = "default-src 'none'; script-src 'self'; connect-src 'self' http://127.0.0.1:*"
"""Nothing but the page's own modules runs, and none of them is made of text."""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(BROWSER is None, reason="there is no Chromium on the path"),
]


class Site(SimpleHTTPRequestHandler):
    """Serves a folder, and takes what its page tells."""

    told: Queue[Any]

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def do_POST(self) -> None:
        self.told.put(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def site(node: Node, tmp_path: Path) -> Iterator[tuple[str, Queue[Any]]]:
    """A page with the client that is committed, and what it tells."""
    built = tmp_path / "site"
    built.mkdir()
    node.built(ROOT / "generated/typescript", built)
    shutil.copy(Path(__file__).with_name("page.mjs"), built / "page.js")
    (built / "index.html").write_text(PAGE)
    handler = type("Told", (Site,), {"told": Queue()})
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=built)) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}", handler.told
        server.shutdown()


@pytest.fixture
def mock_for(site: tuple[str, Queue[Any]]) -> Iterator[str]:
    """A mock that pages of the site may call."""
    command = [sys.executable, "-m", "callsheet", "mock", "--port", "0", "--quiet"]
    options = ["--api-key", "sk-page", "--origin", site[0]]
    with subprocess.Popen(
        [*command, *options], stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as server:
        assert server.stdout is not None
        found = re.search(r"http://127\.0\.0\.1:\d+", server.stdout.readline())
        assert found is not None
        yield found.group()
        server.terminate()


def visited(url: str, profile: Path, told: Queue[Any]) -> dict[str, Any]:
    """Return what a page tells once a browser has come to it."""
    assert BROWSER is not None
    quiet = ("--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run")
    command = [BROWSER, *quiet, f"--user-data-dir={profile}", url]
    browser = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        found: dict[str, Any] = told.get(timeout=120)
        return found
    finally:
        browser.terminate()
        browser.wait(20)


def test_a_page_runs_a_job(site: tuple[str, Queue[Any]], mock_for: str, tmp_path: Path) -> None:
    url, told = site
    found = visited(f"{url}/?mock={mock_for}", tmp_path / "profile", told)
    assert found.get("broken") is None, found["broken"]
    assert found.pop("states")[-1] == "done"
    assert found.pop("bytes") > 1000
    assert found.pop("elsewhere") > 1000
    assert found.pop("steps") > 0
    assert found == {
        "resumed": "completed",
        "uploaded": "queued",
        "missing": True,
        "refused": "BadRequestError 400",
        "aborted": "AbortError",
        "file": "ArgumentError",
    }


def test_a_page_of_another_origin_gets_nothing(
    site: tuple[str, Queue[Any]], mock_for: str, tmp_path: Path
) -> None:
    url, told = site
    other = url.replace("127.0.0.1", "localhost")
    found = visited(f"{other}/?mock={mock_for}", tmp_path / "profile", told)
    assert found["broken"].startswith("OutcomeUnknown")
