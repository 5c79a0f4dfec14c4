#!/bin/sh
# A base model and Claude, asked the same way. Usage: request.sh [CLAUDE_MODEL]
set -eu

url=${AIROUTE_URL:-http://127.0.0.1:10080}
claude=${1:-claude-sonnet-4-5}

echo "# base: as it is"
curl -sS --fail-with-body "$url/v1/completions" -H 'content-type: application/json' -d '{
  "model": "base",
  "prompt": "Once upon a time",
  "max_tokens": 50,
  "logprobs": 2
}'
echo
echo "# $claude: as a chat"
curl -sS --fail-with-body -N -D - "$url/v1/completions" -H 'content-type: application/json' -d '{
  "model": "'"$claude"'",
  "stream": true,
  "prompt": "Say hello in Swedish.",
  "best_of": 2,
  "max_tokens": 50
}'
echo
