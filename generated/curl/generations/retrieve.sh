#!/bin/sh
# Made by callsheet from BurnCloud Video API; do not edit.
# Remake with: callsheet generate
#
# GET /v1/video/generations/{task_id}
# Retrieve a video generation.

: "${BURNCLOUD_API_KEY:?is not set}"
printf 'Authorization: Bearer %s\n' "$BURNCLOUD_API_KEY" |
  curl --fail-with-body --silent --show-error \
    --header @- \
    "${BURNCLOUD_BASE_URL:-https://ai.burncloud.com}/v1/video/generations/abcd1234efgh"
