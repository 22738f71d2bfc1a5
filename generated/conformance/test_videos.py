# Made by callsheet from BurnCloud Video API; do not edit.
# Remake with: callsheet generate

"""What the document promises of one group of operations, asked of a server."""

from __future__ import annotations

import pytest

from . import cases_videos as cases
from . import jobs
from .facts import Case, about
from .harness import Server


@about(cases.VIDEOS_CREATE_LIVES)
def test_videos_create_lives(
    server: Server,
) -> None:
    """A job goes through its states to an end and stays there."""
    jobs.lives(
        server,
        cases.VIDEOS_CREATE_LIVES,
    )


@about(cases.VIDEOS_CREATE_AGREES)
def test_videos_create_agrees(
    server: Server,
) -> None:
    """Progress, times and reasons agree with the state of a job."""
    jobs.agrees(
        server,
        cases.VIDEOS_CREATE_AGREES,
    )


@about(cases.VIDEOS_CREATE_STAYS)
def test_videos_create_stays(
    server: Server,
) -> None:
    """A job keeps its id and its request, whatever becomes of others."""
    jobs.stays(
        server,
        cases.VIDEOS_CREATE_STAYS,
    )


@about(cases.VIDEOS_CREATE_WAITS)
def test_videos_create_waits(
    server: Server,
) -> None:
    """The result of a job cannot be had before the job is done."""
    jobs.waits(
        server,
        cases.VIDEOS_CREATE_WAITS,
    )


@about(cases.VIDEOS_CREATE_FAILS)
def test_videos_create_fails(
    server: Server,
) -> None:
    """A job that fails says why, and has no result."""
    jobs.fails(
        server,
        cases.VIDEOS_CREATE_FAILS,
    )


@about(cases.VIDEOS_CREATE_JSON_ACCEPTS)
@pytest.mark.parametrize(
    "case",
    cases.VIDEOS_CREATE_JSON_ACCEPTS.cases,
    ids=str,
)
def test_videos_create_json_accepts(
    server: Server,
    case: Case,
) -> None:
    """What the document allows is accepted."""
    server.accepts(
        cases.VIDEOS_CREATE_JSON_ACCEPTS,
        case,
    )


@about(cases.VIDEOS_CREATE_JSON_REFUSES)
@pytest.mark.parametrize(
    "case",
    cases.VIDEOS_CREATE_JSON_REFUSES.cases,
    ids=str,
)
def test_videos_create_json_refuses(
    server: Server,
    case: Case,
) -> None:
    """What the document does not allow is refused, in the way it describes."""
    server.refuses(
        cases.VIDEOS_CREATE_JSON_REFUSES,
        case,
    )


@about(cases.VIDEOS_CREATE_GUARDS)
@pytest.mark.parametrize(
    "case",
    cases.VIDEOS_CREATE_GUARDS.cases,
    ids=str,
)
def test_videos_create_guards(
    server: Server,
    case: Case,
) -> None:
    """Callers without valid credentials are turned away."""
    server.guards(
        cases.VIDEOS_CREATE_GUARDS,
        case,
    )


@about(cases.VIDEOS_CREATE_ALLOWS)
@pytest.mark.parametrize(
    "case",
    cases.VIDEOS_CREATE_ALLOWS.cases,
    ids=str,
)
def test_videos_create_allows(
    server: Server,
    case: Case,
) -> None:
    """The path has no other methods."""
    server.allows(
        cases.VIDEOS_CREATE_ALLOWS,
        case,
    )


@about(cases.VIDEOS_CREATE_MULTIPART_ACCEPTS)
@pytest.mark.parametrize(
    "case",
    cases.VIDEOS_CREATE_MULTIPART_ACCEPTS.cases,
    ids=str,
)
def test_videos_create_multipart_accepts(
    server: Server,
    case: Case,
) -> None:
    """What the document allows is accepted."""
    server.accepts(
        cases.VIDEOS_CREATE_MULTIPART_ACCEPTS,
        case,
    )


@about(cases.VIDEOS_CREATE_MULTIPART_REFUSES)
@pytest.mark.parametrize(
    "case",
    cases.VIDEOS_CREATE_MULTIPART_REFUSES.cases,
    ids=str,
)
def test_videos_create_multipart_refuses(
    server: Server,
    case: Case,
) -> None:
    """What the document does not allow is refused, in the way it describes."""
    server.refuses(
        cases.VIDEOS_CREATE_MULTIPART_REFUSES,
        case,
    )


