#!/bin/sh
# A message, then one as a stream. Usage: request.sh [MODEL]
set -eu

url=${AIROUTE_URL:-http://127.0.0.1:10080}
model=${1:-claude-sonnet-4-5}

for stream in false true; do
  echo "# stream: $stream"
  curl -sS --fail-with-body -N "$url/v1/messages" -H 'content-type: application/json' \
    -H 'anthropic-version: 2023-06-01' -d '{
    "model": "'"$model"'",
    "max_tokens": 200,
    "stream": '$stream',
    "system": "Answer in one word.",
    "messages": [{"role": "user", "content": "Say hello in Swedish."}]
  }'
  echo
done
