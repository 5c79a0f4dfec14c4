#!/bin/sh
# A Gemini client asks OpenAI, whole and streamed, and an OpenAI client asks Gemini on Vertex AI. Usage: request.sh
set -eu

url=${AIROUTE_URL:-http://127.0.0.1:10080}

echo "# Gemini client, OpenAI's model"
curl -sS --fail-with-body "$url/v1beta/models/gpt-4o-mini:generateContent" -H 'content-type: application/json' -d '{
  "contents": [{"parts": [{"text": "Say hello in Portuguese."}]}]
}'
echo
echo "# the same, streamed"
curl -sS --fail-with-body -N "$url/v1beta/models/gpt-4o-mini:streamGenerateContent?alt=sse" \
  -H 'content-type: application/json' -d '{
  "contents": [{"parts": [{"text": "Say hello in Swedish."}]}]
}'
echo "# OpenAI client, Gemini on Vertex AI"
curl -sS --fail-with-body -N "$url/v1/chat/completions" -H 'content-type: application/json' -d '{
  "model": "gemini-2.5-flash",
  "stream": true,
  "messages": [{"role": "user", "content": "Say hello in Finnish."}]
}'
echo
