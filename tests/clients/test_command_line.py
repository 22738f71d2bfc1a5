"""The command line: what it sends, prints and says, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path
from types import ModuleType

import pytest

from command_lines import CommandLine
from recorder import Recorder, Reply, json_reply

PAUSE = {"X-Studio-Pause-Ms": "0"}


@pytest.fixture
def sink_line(sink: ModuleType, server: Recorder, monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    return CommandLine(sink, server.url, monkeypatch)


@pytest.fixture
def line(studio: ModuleType, server: Recorder, monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    monkeypatch.setenv("TEST_STUDIO_KEY", "sk-of-the-test")
    return CommandLine(studio, server.url, monkeypatch)


def render(phase: str, **more: object) -> Reply:
    return json_reply({"render": {"key": "r-7", "phase": phase, **more}}, x_studio_pause_ms="0")


# -- what is sent


def test_each_kind_of_value_goes_where_the_document_puts_it(
    sink_line: CommandLine, server: Recorder
) -> None:
    done = sink_line(
        *("parameters", "query-styles", "--form", "a b", "--form-list", "x", "--form-list", "y"),
        *("--limit", "5", "--flag", "--deep", '{"x": 1, "y": 2}', "--ratio", "0.5"),
    )
    assert done.code == 0, done.error
    target = server.last.target
    for part in ("form=a%20b", "formList=x&formList=y", "limit=5", "flag=true", "ratio=0.5"):
        assert part in target
    assert "deep%5Bx%5D=1" in target or "deep[x]=1" in target


def test_a_flag_can_be_given_as_no(sink_line: CommandLine, server: Recorder) -> None:
    assert sink_line("parameters", "query-styles", "--no-flag").code == 0
    assert "flag=false" in server.last.target


def test_what_is_not_given_is_not_sent(sink_line: CommandLine, server: Recorder) -> None:
    assert sink_line("bodies", "patch-method", "--set", "note=null").code == 0
    assert server.last.json() == {"note": None}
    assert sink_line("bodies", "patch-method").code == 0
    assert server.last.body in (b"", b"{}")


def test_a_text_can_come_from_a_file_and_from_standard_input(
    sink_line: CommandLine, server: Recorder, tmp_path: Path
) -> None:
    file = tmp_path / "note.txt"
    file.write_text("Grüße\n", encoding="utf-8")
    assert sink_line("bodies", "patch-method", "--note", f"@{file}").code == 0
    assert server.last.json() == {"note": "Grüße"}
    assert sink_line("bodies", "patch-method", "--note", "-", stdin=b"two\nlines\n").code == 0
    assert server.last.json() == {"note": "two\nlines"}
    assert sink_line("bodies", "patch-method", "--note", "@@home").code == 0
    assert server.last.json() == {"note": "@home"}


def test_a_body_can_be_given_whole_and_options_win_over_it(
    line: CommandLine, server: Recorder, tmp_path: Path
) -> None:
    file = tmp_path / "scene.json"
    file.write_text(json.dumps({"scene": "A hill", "width": 4, "new": True}))
    assert line("renders", "start", "--body", f"@{file}", "--width", "8").code == 0
    assert server.last.json() == {"scene": "A hill", "width": 8, "new": True}
    assert line("renders", "start", "--body", "-", stdin=file.read_bytes()).code == 0
    assert server.last.json() == {"scene": "A hill", "width": 4, "new": True}


def test_set_reaches_into_objects(sink_line: CommandLine, server: Recorder) -> None:
    done = sink_line("bodies", "form", "--text", "t", "--set", "point.x=1", "--set", "point.y=2")
    assert done.code == 0, done.error
    assert b"x=1&y=2" in server.last.body or b"point" in server.last.body


def test_a_file_is_sent_with_the_name_and_type_that_it_is_given(
    sink_line: CommandLine, server: Recorder, tmp_path: Path
) -> None:
    file = tmp_path / "a.png"
    file.write_bytes(b"\x89PNG\xff")
    assert sink_line("bodies", "multipart", "--file", str(file)).code == 0
    assert server.last.parts()["file"] == ("a.png", "image/png", b"\x89PNG\xff")
    given = f"@{file};type=image/webp;filename=b.webp"
    assert sink_line("bodies", "multipart", "--file", given, "--file-or-text", "t").code == 0
    assert server.last.parts()["file"] == ("b.webp", "image/webp", b"\x89PNG\xff")
    assert server.last.parts()["fileOrText"][2] == b"t"
    assert sink_line("bodies", "multipart", "--file", "-", stdin=b"\xfe\x00").code == 0
    assert server.last.parts()["file"][2] == b"\xfe\x00"


def test_headers_and_query_of_the_callers_own(line: CommandLine, server: Recorder) -> None:
    done = line("--header", "X-Mine: a b", "renders", "get", "r-7", "--query", "more=1")
    assert done.code == 0, done.error
    assert server.last.headers["X-Mine"] == "a b"
    assert server.last.target == "/renders/r-7?more=1"


def test_a_dry_run_sends_nothing_and_names_the_variable_of_the_key(
    line: CommandLine, server: Recorder
) -> None:
    done = line("renders", "start", "--scene", "It's $HOME", "--dry-run")
    assert (done.code, server.requests) == (0, [])
    text = done.out.decode()
    assert text.startswith(f"curl -X POST {server.url}/renders ")
    assert "$TEST_API_KEY" in text
    assert "sk-of-the-test" not in text
    assert """'{"scene":"It'"'"'s $HOME"}'""" in text


def test_a_dry_run_names_the_files_of_a_form(
    sink_line: CommandLine, server: Recorder, tmp_path: Path
) -> None:
    file = tmp_path / "a.png"
    file.write_bytes(b"\x89PNG\xff")
    done = sink_line(
        "bodies",
        "multipart",
        "--file",
        str(file),
        "--text",
        "a b",
        "--file-or-text=@@home",
        "--dry-run",
    )
    assert (done.code, server.requests) == (0, [])
    text = done.out.decode()
    assert "-F 'file=@a.png;type=image/png'" in text
    assert "-F 'text=a b;type=text/markdown'" in text
    assert "--form-string fileOrText=@home" in text
    assert "boundary" not in text


# -- what is printed


def test_the_answer_is_one_line_for_a_program_and_many_for_people(
    line: CommandLine, server: Recorder
) -> None:
    server.reply(render("drawing", new={"ü": 1.50}))
    done = line("renders", "get", "r-7")
    assert done.out.count(b"\n") == 1
    assert done.json()["render"]["new"] == {"ü": 1.5}
    assert line("renders", "get", "r-7", is_terminal=True).out.count(b"\n") > 5


def test_a_single_value_is_printed_without_quotes(line: CommandLine, server: Recorder) -> None:
    server.reply(render("drawing"))
    assert line("renders", "get", "r-7", "--get", "/render/phase").out == b"drawing\n"


def test_an_answer_pipes_into_the_next_command(line: CommandLine, server: Recorder) -> None:
    server.reply(render("accepted"))
    first = line("renders", "start", "--scene", "A hill")
    assert line("renders", "get", "-", stdin=first.out).code == 0
    assert server.last.target == "/renders/r-7"
    server.reply(render("finished"))
    assert line("renders", "wait", "-", stdin=first.out).json()["render"]["phase"] == "finished"
    assert line("renders", "wait", "r-7").code == 0


def test_bytes_go_into_a_file_or_a_pipe_and_never_over_a_terminal(
    line: CommandLine, server: Recorder, tmp_path: Path
) -> None:
    server.reply(Reply(b"\x89PNG", headers={"Content-Type": "image/png"}))
    file = tmp_path / "a.png"
    done = line("renders", "get-image", "r-7", "-o", str(file))
    assert (done.code, done.out, file.read_bytes()) == (0, b"", b"\x89PNG")
    assert line("renders", "get-image", "r-7").out == b"\x89PNG"
    sent = len(server.requests)
    refused = line("renders", "get-image", "r-7", is_terminal=True)
    assert (refused.code, len(server.requests)) == (2, sent)
    assert "-o FILE" in refused.error


# -- jobs


def test_wait_prints_the_last_answer_and_writes_what_was_made(
    line: CommandLine, server: Recorder, tmp_path: Path
) -> None:
    image = Reply(b"\x89PNG", headers={"Content-Type": "image/png"})
    server.reply(render("accepted"), render("drawing", portion=0.5), render("finished"), image)
    file = tmp_path / "hill.png"
    done = line("renders", "start", "--scene", "A hill", "--wait", "-o", str(file))
    assert done.code == 0, done.error
    assert done.json()["render"]["phase"] == "finished"
    assert file.read_bytes() == b"\x89PNG"
    assert done.error == f"prog: started r-7\nprog: wrote {file} (4 B)\n"


def test_a_job_that_failed_says_why(line: CommandLine, server: Recorder) -> None:
    fault = {"reason": "The sea has no bottom", "code": 17}
    server.reply(render("accepted"), render("broken", fault=fault))
    done = line("renders", "start", "--scene", "A sea", "--wait", "--quiet")
    assert (done.code, done.out) == (3, b"")
    assert done.error.startswith("prog: error: ")
    assert "The sea has no bottom" in done.error
    assert "code 17" in done.error
    assert done.error.count("\n") == 1


def test_several_jobs_are_waited_for_at_once(
    line: CommandLine, server: Recorder, tmp_path: Path
) -> None:
    def told(key: str, phase: str, **more: object) -> Reply:
        return json_reply({"render": {"key": key, "phase": phase, **more}})

    ready = told("r-1", "finished")
    lost = told("r-2", "broken", fault={"reason": "The sea has no bottom"})
    image = Reply(b"\x89PNG", headers={"Content-Type": "image/png"})
    server.reply(ready, image, lost)
    rows = b'r-1\n{"render": {"key": "r-2", "phase": "accepted"}}\n'
    done = line("renders", "wait", "-", "-o", str(tmp_path / "{id}.png"), stdin=rows)
    assert done.code == 3
    assert done.json()["render"]["key"] == "r-1"
    assert (tmp_path / "r-1.png").read_bytes() == b"\x89PNG"
    assert "job r-2 failed: The sea has no bottom" in done.error
    assert [one.name for one in tmp_path.iterdir()] == ["r-1.png"]


def test_several_jobs_want_several_files(line: CommandLine, server: Recorder) -> None:
    done = line("renders", "wait", "-", "-o", "a.png", stdin=b"r-1\nr-2\n")
    assert (done.code, len(server.requests)) == (2, 0)
    assert "{id}" in done.error
    assert line("renders", "watch", "-", stdin=b"r-1\nr-2\n").code == 2


def test_a_wait_that_takes_too_long_says_how_to_go_on(line: CommandLine, server: Recorder) -> None:
    server.reply(render("drawing"))
    done = line("renders", "wait", "r-7", "--wait-timeout", "0.3", "-o", "hill.png")
    assert done.code == 6
    assert "the job goes on: prog renders wait r-7 -o hill.png" in done.error


def test_watch_prints_a_line_for_each_change(line: CommandLine, server: Recorder) -> None:
    server.reply(render("accepted"), render("drawing", portion=0.5), render("finished"))
    done = line("renders", "watch", "r-7")
    states = [json.loads(row)["state"] for row in done.out.splitlines()]
    assert (done.code, states) == (0, ["waiting", "running", "done"])


def test_a_job_can_be_cancelled(line: CommandLine, server: Recorder) -> None:
    server.reply(Reply(b"", 204))
    assert line("renders", "cancel", "r-7").code == 0
    assert (server.last.method, server.last.target) == ("DELETE", "/renders/r-7")


# -- how it ends


def test_a_refusal_is_one_line_with_the_request_id(line: CommandLine, server: Recorder) -> None:
    problem = {"title": "No such render", "type": "about:blank#gone"}
    server.reply(json_reply(problem, 404, X_Studio_Trace="t-9"))
    done = line("renders", "get", "r-7")
    assert done.code == 1
    assert done.error.count("\n") == 1
    assert "404 Not Found: No such render" in done.error
    assert "request id t-9" in done.error


def test_a_create_of_which_nobody_knows_has_a_code_of_its_own(
    line: CommandLine, server: Recorder
) -> None:
    server.reply(Reply(b"{", declared=999))
    done = line("renders", "start", "--scene", "A hill")
    assert done.code == 4, done.error
    assert len(server.requests) == 1


def test_no_answer_has_a_code_of_its_own(line: CommandLine) -> None:
    done = line("--base-url", "http://127.0.0.1:9", "--max-retries", "0", "renders", "get", "r-7")
    assert done.code == 5
    assert "127.0.0.1:9" in done.error


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["rendres"], "did you mean renders?"),
        (["renders", "strat"], "did you mean start?"),
        (["renders", "start", "--scnee", "x"], "did you mean --scene?"),
        (["renders", "start"], "start needs --scene TEXT"),
        (["renders", "start", "--scene", "x", "--width", "wide"], "--width: 'wide' is no whole"),
        (["renders", "start", "--scene", "@/no/such"], "--scene: cannot read /no/such"),
        (["renders", "start", "--body", "[1]"], "--body wants a JSON object"),
        (["renders", "start", "--body", "{"], "'{' is no JSON"),
        (["renders", "start", "--scene", "x", "--set", "hue=1"], "there is no hue"),
        (["renders", "start", "--scene", "x", "--set", "scene.a=1", "--scene", "y"], "given once"),
        (["renders", "get"], "get needs KEY"),
        (["renders", "wait", ""], "there is no job"),
        (["renders", "wait", "r-7", "--wait-timeout", "-1"], "wants seconds"),
        (["renders", "get-image", "r-7", "-o", "/no/such/x.png"], "there is no folder /no/such"),
        (["--timeout", "soon", "renders", "get", "r-7"], "--timeout wants seconds"),
        (["--base-url", "nowhere", "renders", "get", "r-7"], "--base-url"),
        (["--header", "X", "renders", "get", "r-7"], "--header wants NAME:VALUE"),
        (["completion", "tcsh"], "bash, zsh, fish"),
    ],
)
def test_wrong_use_is_one_line_and_nothing_is_sent(
    line: CommandLine, server: Recorder, words: list[str], said: str
) -> None:
    done = line(*words)
    assert (done.code, done.out, server.requests) == (2, b"", [])
    assert said in done.error
    assert done.error.count("\n") == 1


def test_a_missing_key_is_asked_for_in_words_of_the_command_line(
    line: CommandLine, server: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TEST_API_KEY")
    done = line("renders", "get", "r-7")
    assert (done.code, server.requests) == (2, [])
    assert "--api-key-file" in done.error
    assert "TEST_API_KEY" in done.error


def test_a_key_can_stand_in_a_file_and_is_never_shown(
    line: CommandLine, server: Recorder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TEST_API_KEY")
    file = tmp_path / "key"
    file.write_text("sk-in-the-file\n")
    server.reply(json_reply({"title": "sk-in-the-file is no key"}, 401))
    done = line("renders", "get", "r-7", "--api-key-file", str(file), "--verbose")
    assert "sk-in-the-file" in str(server.last.headers)
    assert done.code == 1
    assert "GET /renders/{key}: attempt 1" in done.error
    assert "sk-in-the-file" not in done.error


# -- help


def test_help_says_what_the_document_says(line: CommandLine) -> None:
    top = line("--help").out.decode()
    for word in ("renders", "contact-sheets", "completion", "TEST_API_KEY", "exit codes:"):
        assert word in top
    assert line().out.decode() == top
    group = line("contact-sheets").out.decode()
    assert "Start arranging pictures on a sheet." in group
    command = line("contact-sheets", "start", "--help").out.decode()
    assert "POST /contact-sheets" in command
    assert "Pictures per row. Default: 3." in command
    assert "Keys of the renders to arrange. May be repeated. Required." in command


def test_every_command_has_help(
    sink_line: CommandLine, line: CommandLine, sink: ModuleType, studio: ModuleType
) -> None:
    for run in (sink_line, line):
        groups = run("__complete", "bash", "").out.decode().split()
        for group in set(groups) - {"completion"}:
            commands = run("__complete", "bash", group, "").out.decode().split()
            assert commands
            for command in commands:
                done = run(group, command, "--help")
                assert (done.code, done.error) == (0, "")
                assert done.out.startswith(f"usage: prog {group} {command}".encode())


def test_options_of_the_operation_win_over_those_of_the_program(
    sink_line: CommandLine, server: Recorder
) -> None:
    told = ("class", "import-post", "1", "--body-id", "2", "--timeout", "of the operation")
    done = sink_line("--timeout", "30", *told, "--body", "text", "--cli-deadline", "9")
    assert done.code == 2  # nothing called deadline is taken, so nothing got another name
    assert sink_line("--timeout", "30", *told, "--body", "text", "--cli-timeout", "9").code == 0
    assert "timeout=of%20the%20operation" in server.last.target
    assert "body=text" in server.last.target


def test_the_version_is_that_of_the_document(line: CommandLine) -> None:
    assert line("--version").out == b"studio 2.4.0\n"
