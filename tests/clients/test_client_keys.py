"""Keys: which is sent, where it goes, and that it shows nowhere else."""

from __future__ import annotations

import logging
import pickle
import traceback
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

from recorder import Recorder, Reply, json_reply, recorder
from styles import Style

KEY = "sk-very-secret-1234"
NOTHING = Reply(b"", 204, {})


@pytest.fixture
def ask(sink: ModuleType, server: Recorder, style: Style) -> Callable[..., Any]:
    """Call an operation of the resource `security`, in each style."""
    server.reply(NOTHING)

    def call(method: str, **keys: Any) -> Any:
        return style.call(
            sink, lambda c: getattr(c.security, method)(), base_url=server.url, **keys
        )

    return call


def test_each_kind_of_key_goes_where_its_scheme_says(
    server: Recorder, ask: Callable[..., Any]
) -> None:
    ask("query", query_key="a&b")
    assert server.last.target == "/security/query?api%20key=a%26b"
    ask("cookie", cookie_key=KEY)
    assert server.last.headers["cookie"] == f"sid={KEY}"
    ask("basic_or_both", basic=("user", "pass"))
    assert server.last.headers["authorization"] == "Basic dXNlcjpwYXNz"
    ask("oauth", oauth=KEY)
    assert server.last.headers["authorization"] == f"Bearer {KEY}"


def test_the_first_alternative_that_is_satisfied_is_taken(
    server: Recorder, ask: Callable[..., Any]
) -> None:
    ask("basic_or_both", header_key="h", query_key="q")
    assert server.last.headers["x-key"] == "h"
    assert server.last.target.endswith("?api%20key=q")
    assert server.last.headers["authorization"] is None


def test_an_operation_without_security_gets_no_key(
    server: Recorder, ask: Callable[..., Any]
) -> None:
    ask("none", bearer=KEY, cookie_key=KEY)
    assert KEY not in str(server.last.headers)


def test_a_missing_key_is_told_before_anything_is_sent(
    sink: ModuleType, server: Recorder, ask: Callable[..., Any]
) -> None:
    with pytest.raises(sink.ConfigurationError) as caught:
        ask("basic_or_both", header_key="h")
    assert "basic= or the environment variable TEST_BASIC, or else header_key=" in str(caught.value)
    assert server.requests == []


def test_keys_and_the_base_url_come_from_the_environment(
    sink: ModuleType, server: Recorder, style: Style, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.reply(NOTHING)
    monkeypatch.setenv("TEST_OAUTH", f"{KEY}\n")
    monkeypatch.setenv("TEST_BASE_URL", f"{server.url}/v9/")
    style.call(sink, lambda c: c.security.oauth())
    assert server.last.target == "/v9/security/oauth"
    assert server.last.headers["authorization"] == f"Bearer {KEY}"


@pytest.mark.parametrize(
    "url", ["", "api.example", "ftp://a.example", "http://u:p@a.example", "http://a?b"]
)
def test_a_base_url_that_is_none_is_refused(
    sink: ModuleType, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not url:
        assert sink.Client(base_url=url).base_url == "https://eu.sink.example:8443/v1"
        return
    with pytest.raises(sink.ConfigurationError):
        sink.Client(base_url=url)


def test_a_key_that_no_header_can_carry_is_refused_without_being_shown(sink: ModuleType) -> None:
    with pytest.raises(sink.ConfigurationError) as caught:
        sink.Client(bearer=f"{KEY}\r\nX-Evil: 1")
    assert KEY not in "".join(traceback.format_exception(caught.value))


def test_a_key_shows_nowhere(
    sink: ModuleType, server: Recorder, ask: Callable[..., Any], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    client = sink.Client(bearer=KEY, base_url="http://x")
    shown = [repr(client), repr(vars(client)), repr(client._session.settings), str(client.__dict__)]
    server.reply(json_reply({"code": 1, "message": f"Incorrect key: {KEY}"}, 401))
    with pytest.raises(sink.AuthenticationError) as caught:
        ask("query", query_key=KEY)
    shown += [str(caught.value), repr(caught.value), repr(caught.value.response)]
    shown += traceback.format_exception(caught.value)
    assert "[hidden]" in str(caught.value)
    assert KEY not in "\n".join(shown)
    assert KEY not in caplog.text


def test_a_key_does_not_leave_the_process(
    sink: ModuleType, server: Recorder, ask: Callable[..., Any]
) -> None:
    server.reply(json_reply({"code": 1, "message": "no"}, 401))
    with pytest.raises(sink.AuthenticationError) as caught:
        ask("oauth", oauth=KEY)
    assert KEY.encode() not in pickle.dumps(caught.value)


def test_a_key_is_not_sent_to_another_host(
    sink: ModuleType, server: Recorder, style: Style
) -> None:
    with recorder() as elsewhere:
        server.reply(Reply(b"", 302, {"Location": f"{elsewhere.url}/there"}))
        elsewhere.reply(NOTHING)
        style.call(
            sink,
            lambda c: c.security.oauth(extra_headers={"X-Mine": "1"}),
            base_url=server.url,
            oauth=KEY,
        )
        assert elsewhere.last.target == "/there"
        assert elsewhere.last.headers["authorization"] is None
        assert elsewhere.last.headers["x-mine"] is None


def test_a_redirection_on_the_same_host_keeps_the_key(
    sink: ModuleType, server: Recorder, style: Style
) -> None:
    server.reply(Reply(b"", 307, {"Location": "/there"}), NOTHING)
    style.call(sink, lambda c: c.security.oauth(), base_url=server.url, oauth=KEY)
    assert server.last.target == "/there"
    assert server.last.headers["authorization"] == f"Bearer {KEY}"


def test_a_body_is_not_sent_after_a_redirection(
    pets: ModuleType, server: Recorder, style: Style
) -> None:
    server.reply(Reply(b"", 307, {"Location": "/there"}))
    with pytest.raises(pets.APIStatusError, match="leads to /there, which was not followed"):
        style.call(pets, lambda c: c.pets.create(id=1, name="Rex"), base_url=server.url)
    assert len(server.requests) == 1


def test_redirections_without_end_end(sink: ModuleType, server: Recorder, style: Style) -> None:
    server.reply(Reply(b"", 302, {"Location": "/round"}))
    with pytest.raises(sink.APIStatusError, match="302"):
        style.call(sink, lambda c: c.security.none(), base_url=server.url)
    assert len(server.requests) == 11


def test_with_options_changes_a_copy_over_the_same_connections(
    sink: ModuleType, server: Recorder
) -> None:
    server.reply(NOTHING)
    with sink.Client(base_url=server.url, oauth="one") as client:
        other = client.with_options(oauth="two", headers={"X-Mine": "1"})
        other.security.oauth()
        assert server.last.headers["authorization"] == "Bearer two"
        assert server.last.headers["x-mine"] == "1"
        client.security.oauth()
        assert server.last.headers["authorization"] == "Bearer one"
        assert server.last.headers["x-mine"] is None
        assert other._session.connections is client._session.connections


def test_a_client_of_ones_own_is_used_and_stays_open(sink: ModuleType, server: Recorder) -> None:
    import httpx2

    server.reply(NOTHING)
    with httpx2.Client(headers={"X-Own": "1"}, follow_redirects=True) as http:
        with sink.Client(base_url=server.url, http_client=http) as client:
            client.security.none()
        assert server.last.headers["x-own"] == "1"
        assert not http.is_closed


def test_the_user_agent_names_the_package(server: Recorder, ask: Callable[..., Any]) -> None:
    ask("none")
    assert server.last.headers["user-agent"].startswith("sink/1.0.0")
