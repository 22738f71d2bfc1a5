#!/bin/sh
# Made by callsheet from BurnCloud Video API; do not edit.
# Remake with: callsheet generate
#
# POST /v1/videos
# Sora, from a picture at a URL.

: "${BURNCLOUD_API_KEY:?is not set}"
printf 'Authorization: Bearer %s\n' "$BURNCLOUD_API_KEY" |
  curl --fail-with-body --silent --show-error \
    --header @- \
    --header 'Content-Type: application/json' \
    --data-raw '{
  "model": "sora-2-pro",
  "prompt": "She turns around and smiles, then walks out of the frame",
  "size": "1792x1024",
  "seconds": "12",
  "input_reference": {
    "image_url": "https://cdn.example.com/first-frame.png"
  }
}' \
    "${BURNCLOUD_BASE_URL:-https://ai.burncloud.com}/v1/videos"
