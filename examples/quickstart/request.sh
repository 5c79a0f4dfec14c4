#!/bin/sh
# Two requests to a running quickstart: one answered as JSON, one as a stream. Usage: request.sh [MODEL]
set -eu

url=${AIROUTE_URL:-http://127.0.0.1:10080}
model=${1:-echo}

echo "# JSON"
curl -sS --fail-with-body "$url/v1/chat/completions" -H 'content-type: application/json' \
  -d '{"model": "'"$model"'", "messages": [{"role": "user", "content": "Hello, gateway!"}]}'
echo
echo
echo "# Server-sent events, in Anthropic's dialect"
curl -sS --fail-with-body -N "$url/v1/messages" -H 'content-type: application/json' \
  -d '{"model": "'"$model"'", "max_tokens": 100, "stream": true, "messages": [{"role": "user", "content": "Hello, gateway!"}]}'
