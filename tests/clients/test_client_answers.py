"""What is made of answers: values, typed errors, downloads."""

from __future__ import annotations

import pickle
import time
from collections.abc import Callable
from email.utils import formatdate
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from recorder import Recorder, Reply, json_reply
from styles import Style, settled

Show = Callable[..., Any]


@pytest.fixture
def show(pets: ModuleType, server: Recorder, style: Style) -> Show:
    """Retrieve a pet, in each style, with one attempt."""

    def call(*replies: Reply, **options: Any) -> Any:
        server.reply(*replies)
        do = _show(pets)
        settings = {"base_url": server.url, "max_retries": 0}
        return style.call(pets, lambda client: do(client, 1, **options), **settings)

    return call


def _show(pets: ModuleType) -> Callable[..., Any]:
    names = [name for name in dir(pets.Client(base_url="http://x").pets) if name[0] != "_"]
    name = next(one for one in names if one.startswith(("show", "retrieve", "get")))
    return lambda client, *args, **options: getattr(client.pets, name)(*args, **options)


def test_an_answer_is_a_model(pets: ModuleType, show: Show) -> None:
    assert show(json_reply({"id": 1, "name": "Rex"})) == pets.models.Pet(id=1, name="Rex")


def test_a_success_that_is_not_described_counts_as_the_one_that_is(show: Show) -> None:
    assert show(json_reply({"id": 1, "name": "Rex"}, 203)).name == "Rex"


def test_an_answer_that_the_document_does_not_foresee_is_kept(show: Show) -> None:
    pet = show(json_reply({"id": "seven", "name": None, "new": True}))
    assert (pet.id, pet.name, pet.new) == ("seven", None, True)


@pytest.mark.parametrize(
    ("reply", "message"),
    [
        (Reply(b'{"id": '), "broken JSON"),
        (Reply(b""), "the body is empty"),
        (Reply(b"<html>Log in", headers={"Content-Type": "text/html"}), "it is text/html"),
    ],
)
def test_a_success_that_cannot_be_read_says_so(
    pets: ModuleType, show: Show, reply: Reply, message: str
) -> None:
    with pytest.raises(pets.APIResponseValidationError, match=message):
        show(reply)


@pytest.mark.parametrize(
    ("status", "name"),
    [
        (400, "BadRequestError"),
        (401, "AuthenticationError"),
        (403, "PermissionDeniedError"),
        (404, "NotFoundError"),
        (409, "ConflictError"),
        (418, "APIStatusError"),
        (422, "UnprocessableEntityError"),
        (429, "RateLimitError"),
        (500, "InternalServerError"),
        (503, "InternalServerError"),
        (304, "APIStatusError"),
    ],
)
def test_each_status_has_its_error(pets: ModuleType, show: Show, status: int, name: str) -> None:
    with pytest.raises(pets.APIStatusError) as caught:
        show(Reply(b"", status, {}))
    assert type(caught.value).__name__ == name
    assert caught.value.status == status


def test_an_error_says_in_one_line_what_happened_and_what_to_do(
    pets: ModuleType, show: Show
) -> None:
    reply = json_reply({"code": 7, "message": "No such\n  pet"}, 404)
    with pytest.raises(pets.NotFoundError) as caught:
        show(reply)
    error = caught.value
    assert str(error) == (
        "404 Not Found: No such pet (code 7, GET /pets/{petId}). "
        "Check the identifier and the base URL."
    )
    assert (error.message, error.code) == ("No such\n  pet", "7")
    assert error.body == pets.models.Error(code=7, message="No such\n  pet")
    assert error.request_id is None


