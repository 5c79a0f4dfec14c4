#!/bin/sh
# A Responses client asks Claude for a tool call, a chat client asks GPT by Responses.
# Usage: request.sh [CLAUDE_MODEL [GPT_MODEL]]
set -eu

url=${AIROUTE_URL:-http://127.0.0.1:10080}
claude=${1:-claude-sonnet-4-5}
gpt=${2:-gpt-5-mini}

echo "# Responses client, $claude: a streamed tool call"
curl -sS --fail-with-body -N "$url/v1/responses" -H 'content-type: application/json' -d '{
  "model": "'"$claude"'",
  "stream": true,
  "instructions": "Use the tool.",
  "input": "What is the weather in Paris and in Oslo?",
  "tools": [{
    "type": "function",
    "name": "get_weather",
    "description": "The weather in a city",
    "parameters": {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]},
    "strict": false
  }]
}'
echo
echo "# Chat client, $gpt: a completion"
curl -sS --fail-with-body "$url/v1/chat/completions" -H 'content-type: application/json' -d '{
  "model": "'"$gpt"'",
  "messages": [
    {"role": "system", "content": "Answer in one word."},
    {"role": "user", "content": "Say hello in Swedish."}
  ]
}'
echo
