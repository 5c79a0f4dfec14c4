#!/bin/sh
# A model by its own name, then by yours, as a stream. Usage: request.sh [MODEL]
set -eu

url=${AIROUTE_URL:-http://127.0.0.1:10080}
model=${1:-gpt-4o-mini}

echo "# $model"
curl -sS --fail-with-body "$url/v1/chat/completions" -H 'content-type: application/json' -d '{
  "model": "'"$model"'",
  "messages": [{"role": "user", "content": "Say hello in Swedish."}]
}'
echo
echo
echo "# fast, streamed"
curl -sS --fail-with-body -N "$url/v1/chat/completions" -H 'content-type: application/json' -d '{
  "model": "fast",
  "stream": true,
  "stream_options": {"include_usage": true},
  "messages": [{"role": "user", "content": "Say hello in Swedish."}]
}'
