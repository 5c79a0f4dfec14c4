#!/bin/sh
# An OpenAI client asks Nova, an Anthropic client asks Claude, both on Bedrock and streamed. Usage: request.sh
set -eu

url=${AIROUTE_URL:-http://127.0.0.1:10080}

echo "# OpenAI client, Nova by Converse"
curl -sS --fail-with-body -N "$url/v1/chat/completions" -H 'content-type: application/json' -d '{
  "model": "nova",
  "stream": true,
  "messages": [{"role": "user", "content": "Say hello in Portuguese."}]
}'
echo
echo "# Anthropic client, Claude by InvokeModel"
curl -sS --fail-with-body -N "$url/v1/messages" -H 'content-type: application/json' -d '{
  "model": "claude",
  "max_tokens": 200,
  "stream": true,
  "messages": [{"role": "user", "content": "Say hello in Swedish."}]
}'
echo
