#!/bin/sh
# An OpenAI client asks Claude for a tool call, an Anthropic client asks GPT. Usage: request.sh [CLAUDE_MODEL [GPT_MODEL]]
set -eu

url=${AIROUTE_URL:-http://127.0.0.1:10080}
claude=${1:-claude-sonnet-4-5}
gpt=${2:-gpt-4o-mini}

echo "# OpenAI client, $claude: a streamed tool call"
curl -sS --fail-with-body -N "$url/v1/chat/completions" -H 'content-type: application/json' -d '{
  "model": "'"$claude"'",
  "stream": true,
  "messages": [{"role": "user", "content": "What is the weather in Paris and in Oslo?"}],
  "tools": [{"type": "function", "function": {
    "name": "get_weather",
    "description": "The weather in a city",
    "parameters": {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}
  }}]
}'
echo
echo "# Anthropic client, $gpt: a message"
curl -sS --fail-with-body "$url/v1/messages" -H 'content-type: application/json' -d '{
  "model": "'"$gpt"'",
  "max_tokens": 200,
  "system": "Answer in one word.",
  "messages": [{"role": "user", "content": "Say hello in Swedish."}]
}'
echo
