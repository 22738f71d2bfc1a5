# Made by callsheet from BurnCloud Video API; do not edit.
# Remake with: callsheet generate
"""What a client is set to where neither its caller nor the environment says anything."""

from __future__ import annotations

from ._core.credentials import Credential
from ._core.settings import Settings

DEFAULTS = Settings(
    base_url="https://ai.burncloud.com",
    base_url_from="BURNCLOUD_BASE_URL",
    user_agent="burncloud-video/0.1.0",
    credentials=[
        Credential(
            scheme="bearer",
            kind="bearer",
            wire="Authorization",
            argument="api_key",
            environment="BURNCLOUD_API_KEY",
        ),
    ],
)
