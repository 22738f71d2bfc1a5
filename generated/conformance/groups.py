# Made by callsheet from BurnCloud Video API; do not edit.
# Remake with: callsheet generate

"""All groups of cases, resource by resource."""

from __future__ import annotations

from . import cases_generations
from . import cases_videos
from .facts import Group

GROUPS: list[Group] = [
    *cases_generations.GROUPS,
    *cases_videos.GROUPS,
]