@pytest.mark.parametrize(
    ("reply", "gist"),
    [
        (
            Reply(b"<html><title>502 Bad Gateway</title>", 502, {"Content-Type": "text/html"}),
            "an HTML page titled '502 Bad Gateway', not from the API",
        ),
        (Reply(b"", 502, {}), "no body"),
        (Reply(b'{"broken', 502), '{"broken'),
        (Reply(b"\xff\xfe", 502), "\ufffd\ufffd"),
        (Reply(b'["odd"]', 502), '["odd"]'),
        (Reply(b"null", 502), "null"),
        (Reply(b'{"message": {"not": "text"}}', 502), "not"),
        (Reply(b"x" * 5000, 502, {"Content-Type": "text/plain; charset=nonsense"}), "x…"),
    ],
)
def test_whatever_a_proxy_answers_is_an_error_that_can_be_read(
    pets: ModuleType, show: Show, reply: Reply, gist: str
) -> None:
    with pytest.raises(pets.InternalServerError) as caught:
        show(reply)
    assert gist in str(caught.value)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 1000


def test_an_error_tells_when_to_try_again(pets: ModuleType, show: Show) -> None:
    with pytest.raises(pets.RateLimitError, match=r"Try again in 1\.5 s") as caught:
        show(json_reply({}, 429, Retry_After="1.5"))
    assert caught.value.retry_after == 1.5
    with pytest.raises(pets.RateLimitError) as caught:
        show(json_reply({}, 429, Retry_After=formatdate(time.time() + 100, usegmt=True)))
    assert 90 < caught.value.retry_after <= 100
    with pytest.raises(pets.RateLimitError) as caught:
        show(json_reply({}, 429, Retry_After="soon"))
    assert caught.value.retry_after is None


def test_an_error_survives_pickle(pets: ModuleType, show: Show) -> None:
    with pytest.raises(pets.NotFoundError) as caught:
        show(json_reply({"code": 7, "message": "gone"}, 404))
    again = pickle.loads(pickle.dumps(caught.value))
    assert (type(again), str(again), again.body) == (
        pets.NotFoundError,
        str(caught.value),
        caught.value.body,
    )


def test_a_server_that_is_not_there_is_a_connection_error(pets: ModuleType, style: Style) -> None:
    do = _show(pets)
    with pytest.raises(pets.APIConnectionError, match="It was not sent") as caught:
        style.call(pets, lambda client: do(client, 1), base_url="http://127.0.0.1:9")
    assert caught.value.delivered is False


def test_an_answer_cut_short_is_a_connection_error(pets: ModuleType, show: Show) -> None:
    with pytest.raises(pets.APIConnectionError, match="It may have arrived") as caught:
        show(Reply(b'{"id"', declared=1000))
    assert caught.value.delivered is True


def test_a_server_that_takes_too_long_is_a_timeout(pets: ModuleType, style: Style) -> None:
    import socket

    do = _show(pets)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        with pytest.raises(pets.APITimeoutError, match="took too long"):
            style.call(pets, lambda client: do(client, 1, timeout=0.1), base_url=url)


def test_the_raw_response_never_raises_and_parses_on_demand(
    pets: ModuleType, server: Recorder, style: Style
) -> None:
    server.reply(json_reply({"code": 7, "message": "gone"}, 404, X_Request_Id="r1"))
    client = pets.Client(base_url=server.url)
    name = next(n for n in dir(client.pets) if n.startswith(("show", "retrieve")))
    raw = style.call(
        pets, lambda c: getattr(c.pets.with_raw_response, name)(1), base_url=server.url
    )
    assert (raw.status, raw.headers["X-REQUEST-ID"]) == (404, "r1")
    assert raw.json() == {"code": 7, "message": "gone"}
    assert raw.http.status_code == 404
    with pytest.raises(pets.NotFoundError):
        raw.parse()


# -- several answers


def test_the_status_and_media_type_that_came_decide_the_type(
    sink: ModuleType, server: Recorder, style: Style
) -> None:
    def ask(reply: Reply, method: str) -> Any:
        server.reply(reply)
        return style.call(sink, lambda c: getattr(c.bodies, method)(), base_url=server.url)

    assert type(ask(json_reply({"name": "x"}, 200), "json")) is sink.models.Thing
    assert type(ask(json_reply({"x": 1, "y": 2}, 201), "json")) is sink.models.Point
    assert ask(Reply(b"", 202, {}), "json") is None
    assert type(ask(json_reply({"x": 1, "y": 2}), "mixed_response")) is sink.models.Point


