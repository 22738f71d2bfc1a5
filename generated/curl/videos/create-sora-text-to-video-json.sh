#!/bin/sh
# Made by callsheet from BurnCloud Video API; do not edit.
# Remake with: callsheet generate
#
# POST /v1/videos
# Sora, from text alone.

: "${BURNCLOUD_API_KEY:?is not set}"
printf 'Authorization: Bearer %s\n' "$BURNCLOUD_API_KEY" |
  curl --fail-with-body --silent --show-error \
    --header @- \
    --header 'Content-Type: application/json' \
    --data-raw '{
  "model": "sora-2",
  "prompt": "A calico cat playing a piano on stage",
  "size": "1280x720",
  "seconds": "8"
}' \
    "${BURNCLOUD_BASE_URL:-https://ai.burncloud.com}/v1/videos"
