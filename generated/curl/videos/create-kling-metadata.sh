#!/bin/sh
# Made by callsheet from BurnCloud Video API; do not edit.
# Remake with: callsheet generate
#
# POST /v1/videos
# Kling, with a parameter that only Kling knows.

: "${BURNCLOUD_API_KEY:?is not set}"
printf 'Authorization: Bearer %s\n' "$BURNCLOUD_API_KEY" |
  curl --fail-with-body --silent --show-error \
    --header @- \
    --header 'Content-Type: application/json' \
    --data-raw '{
  "model": "kling-v1",
  "prompt": "An astronaut walks on the moon",
  "seconds": "5",
  "metadata": {
    "negative_prompt": "blurry"
  }
}' \
    "${BURNCLOUD_BASE_URL:-https://ai.burncloud.com}/v1/videos"