@about(cases.VIDEOS_RETRIEVE_ACCEPTS)
@pytest.mark.parametrize(
    "case",
    cases.VIDEOS_RETRIEVE_ACCEPTS.cases,
    ids=str,
)
def test_videos_retrieve_accepts(
    server: Server,
    case: Case,
) -> None:
    """What the document allows is accepted."""
    server.accepts(
        cases.VIDEOS_RETRIEVE_ACCEPTS,
        case,
    )


@about(cases.VIDEOS_RETRIEVE_GUARDS)
@pytest.mark.parametrize(
    "case",
    cases.VIDEOS_RETRIEVE_GUARDS.cases,
    ids=str,
)
def test_videos_retrieve_guards(
    server: Server,
    case: Case,
) -> None:
    """Callers without valid credentials are turned away."""
    server.guards(
        cases.VIDEOS_RETRIEVE_GUARDS,
        case,
    )


@about(cases.VIDEOS_RETRIEVE_MISSES)
@pytest.mark.parametrize(
    "case",
    cases.VIDEOS_RETRIEVE_MISSES.cases,
    ids=str,
)
def test_videos_retrieve_misses(
    server: Server,
    case: Case,
) -> None:
    """An id that nobody gave out is not known."""
    server.misses(
        cases.VIDEOS_RETRIEVE_MISSES,
        case,
    )


@about(cases.VIDEOS_RETRIEVE_ALLOWS)
@pytest.mark.parametrize(
    "case",
    cases.VIDEOS_RETRIEVE_ALLOWS.cases,
    ids=str,
)
def test_videos_retrieve_allows(
    server: Server,
    case: Case,
) -> None:
    """The path has no other methods."""
    server.allows(
        cases.VIDEOS_RETRIEVE_ALLOWS,
        case,
    )


@about(cases.VIDEOS_DOWNLOAD_CONTENT_ACCEPTS)
@pytest.mark.parametrize(
    "case",
    cases.VIDEOS_DOWNLOAD_CONTENT_ACCEPTS.cases,
    ids=str,
)
def test_videos_download_content_accepts(
    server: Server,
    case: Case,
) -> None:
    """What the document allows is accepted."""
    server.accepts(
        cases.VIDEOS_DOWNLOAD_CONTENT_ACCEPTS,
        case,
    )


@about(cases.VIDEOS_DOWNLOAD_CONTENT_REFUSES)
@pytest.mark.parametrize(
    "case",
    cases.VIDEOS_DOWNLOAD_CONTENT_REFUSES.cases,
    ids=str,
)
def test_videos_download_content_refuses(
    server: Server,
    case: Case,
) -> None:
    """What the document does not allow is refused, in the way it describes."""
    server.refuses(
        cases.VIDEOS_DOWNLOAD_CONTENT_REFUSES,
        case,
    )


@about(cases.VIDEOS_DOWNLOAD_CONTENT_GUARDS)
@pytest.mark.parametrize(
    "case",
    cases.VIDEOS_DOWNLOAD_CONTENT_GUARDS.cases,
    ids=str,
)
def test_videos_download_content_guards(
    server: Server,
    case: Case,
) -> None:
    """Callers without valid credentials are turned away."""
    server.guards(
        cases.VIDEOS_DOWNLOAD_CONTENT_GUARDS,
        case,
    )


@about(cases.VIDEOS_DOWNLOAD_CONTENT_MISSES)
@pytest.mark.parametrize(
    "case",
    cases.VIDEOS_DOWNLOAD_CONTENT_MISSES.cases,
    ids=str,
)
def test_videos_download_content_misses(
    server: Server,
    case: Case,
) -> None:
    """An id that nobody gave out is not known."""
    server.misses(
        cases.VIDEOS_DOWNLOAD_CONTENT_MISSES,
        case,
    )


@about(cases.VIDEOS_DOWNLOAD_CONTENT_ALLOWS)
@pytest.mark.parametrize(
    "case",
    cases.VIDEOS_DOWNLOAD_CONTENT_ALLOWS.cases,
    ids=str,
)
def test_videos_download_content_allows(
    server: Server,
    case: Case,
) -> None:
    """The path has no other methods."""
    server.allows(
        cases.VIDEOS_DOWNLOAD_CONTENT_ALLOWS,
        case,
    )
