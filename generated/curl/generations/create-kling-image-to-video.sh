#!/bin/sh
# Made by callsheet from BurnCloud Video API; do not edit.
# Remake with: callsheet generate
#
# POST /v1/video/generations
# Kling, from a first and a last frame.

: "${BURNCLOUD_API_KEY:?is not set}"
printf 'Authorization: Bearer %s\n' "$BURNCLOUD_API_KEY" |
  curl --fail-with-body --silent --show-error \
    --header @- \
    --header 'Content-Type: application/json' \
    --data-raw '{
  "model": "kling-v1",
  "prompt": "一个穿着宇航服的宇航员在月球上行走, 高品质, 电影级",
  "size": "1920x1080",
  "image": "https://h2.inkwai.com/bs2/upload-ylab-stunt/se/ai_portal_queue_mmu_image_upscale_aiweb/3214b798-e1b4-4b00-b7af-72b5b0417420_raw_image_0.jpg",
  "duration": 5,
  "metadata": {
    "seed": 20231234,
    "negative_prompt": "模糊",
    "image_tail": "https://h1.inkwai.com/bs2/upload-ylab-stunt/1fa0ac67d8ce6cd55b50d68b967b3a59.png"
  }
}' \
    "${BURNCLOUD_BASE_URL:-https://ai.burncloud.com}/v1/video/generations"
