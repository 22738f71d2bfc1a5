#!/bin/sh
# Made by callsheet from BurnCloud Video API; do not edit.
# Remake with: callsheet generate
#
# POST /v1/video/generations, and what becomes of the job that it starts.
#
#   sh create.job.sh [FILE]         start one, wait, and fetch what it has made into FILE
#   JOB=id sh create.job.sh [FILE]  go on with one that was started before
#
# Prints the last answer. Ends with 0: done, 3: failed or cancelled, 6: goes on beyond WAIT_SECONDS,
# 22: a call was refused.

set -eu
: "${BURNCLOUD_API_KEY:?is not set}"
command -v jq >/dev/null || { echo 'jq is needed, and not there' >&2; exit 127; }

start() {
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
}

# A poll may be sent again. A start must not be: each that arrives starts a job.
poll() {
  printf 'Authorization: Bearer %s\n' "$BURNCLOUD_API_KEY" |
    curl --fail-with-body --silent --show-error --globoff --max-time 60 --retry 5 \
      --header @- \
      "${BURNCLOUD_BASE_URL:-https://ai.burncloud.com}/v1/video/generations/$id"
}

# The first of some places in JSON that holds something.
first_of() {
  jq -r "first(($1) | select(. != null and . != \"\")) // \"\" | tostring"
}

over() {
  status=$1
  printf '%s\n' "$2" >&2
  exit "$status"
}

id=${JOB:-}
if [ -z "$id" ]; then
  answer=$(start) || over "$?" "$answer"
  id=$(printf '%s\n' "$answer" | first_of '.task_id?, .id?')
  [ -n "$id" ] || over 1 "there is no id in the answer: $answer"
fi
echo "job $id" >&2
id=$(printf %s "$id" | jq -Rrs @uri)

end=$(($(date +%s) + ${WAIT_SECONDS:-600}))
pause=${POLL_SECONDS:-5}
while :; do
  sleep "$pause"
  answer=$(poll) || over "$?" "$answer"
  answer=$(printf '%s\n' "$answer" | jq 'if (.task_id? // "") == "" and [.data? | objects] != [] then .data? else . end')
  state=$(printf '%s\n' "$answer" | first_of '.status?' | tr '[:upper:]' '[:lower:]')
  echo "$state" >&2
  case $state in
    succeeded | completed | success | succeed | done | complete | finished) break ;;
    failed | failure | fail | error | expired | not_found | cancelled | canceled) over 3 "$answer" ;;
  esac
  [ "$(date +%s)" -lt "$end" ] || over 6 "the job goes on: $answer"
  pause=$((pause * 150 / 100))
  [ "$pause" -le 15 ] || pause=15
done

# It is there when it is whole.
file=${1:-result.mp4}
# The file may lie with somebody else, who is shown no key.
url=$(printf '%s\n' "$answer" | first_of '.url?, .result_url?, .video_url?, .fail_reason?')
curl --fail --silent --show-error --globoff --speed-limit 1 --speed-time 60 --retry 5 \
  --location --proto '=http,https' --output "$file.part" --url "$url"
mv -- "$file.part" "$file"
printf '%s\n' "$answer"
