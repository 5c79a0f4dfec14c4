#!/bin/sh
# Shows who answered and after how many attempts, then the answer.
set -eu

curl -sS --fail-with-body -i "${AIROUTE_URL:-http://127.0.0.1:10080}/v1/chat/completions" \
  -H 'content-type: application/json' \
  -d '{"model": "resilient", "messages": [{"role": "user", "content": "Is anybody there?"}]}'
echo
