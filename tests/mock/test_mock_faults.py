"""Named faults: each breaks one promise of the document, and nothing else."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

ROOT = Path(__file__).resolve().parents[2]
KEY = {"Authorization": "Bearer sk-test"}
PROMPT = {"prompt": "A cat", "model": "sora-2"}


@pytest.fixture(scope="module")
def mock() -> Any:
    """The mock of spec/video.openapi.yaml, as it is committed."""
    name = "mock_with_faults"
    place = ROOT / "generated/burncloud_video/mock/__init__.py"
    spec = importlib.util.spec_from_file_location(
        name, place, submodule_search_locations=[str(place.parent)]
    )
    assert spec is not None
    assert spec.loader is not None
    sys.modules[name] = module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def client(mock: Any, **options: Any) -> TestClient:
    return TestClient(mock.create_app(**options), headers=KEY)


def create(asked: TestClient, **headers: str) -> Any:
    return asked.post("/v1/videos", json=PROMPT, headers=headers)


def test_a_rule_is_forgotten(mock: Any) -> None:
    body = {"prompt": "a" * 32001}
    assert client(mock).post("/v1/videos", json=body).status_code == 400
    broken = client(mock, fault="createVideo:accepts-invalid:/prompt/maxLength")
    assert broken.post("/v1/videos", json=body).status_code == 200
    assert broken.post("/v1/videos", json={"prompt": ""}).status_code == 400


def test_a_property_is_left_out(mock: Any) -> None:
    broken = client(mock, fault="createVideo:drops:/status")
    made = create(broken).json()
    assert "status" not in made
    assert "status" in broken.get(f"/v1/videos/{made['id']}").json()


def test_one_answer_alone_is_spoiled(mock: Any) -> None:
    asked = client(mock)
    broken = create(asked, **{"X-Mock-Fault": "createVideo:mistypes:/progress"})
    assert isinstance(create(asked).json()["progress"], int)
    assert not isinstance(broken.json()["progress"], int)


def test_a_job_leaves_its_end(mock: Any) -> None:
    asked = client(mock, fault="createVideo:job:end-left")
    place = f"/v1/videos/{create(asked).json()['id']}"
    words = [asked.get(place).json()["status"] for _ in range(8)]
    assert "completed" in words
    assert "in_progress" in words[words.index("completed") :]


def test_what_is_valid_is_refused(mock: Any) -> None:
    body = {"prompt": "a" * 32000}
    assert client(mock).post("/v1/videos", json=body).status_code == 200
    strict = client(mock, fault="createVideo:refuses-valid:/prompt/maxLength")
    assert strict.post("/v1/videos", json=body).status_code == 400
    assert create(strict).status_code == 200


def test_what_may_be_left_out_is_asked_for(mock: Any) -> None:
    strict = client(mock, fault="createVideo:requires:/seconds")
    assert create(strict).status_code == 400
    assert strict.post("/v1/videos", json={**PROMPT, "seconds": "4"}).status_code == 200


def test_another_default_is_assumed(mock: Any) -> None:
    broken = client(mock, fault="createVideo:default:/seconds")
    assert create(client(mock)).json()["seconds"] == "4"
    assert create(broken).json()["seconds"] == "5"


def test_a_media_type_is_refused(mock: Any) -> None:
    broken = client(mock, fault="createVideo:refuses-media:multipart/form-data")
    assert create(broken).status_code == 200
    files = {"prompt": (None, "A cat")}
    assert client(mock).post("/v1/videos", files=files).status_code == 200
    refused = broken.post("/v1/videos", files=files)
    assert refused.status_code == 400
    assert "multipart/form-data is not accepted" in refused.text


def test_something_is_told_before_it_happens(mock: Any) -> None:
    name = "createVideo:job:time-early:/completed_at"
    honest, broken = client(mock), client(mock, fault=name)
    for asked, is_told in ((honest, False), (broken, True)):
        job = asked.get(f"/v1/videos/{create(asked).json()['id']}").json()
        assert (job["status"], bool(job.get("completed_at"))) == ("queued", is_told)


def test_another_media_type_than_the_one_that_is_selected(mock: Any) -> None:
    broken = client(mock, fault="downloadVideoContent:selects:variant=video")
    place = f"/v1/videos/{create(broken).json()['id']}"
    while broken.get(place).json()["status"] != "completed":
        pass
    answer = broken.get(f"{place}/content", params={"variant": "video"})
    assert answer.headers["content-type"] == "image/webp"
    assert answer.content[8:12] == b"WEBP"


def test_an_unknown_fault_is_refused(mock: Any) -> None:
    refused = create(client(mock), **{"X-Mock-Fault": "no-such-fault"})
    assert refused.status_code == 400
    assert "no-such-fault" in json.dumps(refused.json())
    with pytest.raises(KeyError):
        mock.create_app(fault="no-such-fault")


def test_the_catalogue_comes_from_the_document(mock: Any) -> None:
    faults = mock.create_app().faults
    kinds = {name.split(":")[1] for name in faults}
    assert {"accepts-invalid", "drops", "mistypes", "status", "job", "echo", "bytes"} <= kinds
    assert {"refuses-valid", "requires", "refuses-media", "default", "selects"} <= kinds
    assert all(fault.about for fault in faults.values())
