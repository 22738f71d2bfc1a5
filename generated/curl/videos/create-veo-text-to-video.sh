#!/bin/sh
# Made by callsheet from BurnCloud Video API; do not edit.
# Remake with: callsheet generate
#
# POST /v1/videos
# Veo, from text alone. The prompt stands in for one lost in print.

: "${BURNCLOUD_API_KEY:?is not set}"
printf 'Authorization: Bearer %s\n' "$BURNCLOUD_API_KEY" |
  curl --fail-with-body --silent --show-error \
    --header @- \
    --header 'Content-Type: application/json' \
    --data-raw '{
  "model": "veo-3",
  "prompt": "一只橘猫在雨后的屋檐下打盹，远处传来风铃声",
  "size": "1280x720",
  "seconds": "8"
}' \
    "${BURNCLOUD_BASE_URL:-https://ai.burncloud.com}/v1/videos"
