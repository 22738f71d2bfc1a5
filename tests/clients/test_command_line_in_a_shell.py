"""The command line as shells start it: completion, interrupts, closed pipes, an early start."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from recorder import Recorder, Reply, json_reply


@pytest.fixture
def program(made: Callable[..., Path], tmp_path: Path) -> Path:
    """The program of a package, as pip installs it."""
    folder = made("image_job/image_job.yaml", "studio")
    file = tmp_path / "bin" / "studio"
    file.parent.mkdir()
    code = f"import sys; sys.path.insert(0, {str(folder)!r})\nfrom studio.cli import main"
    file.write_text(f"#!{sys.executable}\n{code}\nsys.exit(main())\n")
    file.chmod(0o755)
    return file


@pytest.fixture
def environment(program: Path, server: Recorder) -> dict[str, str]:
    path = f"{program.parent}{os.pathsep}{os.environ['PATH']}"
    return {"PATH": path, "TEST_BASE_URL": server.url, "TEST_API_KEY": "k", "LC_ALL": "C.UTF-8"}


def in_shell(command: list[str], environment: dict[str, str], folder: Path) -> list[str]:
    done = subprocess.run(
        command,
        env={**environment, "HOME": str(folder)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    return done.stdout.split("\n")[:-1]


def typed_in_bash(line: str, environment: dict[str, str], folder: Path) -> list[str]:
    """Return what bash offers at the end of a line."""
    code = (
        'source <(studio completion bash); COMP_LINE="$1"; COMP_WORDS=($1);'
        '[[ "$1" == *" " ]] && COMP_WORDS+=("");'
        "COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _studio; printf '%s\\n' \"${COMPREPLY[@]}\""
    )
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("there is no bash here")
    return in_shell([bash, "--norc", "-c", code, "bash", line], environment, folder)


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("studio re", ["renders"]),
        ("studio contact-sheets ", ["get", "start", "wait", "watch", "download"]),
        ("studio renders can", ["cancel"]),
        ("studio renders start --sc", ["--scene"]),
        ("studio --api", ["--api-key-file"]),
        ("studio completion ", ["bash", "fish", "zsh"]),
        ("studio contact-sheets start --columns ", ["3"]),
        ("studio renders start --scene ", [""]),
    ],
)
def test_bash_offers_what_may_come_next(
    line: str, offered: list[str], environment: dict[str, str], tmp_path: Path
) -> None:
    assert sorted(typed_in_bash(line, environment, tmp_path)) == sorted(offered)


def test_fish_offers_it_with_what_it_means(environment: dict[str, str], tmp_path: Path) -> None:
    fish = shutil.which("fish")
    if fish is None:
        pytest.skip("there is no fish here")
    code = "studio completion fish | source; complete -C 'studio renders can'"
    found = in_shell([fish, "--no-config", "-c", code], environment, tmp_path)
    assert found == ["cancel\tAsk the server to stop a job."]


def test_zsh_offers_it_with_what_it_means(environment: dict[str, str], tmp_path: Path) -> None:
    zsh = shutil.which("zsh")
    if zsh is None:
        pytest.skip("there is no zsh here")
    code = (
        "compdef() { :; }; _describe() { print -l $found; }; source <(studio completion zsh);"
        "words=(studio renders can); CURRENT=3; _studio"
    )
    found = in_shell([zsh, "-f", "-c", code], environment, tmp_path)
    assert found == ["cancel:Ask the server to stop a job."]


def test_an_interrupt_leaves_the_job_and_says_how_to_go_on(
    program: Path, environment: dict[str, str], server: Recorder
) -> None:
    server.reply(json_reply({"render": {"key": "r-7", "phase": "drawing"}}))
    command = [str(program), "renders", "start", "--scene", "A hill", "--wait", "-o", "hill.png"]
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as run:
        assert run.stderr is not None
        assert run.stderr.readline() == "studio: started r-7\n"
        run.send_signal(signal.SIGINT)
        said = run.stderr.read()
        assert run.wait(60) == 130
    assert said == "studio: interrupted; the job goes on: studio renders wait r-7 -o hill.png\n"
    assert all(one.method != "DELETE" for one in server.requests)


def test_a_reader_that_goes_away_is_no_error(
    program: Path, environment: dict[str, str], server: Recorder
) -> None:
    server.reply(Reply(b"x" * 4_000_000, headers={"Content-Type": "image/png"}))
    command = [str(program), "renders", "get-image", "r-7"]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, env=environment, **pipes) as run:  # type: ignore[call-overload]
        run.stdout.read(10)
        run.stdout.close()
        assert run.stderr.read() == b""
        assert run.wait(60) == 141


def test_the_key_is_in_no_list_of_processes_and_in_no_help(
    program: Path, environment: dict[str, str]
) -> None:
    command = [str(program), "renders", "get", "--help"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert "--api-key-file FILE" in done.stdout
    assert "--api-key " not in done.stdout


def test_help_is_there_without_the_client(
    made: Callable[..., Path], in_fresh_python: Callable[[str, Path], str]
) -> None:
    folder = made("image_job/image_job.yaml", "studio")
    code = (
        "import sys, io; from studio.cli import main; out, sys.stdout = sys.stdout, io.StringIO();"
        "main(['renders', 'start', '--help']); sys.stdout = out;"
        "heavy = {'httpx2', 'pydantic', 'studio.client', 'studio.models', 'ssl', 'asyncio',"
        " 'studio.cli.commands.contact_sheets', 'typing_extensions', 'pathlib'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    assert in_fresh_python(code, folder) == "[]"
