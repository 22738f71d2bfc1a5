#!/bin/sh
# Made by callsheet from BurnCloud Video API; do not edit.
# Remake with: callsheet generate
#
# POST /v1/video/generations
# Veo, from text alone.

: "${BURNCLOUD_API_KEY:?is not set}"
printf 'Authorization: Bearer %s\n' "$BURNCLOUD_API_KEY" |
  curl --fail-with-body --silent --show-error \
    --header @- \
    --header 'Content-Type: application/json' \
    --data-raw '{
  "model": "veo-3.0-generate-001",
  "prompt": "A paper boat drifts down a rain gutter, filmed from very close",
  "metadata": {
    "aspectRatio": "9:16",
    "durationSeconds": 8,
    "negativePrompt": "text, watermark"
  }
}' \
    "${BURNCLOUD_BASE_URL:-https://ai.burncloud.com}/v1/video/generations"
