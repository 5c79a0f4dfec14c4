#!/bin/sh
# Your own model, in both dialects.
set -eu

url=${AIROUTE_URL:-http://127.0.0.1:10080}

echo "# OpenAI's dialect"
curl -sS --fail-with-body "$url/v1/chat/completions" -H 'content-type: application/json' \
  -d '{"model": "own", "messages": [{"role": "user", "content": "Say hello in Swedish."}]}'
echo
echo "# Anthropic's dialect, streamed"
curl -sS --fail-with-body -N "$url/v1/messages" -H 'content-type: application/json' \
  -d '{"model": "own", "max_tokens": 200, "stream": true, "messages": [{"role": "user", "content": "Say hello in Swedish."}]}'