def test_bytes_beside_json_are_a_download(sink: ModuleType, server: Recorder, style: Style) -> None:
    server.reply(Reply(b"\0\1", 200, {"Content-Type": "application/octet-stream"}))

    async def fetch(client: Any) -> bytes:
        download = await settled(client.bodies.mixed_response())
        content: bytes = await settled(download.read())
        return content

    assert style.call(sink, fetch, base_url=server.url) == b"\0\1"


# -- downloads


CONTENT = bytes(range(256)) * 4096


@pytest.fixture
def download(sink: ModuleType, server: Recorder, style: Style) -> Callable[..., Any]:
    """Do something with a download, in each style."""

    def call(do: Callable[[Any], Any], reply: Reply | None = None) -> Any:
        octets = {"Content-Type": "application/octet-stream"}
        server.reply(reply or Reply(CONTENT, 200, octets))

        async def run(client: Any) -> Any:
            return await settled(do(await settled(client.bodies.binary(body=b"x"))))

        return style.call(sink, run, base_url=server.url)

    return call


def test_a_download_becomes_a_file(download: Callable[..., Any], tmp_path: Path) -> None:
    path = tmp_path / "film.bin"
    assert download(lambda found: found.write_to_file(path)) == path
    assert path.read_bytes() == CONTENT
    assert list(tmp_path.iterdir()) == [path]


def test_a_download_that_breaks_leaves_the_old_file_and_nothing_else(
    sink: ModuleType, download: Callable[..., Any], tmp_path: Path
) -> None:
    path = tmp_path / "film.bin"
    path.write_bytes(b"old")
    octets = {"Content-Type": "application/octet-stream"}
    with pytest.raises(sink.APIConnectionError):
        download(lambda found: found.write_to_file(path), Reply(b"new", 200, octets, 10))
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_download_knows_its_length_and_type(download: Callable[..., Any]) -> None:
    async def look(found: Any) -> Any:
        facts = (found.length, found.media_type, found.status)
        await settled(found.close())
        return facts

    assert download(look) == (len(CONTENT), "application/octet-stream", 200)


def test_a_download_is_fetched_once(sink: ModuleType, download: Callable[..., Any]) -> None:
    async def twice(found: Any) -> None:
        await settled(found.read())
        await settled(found.read())

    with pytest.raises(sink.APIError, match="was fetched before"):
        download(twice)


def test_an_error_in_place_of_a_download_is_raised_at_once(
    sink: ModuleType, download: Callable[..., Any]
) -> None:
    with pytest.raises(sink.NotFoundError):
        download(lambda found: found, json_reply({}, 404))


def test_bytes_of_a_type_that_is_not_described_are_still_bytes(
    download: Callable[..., Any],
) -> None:
    reply = Reply(b"GIF", 200, {"Content-Type": "image/gif"})
    assert download(lambda found: found.read(), reply) == b"GIF"


def test_json_where_bytes_were_promised_is_no_download(
    sink: ModuleType, download: Callable[..., Any]
) -> None:
    with pytest.raises(sink.APIResponseValidationError, match="it is application/json"):
        download(lambda found: found, json_reply({"error": "late"}))


# -- envelopes


def test_an_envelope_is_taken_off_and_what_is_none_is_left(core: Callable[[str], Any]) -> None:
    unwrap = core("response").Unwrap("/data", "/id")
    assert unwrap({"data": {"id": "1"}}) == {"id": "1"}
    assert unwrap({"id": "1", "data": {"x": 1}}) == {"id": "1", "data": {"x": 1}}
    assert unwrap({"data": None}) == {"data": None}
