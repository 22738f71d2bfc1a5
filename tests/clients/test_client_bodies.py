"""Request bodies in every media type, over a real socket."""

from __future__ import annotations

import io
import re
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import parse_qsl

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recorder import Recorder, Reply
from styles import Style

NOTHING = Reply(b"", 204, {})


@pytest.fixture
def send(sink: ModuleType, server: Recorder, style: Style) -> Callable[..., Any]:
    """Call a method of a resource, in each style."""
    server.reply(NOTHING)

    def call(resource: str, method: str, *args: Any, **options: Any) -> Any:
        return style.call(
            sink,
            lambda client: getattr(getattr(client, resource), method)(*args, **options),
            base_url=server.url,
            bearer="key",
        )

    return call


def test_json_has_what_was_given_and_null_is_not_absent(
    sink: ModuleType, server: Recorder, send: Callable[..., Any]
) -> None:
    server.reply(Reply(b"", 202, {}))
    send("bodies", "json", name="é", extra_body={"more": None})
    assert server.last.json() == {"name": "é", "more": None}
    assert server.last.headers["content-type"] == "application/json"


def test_a_body_that_is_not_required_is_left_out(
    server: Recorder, send: Callable[..., Any]
) -> None:
    server.reply(Reply(b"", 202, {}))
    send("bodies", "json")
    assert (server.last.body, server.last.headers["content-type"]) == (b"", None)


def test_a_form_has_each_field_in_its_style(server: Recorder, send: Callable[..., Any]) -> None:
    send(
        "bodies",
        "form",
        text="a b&c",
        number=2,
        flag=True,
        list_=["x", "y"],
        packed=["p", "q"],
        deep={"x": 1, "y": 2},
        address="http://a/b",
        json={"a": 1},
    )
    assert parse_qsl(server.last.body.decode(), strict_parsing=True) == [
        ("text", "a b&c"),
        ("number", "2"),
        ("flag", "true"),
        ("list", "x"),
        ("list", "y"),
        ("packed", "p|q"),
        ("deep[x]", "1"),
        ("deep[y]", "2"),
        ("address", "http://a/b"),
        ("json", '{"a":1}'),
    ]


def test_multipart_has_each_field_as_its_type_or_its_encoding_says(
    server: Recorder, send: Callable[..., Any], tmp_path: Path
) -> None:
    picture = tmp_path / "cat.jpg"
    picture.write_bytes(b"\xff\xd8")
    send(
        "bodies",
        "multipart",
        file=b"raw",
        picture=picture,
        files=[("a.txt", io.BytesIO(b"A")), ("b", b"B", "x/y")],
        text="# hi",
        number=1.5,
        thing={"name": "Hammer"},
        things=[{"x": 1, "y": 2}],
        file_or_text="text",
    )
    parts = server.last.parts()
    assert parts["file"] == ("upload", "application/octet-stream", b"raw")
    assert parts["picture"] == ("cat.jpg", "image/jpeg", b"\xff\xd8")
    assert parts["files"] == ("b", "x/y", b"B")
    assert server.last.body.count(b'name="files"') == 2
    assert parts["text"] == (None, "text/markdown", b"# hi")
    assert parts["number"] == (None, None, b"1.5")
    assert parts["thing"] == (None, "application/json", b'{"name":"Hammer"}')
    assert parts["things"] == (None, "application/json", b'{"x":1,"y":2}')
    assert parts["fileOrText"] == (None, None, b"text")


def test_a_text_is_no_file(sink: ModuleType, server: Recorder, send: Callable[..., Any]) -> None:
    with pytest.raises(sink.ArgumentError, match=r"file takes a file: a pathlib\.Path"):
        send("bodies", "multipart", file="cat.png")
    assert server.requests == []


def test_the_boundary_is_another_one_each_time(server: Recorder, send: Callable[..., Any]) -> None:
    send("bodies", "multipart", file=b"x")
    send("bodies", "multipart", file=b"x")
    first, second = (one.headers["content-type"] for one in server.requests)
    assert first != second


