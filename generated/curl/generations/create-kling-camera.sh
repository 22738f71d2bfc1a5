#!/bin/sh
# Made by callsheet from BurnCloud Video API; do not edit.
# Remake with: callsheet generate
#
# POST /v1/video/generations
# Kling, from text alone, with a moving camera.

: "${BURNCLOUD_API_KEY:?is not set}"
printf 'Authorization: Bearer %s\n' "$BURNCLOUD_API_KEY" |
  curl --fail-with-body --silent --show-error \
    --header @- \
    --header 'Content-Type: application/json' \
    --data-raw '{
  "model": "kling-v1",
  "prompt": "A lighthouse on a cliff at dusk, waves below",
  "mode": "pro",
  "duration": 10,
  "metadata": {
    "aspect_ratio": "16:9",
    "cfg_scale": 0.5,
    "camera_control": {
      "type": "simple",
      "config": {
        "horizontal": 2.5
      }
    }
  }
}' \
    "${BURNCLOUD_BASE_URL:-https://ai.burncloud.com}/v1/video/generations"
