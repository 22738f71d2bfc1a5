#!/bin/sh
# Made by callsheet from BurnCloud Video API; do not edit.
# Remake with: callsheet generate
#
# POST /v1/videos
# Metadata as JSON text in one field.

: "${BURNCLOUD_API_KEY:?is not set}"
printf 'Authorization: Bearer %s\n' "$BURNCLOUD_API_KEY" |
  curl --fail-with-body --silent --show-error \
    --header @- \
    --form-string model=kling-v1 \
    --form-string 'prompt=An astronaut walks on the moon' \
    --form 'metadata={"negative_prompt": "blurry"};type=application/json' \
    "${BURNCLOUD_BASE_URL:-https://ai.burncloud.com}/v1/videos"
