#!/bin/sh
# The same request by a stranger, by Alice, by Bob, and by Bob for what he may not use: prints the four statuses.
set -eu

url=${AIROUTE_URL:-http://127.0.0.1:10080}

ask() { # WHO KEY MODEL
  status=$(curl -sS -o /dev/null -w '%{http_code}' "$url/v1/chat/completions" -H 'content-type: application/json' \
    -H "authorization: Bearer $2" -d '{"model": "'"$3"'", "messages": [{"role": "user", "content": "Hello"}]}')
  echo "$1 asks for $3: $status"
}

ask "a stranger" "made-up-key" echo
ask "Alice" "${ALICE_KEY:-alices-key}" expensive
ask "Bob" "bobs-key" echo
ask "Bob" "bobs-key" expensive