def test_names_cannot_end_the_header_of_a_part(server: Recorder, send: Callable[..., Any]) -> None:
    send("bodies", "multipart", file=('a"\r\nX-Evil: 1\r\n\r\n.png', b"x"))
    assert b"\r\nX-Evil" not in server.last.body
    assert b'filename="a%22%0D%0AX-Evil: 1%0D%0A%0D%0A.png"' in server.last.body


@pytest.mark.usefixtures("pets")
@given(content=st.binary(), name=st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
@settings(max_examples=100)
def test_a_part_ends_where_its_file_ends(content: bytes, name: str) -> None:
    from petstore._core.multipart import MultipartBody

    made = MultipartBody("multipart/form-data").payload({"f": (name, content), "g": "last"})
    sent = b"".join(made.chunks())
    boundary = made.media.partition("boundary=")[2].encode()
    pieces = sent.split(b"--" + boundary)
    assert made.length == len(sent)
    assert len(pieces) == 4
    assert pieces[1].partition(b"\r\n\r\n")[2] == content + b"\r\n"


def test_the_first_media_type_that_can_carry_the_arguments_is_sent(
    sink: ModuleType, server: Recorder, send: Callable[..., Any]
) -> None:
    server.reply(Reply(b"ok", 200, {"Content-Type": "text/plain"}))
    assert send("bodies", "text", body="hello") == "ok"
    assert server.last.headers["content-type"] == "text/plain"
    send("bodies", "text", body="a,b", media_type="text/csv")
    assert server.last.headers["content-type"] == "text/csv"
    with pytest.raises(sink.ArgumentError, match="only text/plain, text/csv"):
        send("bodies", "text", body="a,b", media_type="text/html")


def test_a_content_type_header_chooses_the_media_type(
    server: Recorder, send: Callable[..., Any]
) -> None:
    server.reply(Reply(b"ok", 200, {"Content-Type": "text/plain"}))
    send("bodies", "text", body="a,b", extra_headers={"content-type": "text/csv"})
    assert server.last.headers.get_all("content-type") == ["text/csv"]


def test_a_large_file_is_never_whole_in_memory(
    sink: ModuleType, server: Recorder, style: Style, tmp_path: Path
) -> None:
    from sink._core.multipart import MultipartBody

    big = tmp_path / "big.bin"
    with big.open("wb") as file:
        file.truncate(64 * 2**20)
    payload = MultipartBody("multipart/form-data").payload({"file": big})
    tracemalloc.start()
    total = sum(len(chunk) for chunk in payload.chunks())
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert total == payload.length
    assert peak < 2 * 2**20


def test_an_open_file_is_sent_from_where_it_stands_and_can_be_sent_again(
    server: Recorder, send: Callable[..., Any]
) -> None:
    file = io.BytesIO(b"skip,content")
    file.seek(5)
    send("bodies", "multipart", file=file)
    assert server.last.parts()["file"][2] == b"content"


def test_a_stream_of_unknown_length_is_sent_in_chunks(
    server: Recorder, send: Callable[..., Any]
) -> None:
    class Pipe(io.RawIOBase):
        def __init__(self) -> None:
            self.left = [b"one", b"two", b""]

        def readable(self) -> bool:
            return True

        def read(self, size: int = -1) -> bytes:
            return self.left.pop(0)

        def tell(self) -> int:
            raise io.UnsupportedOperation("tell")

    send("bodies", "multipart", file=Pipe())
    assert server.last.headers["transfer-encoding"] == "chunked"
    assert server.last.parts()["file"][2] == b"onetwo"


def test_a_model_is_sent_as_its_fields_are_called_on_the_wire(
    sink: ModuleType, server: Recorder, send: Callable[..., Any]
) -> None:
    point = sink.models.Point(x=1, y=2)
    send("bodies", "multipart", file=b"", things=[point])
    assert re.search(rb'\{"x":1(\.0)?,"y":2(\.0)?\}', server.last.body)
