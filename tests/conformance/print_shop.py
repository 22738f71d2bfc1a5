"""A print shop by hand: it keeps every promise of printing.openapi.yaml, and can break each."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from email.parser import BytesParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Protocol
from urllib.parse import parse_qs, unquote, urlsplit

KEY = "shop-key"
PDF = b"%PDF-1.4\n%%EOF\n"


class Refusal(Exception):
    """A 4xx with its status."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


@dataclass
class Print:
    """A job, and how often it was asked for."""

    id: str
    title: str
    is_doomed: bool
    polls: int = 0
    stopped: bool = False


@dataclass
class Shop:
    """The server's state. ``fault`` names the one promise that is broken; empty for none."""

    fault: str = ""
    steps: int = 3
    """Polls until a print is done; 0: it is done at once."""
    prints: dict[str, Print] = field(default_factory=dict)
    extra: dict[str, Any] = field(default_factory=dict)
    """What this server adds to each answer."""

    def is_broken(self, fault: str) -> bool:
        return self.fault == fault

    # -- what may be asked -------------------------------------------------------------------------

    def answer(
        self, method: str, target: str, headers: dict[str, str], body: bytes
    ) -> tuple[int, dict[str, str], bytes]:
        parts = urlsplit(target)
        steps = [unquote(step) for step in parts.path.strip("/").split("/")]
        query = parse_qs(parts.query, keep_blank_values=True)
        try:
            return self.route(method, steps, query, headers, body)
        except Refusal as refusal:
            code = {} if self.is_broken("error-shape") else {"message": str(refusal)}
            if self.is_broken("error-media"):
                return refusal.status, {"Content-Type": "text/html"}, b"<p>no</p>"
            return self.json(refusal.status, {"code": None, **code})

    def route(
        self,
        method: str,
        steps: list[str],
        query: dict[str, list[str]],
        headers: dict[str, str],
        body: bytes,
    ) -> tuple[int, dict[str, str], bytes]:
        match steps:
            case ["papers", size]:
                self.only(method, "GET")
                if size not in ("a4", "a5"):
                    raise Refusal(404, "no such paper")
                return self.json(200, {"width": "21" if self.is_broken("paper-width") else 21.0})
            case ["prints"]:
                self.only(method, "GET", "POST")
                self.authorise(headers)
                return self.list(query, headers) if method == "GET" else self.create(headers, body)
            case ["prints", identity]:
                self.only(method, "GET", "DELETE")
                self.authorise(headers)
                return (
                    self.poll(self.find(identity))
                    if method == "GET"
                    else self.stop(self.find(identity))
                )
            case ["prints", identity, "pages"]:
                self.only(method, "GET")
                self.authorise(headers)
                return self.pages(self.find(identity), query)
        raise Refusal(404, "no such path")

    def only(self, method: str, *allowed: str) -> None:
        if method not in allowed and not self.is_broken("any-method"):
            raise Refusal(405, "no such method")

    def authorise(self, headers: dict[str, str]) -> None:
        key = headers.get("x-key")
        if (self.is_broken("any-key") and key is not None) or self.is_broken("no-key"):
            return
        if key != KEY:
            raise Refusal(401, "wrong key")

    def find(self, identity: str) -> Print:
        found = self.prints.get(identity)
        if found is None:
            if self.is_broken("invents-prints"):
                return Print(identity, "invented", False, 9)
            if self.is_broken("crashes-on-unknown"):
                raise ZeroDivisionError
            raise Refusal(404, "no such print")
        return found

    # -- operations --------------------------------------------------------------------------------

    def create(self, headers: dict[str, str], body: bytes) -> tuple[int, dict[str, str], bytes]:
        kind = headers.get("content-type", "").partition(";")[0]
        if kind == "multipart/form-data":
            order = self.form(headers["content-type"], body)
        elif kind == "application/json" or (self.is_broken("any-media") and body):
            try:
                order = json.loads(body)
            except ValueError:
                if self.is_broken("crashes-on-malformed"):
                    raise
                raise Refusal(400, "no JSON") from None
        else:
            raise Refusal(415, "no media type that is known")
        self.check(order, is_form=kind == "multipart/form-data")
        identity = "p1" if self.is_broken("one-id") else f"p{len(self.prints) + 1}"
        made = Print(identity, order["title"], headers.get("x-jam") == "yes")
        self.prints[identity] = made
        told = self.told(made)
        if self.is_broken("echo"):
            told["title"] = "Another"
        if self.is_broken("no-id"):
            del told["id"]
        location = {} if self.is_broken("no-location") else {"Location": f"/prints/{identity}"}
        status, more, content = self.json(200 if self.is_broken("status") else 201, told)
        return status, {**more, **location}, content

    def form(self, kind: str, body: bytes) -> dict[str, Any]:
        head = f"Content-Type: {kind}\r\n\r\n".encode()
        order: dict[str, Any] = {}
        for part in BytesParser().parsebytes(head + body).get_payload():
            name = part.get_param("name", header="content-disposition")
            order[name] = part.get_payload(decode=True)
            if part.get_filename() is None:
                order[name] = order[name].decode()
        if "copies" in order:
            if not re.fullmatch(r"-?\d+", str(order["copies"])):
                raise Refusal(422, "copies")
            order["copies"] = int(order["copies"])
        return order

    def check(self, order: Any, *, is_form: bool) -> None:
        """Refuse what is not allowed: each rule by itself, so that each can be forgotten."""
        if not isinstance(order, dict):
            raise Refusal(422, "an object")
        keys = {"title", "copies", "paper", "pages", "due", "note", "dozen", "options"}
        form_fails = is_form and not isinstance(order.get("document"), bytes)
        options = order.get("options", {"scale": 1})
        if not isinstance(options, dict):
            raise Refusal(422, "options")
        if self.is_broken("crashes-on-type") and isinstance(order.get("copies"), str):
            raise ZeroDivisionError
        note = order.get("note")
        if self.is_broken("crashes-on-strange-note") and isinstance(note, str):
            note.encode("latin-1")
        title, copies, pages = order.get("title"), order.get("copies"), order.get("pages", [1])
        text_title = title if isinstance(title, str) else "?"
        if self.is_broken("reads-text-as-number") and isinstance(copies, str) and copies.isdigit():
            copies = int(copies)
        number = copies if isinstance(copies, int) and not isinstance(copies, bool) else 1
        rules = {
            "additionalProperties": not is_form and not set(order) <= keys,
            "document": form_fails,
            "title-required": "title" not in order,
            "title-type": "title" in order and not isinstance(title, str),
            "title-minLength": len(text_title) < 1,
            "title-maxLength": len(text_title) > 20,
            "copies-required": "copies" not in order,
            "copies-type": "copies" in order and number is not copies,
            "copies-minimum": number < 1,
            "copies-maximum": number > (98 if self.is_broken("copies-too-strict") else 99),
            "counts-bytes": self.is_broken("counts-bytes") and len(text_title.encode()) > 20,
            "paper-enum": order.get("paper", "a4") not in ("a4", "a5"),
            "pages-type": not isinstance(pages, list),
            "pages-minItems": pages == [],
            "pages-maxItems": isinstance(pages, list) and len(pages) > 3,
            "pages-uniqueItems": isinstance(pages, list) and len(set(map(str, pages))) < len(pages),
            "pages-items": isinstance(pages, list)
            and any(not _is_whole(p) or p < 1 for p in pages),
            "due-format": "due" in order and not _is_date(order["due"]),
            "note-type": not isinstance(order.get("note"), str | None),
            "dozen": not _is_whole(order.get("dozen", 12)) or order.get("dozen", 12) % 12 != 0,
            "scale-required": "scale" not in options,
            "scale": not _is_number(options.get("scale", 1))
            or not 0 < options.get("scale", 1) <= 1,
            "duplex-type": not isinstance(options.get("duplex", True), bool),
        }
        for name, is_wrong in rules.items():
            if is_wrong and not self.is_broken("ignores-" + name):
                raise Refusal(422, name)
        order.setdefault("title", "?")
        order["title"] = str(order["title"])

    def list(
        self, query: dict[str, list[str]], headers: dict[str, str]
    ) -> tuple[int, dict[str, str], bytes]:
        limit, owner, shop = (
            query.get("limit", ["1"])[0],
            query.get("owner", [""])[0],
            headers.get("x-shop", ""),
        )
        rules = {
            "limit-type": not re.fullmatch(r"-?\d+", limit),
            "limit-maximum": re.fullmatch(r"\d+", limit) and int(limit) > 50,
            "limit-minimum": re.fullmatch(r"-?\d+", limit) and int(limit) < 1,
            "state": not set(query.get("state", [])) <= {"queued", "printing", "done"},
            "owner-required": "owner" not in query,
            "owner-pattern": "owner" in query and not re.fullmatch("[a-z]{3,8}", owner),
            "shop-required": "x-shop" not in headers,
            "shop-format": "x-shop" in headers and not re.fullmatch("[0-9a-f-]{36}", shop),
        }
        for name, is_wrong in rules.items():
            if is_wrong and not self.is_broken("ignores-" + name):
                raise Refusal(400, name)
        return self.json(200, {"prints": [self.told(one) for one in self.prints.values()][:3]})

    def poll(self, one: Print) -> tuple[int, dict[str, str], bytes]:
        one.polls += 1
        told = self.told(one)
        if self.is_broken("loses-prints") and one.polls > 2:
            raise Refusal(404, "lost")
        if self.is_broken("id-changes") and one.polls > 1:
            told["id"] += "x"
        if self.is_broken("late-shape") and told["state"] == "done":
            del told["state"]
        return self.json(200, told)

    def told(self, one: Print) -> dict[str, Any]:
        state, percent = self.state(one)
        if self.is_broken("progress-outside") and state == "done":
            percent = 101
        if self.is_broken("progress-back") and one.polls == 2:
            percent = 0
        if self.is_broken("state-back") and one.polls == 3:
            state = "queued"
        if self.is_broken("end-left") and one.polls == self.steps + 2:
            state = "printing"
        told = {"id": one.id, "state": state, "title": one.title, "percent": percent}
        if state == "jammed" and not self.is_broken("no-reason"):
            told["reason"] = "the paper is stuck"
        if self.is_broken("bad-date"):
            told["created"] = "yesterday"
        return {**self.extra, **told}

    def state(self, one: Print) -> tuple[str, int]:
        if one.stopped:
            return "stopped", 10
        if one.polls >= self.steps and not self.is_broken("never-ends"):
            return ("jammed", 50) if one.is_doomed else ("done", 100)
        return ("printing", min(99, 10 * one.polls)) if one.polls else ("queued", 0)

    def stop(self, one: Print) -> tuple[int, dict[str, str], bytes]:
        if self.state(one)[0] in ("done", "jammed"):
            raise Refusal(409, "too late")
        one.stopped = not self.is_broken("stops-nothing")
        return 204, {}, b""

    def pages(self, one: Print, query: dict[str, list[str]]) -> tuple[int, dict[str, str], bytes]:
        page = query.get("page", ["1"])[0]
        if not re.fullmatch(r"\d+", page) or int(page) < 1:
            raise Refusal(400, "page")
        if self.state(one)[0] != "done" and not self.is_broken("early-pages"):
            raise Refusal(409, "not done")
        content = b"string" if self.is_broken("no-pdf") else PDF
        kind = "text/plain" if self.is_broken("pages-media") else "application/pdf"
        return 200, {"Content-Type": kind}, b"" if self.is_broken("no-pages") else content

    def json(self, status: int, value: Any) -> tuple[int, dict[str, str], bytes]:
        kind = (
            {}
            if self.is_broken("no-media")
            else {"Content-Type": "application/json; charset=utf-8"}
        )
        return status, kind, json.dumps(value).encode()


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_date(value: Any) -> bool:
    try:
        date.fromisoformat(value)
    except (TypeError, ValueError):
        return False
    return True


class Answers(Protocol):
    """What can be served."""

    def answer(
        self, method: str, target: str, headers: dict[str, str], body: bytes
    ) -> tuple[int, dict[str, str], bytes]:
        """Return status, headers and body."""
        ...


@contextmanager
def serving(shop: Answers) -> Iterator[str]:
    """Serve the shop on a free port of this machine; yield its URL."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle_one_request(self) -> None:
            self.raw_requestline = self.rfile.readline(65537)
            if not self.raw_requestline or not self.parse_request():
                self.close_connection = True
                return
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            headers = {name.lower(): value for name, value in self.headers.items()}
            try:
                status, more, content = shop.answer(self.command, self.path, headers, body)
            except Exception:
                status, more, content = 500, {"Content-Type": "text/plain"}, b"crash"
            self.send_response(status)
            for name, value in more.items():
                self.send_header(name, value)
            if status != 204:
                self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)
            self.wfile.flush()

        def log_message(self, *_: object) -> None:
            """Keep the terminal for pytest."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
