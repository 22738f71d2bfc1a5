#!/bin/sh
# Made by callsheet from BurnCloud Video API; do not edit.
# Remake with: callsheet generate
#
# GET /v1/videos/{video_id}
# Retrieve a video.

: "${BURNCLOUD_API_KEY:?is not set}"
printf 'Authorization: Bearer %s\n' "$BURNCLOUD_API_KEY" |
  curl --fail-with-body --silent --show-error \
    --header @- \
    "${BURNCLOUD_BASE_URL:-https://ai.burncloud.com}/v1/videos/video_123"
