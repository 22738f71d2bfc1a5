"""Jobs of two unrelated documents against their own mocks, over a real socket."""

from __future__ import annotations

import importlib
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import uvicorn

from job_styles import Scene, Style, listed, settled

SAMPLES = Path(__file__).parents[1] / "specs/image_job/samples"


@contextmanager
def served(package: ModuleType, **options: Any) -> Iterator[str]:
    """Serve the mock of a package, and say where."""
    mock = importlib.import_module(f"{package.__name__}.mock")
    config = uvicorn.Config(mock.create_app(**options), port=0, log_level="error", lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()


@pytest.fixture
def server(request: pytest.FixtureRequest, studio: ModuleType) -> Iterator[str]:
    with served(studio, **getattr(request, "param", {})) as url:
        yield url


def test_a_render_from_start_to_file(
    studio: ModuleType, server: str, style: Style, tmp_path: Path
) -> None:
    scene = Scene([])

    async def follow(client: Any) -> Any:
        job = await settled(client.renders.submit(scene="a cat", width=48, height=32))
        value = await settled(job.wait(60, scene.tell))
        path = await settled(job.download(tmp_path / "cat.png"))
        return value, path, job.expires_at

    value, path, expires_at = style.run(studio, follow, scene, base_url=server)
    assert value.render.phase == "finished"
    assert value.render.scene == "a cat"
    assert path.read_bytes() == (SAMPLES / "render.png").read_bytes()
    assert expires_at is not None
    states = [state for state, _, _ in scene.trace]
    assert states[-1] == "done"
    assert set(states) <= {"waiting", "running", "done"}
    shares = [share for _, _, share in scene.trace if share is not None]
    assert shares == sorted(shares)
    assert any(0 < share < 1 for share in shares)


@pytest.mark.parametrize("server", [{"outcome": "failed"}], indirect=True)
def test_a_render_fails(studio: ModuleType, server: str, style: Style) -> None:
    with pytest.raises(studio.JobFailed) as caught:
        style.run(
            studio, lambda c: c.renders.start_and_wait(scene="a cat"), Scene([]), base_url=server
        )
    assert caught.value.reason


def test_a_render_is_withdrawn(studio: ModuleType, server: str, style: Style) -> None:
    async def stop(client: Any) -> Any:
        job = await settled(client.renders.submit(scene="a cat"))
        await settled(job.cancel())
        with pytest.raises(studio.JobCancelled):
            await settled(job.wait(60))
        return job.state.state

    assert style.run(studio, stop, Scene([]), base_url=server) == "cancelled"


def test_a_sheet_is_fetched_from_its_url(
    studio: ModuleType, server: str, style: Style, tmp_path: Path
) -> None:
    async def follow(client: Any) -> Path:
        job = await settled(client.contact_sheets.submit(keys=["r-7"]))
        resumed = client.contact_sheets.resume(job.token)
        assert [state.state for state in await listed(resumed.watch(60))][-1] == "done"
        path: Path = await settled(resumed.download(tmp_path / "sheet.png"))
        return path

    path = style.run(studio, follow, Scene([]), base_url=server)
    assert path.read_bytes().startswith(b"\x89PNG")


def test_many_renders(studio: ModuleType, server: str, style: Style) -> None:
    async def follow(client: Any) -> list[str]:
        arguments = [{"scene": f"cat {number}"} for number in range(5)]
        jobs = await settled(client.renders.submit_many(arguments))
        ended = await listed(client.renders.as_completed(jobs, timeout=600))
        return sorted(job.state.value.render.scene for job in ended)

    scenes = style.run(studio, follow, Scene([]), base_url=server)
    assert scenes == [f"cat {number}" for number in range(5)]


@pytest.mark.parametrize(("name", "suffix"), [("jobs_video", ".mp4"), ("jobs_studio", ".png")])
def test_the_examples_of_the_readme_run(
    package: Callable[[str], ModuleType],
    name: str,
    suffix: str,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    made = package(name)
    text = (Path(str(made.__file__)).parents[1] / "README.md").read_text(encoding="utf-8")
    # Blocks that show errors go on after what they show.
    blocks = re.findall(r"```python\n(.*?)```", text.split("## Errors")[0], re.DOTALL)
    core = importlib.import_module(f"{name}._core.clock")
    monkeypatch.setattr(core.SystemClock, "sleep", lambda self, seconds: None)
    monkeypatch.chdir(tmp_path)
    with served(made) as url:
        monkeypatch.setenv("JOBS_BASE_URL", url)
        monkeypatch.setenv("JOBS_API_KEY", "any")
        space: dict[str, Any] = {}
        for block in blocks:
            exec(block, space)
        space["client"].close()
    (file,) = tmp_path.glob("result.*")
    assert file.suffix == suffix
    assert file.stat().st_size > 0
    assert "running" in capsys.readouterr().out
