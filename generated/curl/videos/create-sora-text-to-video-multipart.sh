#!/bin/sh
# Made by callsheet from BurnCloud Video API; do not edit.
# Remake with: callsheet generate
#
# POST /v1/videos
# Sora, from text alone, as form fields.

: "${BURNCLOUD_API_KEY:?is not set}"
printf 'Authorization: Bearer %s\n' "$BURNCLOUD_API_KEY" |
  curl --fail-with-body --silent --show-error \
    --header @- \
    --form-string model=sora-2 \
    --form-string 'prompt=A calico cat playing a piano on stage' \
    --form-string size=1280x720 \
    --form-string seconds=8 \
    "${BURNCLOUD_BASE_URL:-https://ai.burncloud.com}/v1/videos"
