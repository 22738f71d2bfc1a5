#!/bin/sh
# Made by callsheet from BurnCloud Video API; do not edit.
# Remake with: callsheet generate
#
# POST /v1/video/generations
# Vidu, from an image, with a callback.

: "${BURNCLOUD_API_KEY:?is not set}"
printf 'Authorization: Bearer %s\n' "$BURNCLOUD_API_KEY" |
  curl --fail-with-body --silent --show-error \
    --header @- \
    --header 'Content-Type: application/json' \
    --data-raw '{
  "model": "viduq1",
  "prompt": "一个穿着宇航服的宇航员在月球上行走, 高品质, 电影级",
  "size": "1920x1080",
  "image": "https://prod-ss-images.s3.cn-northwest-1.amazonaws.com.cn/vidu-maas/template/image2video.png",
  "duration": 5,
  "metadata": {
    "duration": 5,
    "seed": 0,
    "resolution": "1080p",
    "movement_amplitude": "auto",
    "bgm": false,
    "payload": "",
    "callback_url": "https://your-callback-url.com/webhook"
  }
}' \
    "${BURNCLOUD_BASE_URL:-https://ai.burncloud.com}/v1/video/generations"
