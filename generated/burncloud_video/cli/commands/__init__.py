# Made by callsheet from BurnCloud Video API; do not edit.
# Remake with: callsheet generate
"""The command line of BurnCloud Video API: what there is, each part imported when asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ..shape import Group, Key, Program

if TYPE_CHECKING:
    from ...client import Client


def client(keys: Mapping[str, Any], settings: Mapping[str, Any]) -> Client:
    """Make a client of keys and settings."""
    from ...client import Client

    return Client(
        api_key=keys.get("api_key"),
        **settings,
    )


PROGRAM = Program(
    "burncloud-video",
    "Text and images in, short video clips out, in two dialects.",
    groups=[
        Group("generations", "Video jobs in the gateway's own format."),
        Group(
            "videos",
            "Video jobs in the OpenAI video format, which software written for Sora "
            "speaks.",
        ),
    ],
    keys=[Key("api_key", "BURNCLOUD_API_KEY", "bearer")],
    environment="BURNCLOUD",
    base_url="https://ai.burncloud.com",
    client=client,
)
