#!/bin/sh
# An OpenAI client streams a tool call, an Anthropic client gets a message. Usage: request.sh [MODEL]
set -eu

url=${AIROUTE_URL:-http://127.0.0.1:10080}
model=${1:-command-a-03-2025}

echo "# OpenAI client: a streamed tool call"
curl -sS --fail-with-body -N "$url/v1/chat/completions" -H 'content-type: application/json' -d '{
  "model": "'"$model"'",
  "stream": true,
  "messages": [{"role": "user", "content": "What is the weather in Paris and in Oslo?"}],
  "tools": [{"type": "function", "function": {
    "name": "get_weather",
    "description": "The weather in a city",
    "parameters": {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}
  }}]
}'
echo
echo "# Anthropic client: a message about a document"
curl -sS --fail-with-body "$url/v1/messages" -H 'content-type: application/json' -d '{
  "model": "'"$model"'",
  "max_tokens": 200,
  "messages": [{"role": "user", "content": [
    {"type": "document", "title": "Penguins", "source":
      {"type": "text", "media_type": "text/plain", "data": "Emperor penguins are the tallest."}},
    {"type": "text", "text": "Which penguins are the tallest?"}
  ]}]
}'
echo
