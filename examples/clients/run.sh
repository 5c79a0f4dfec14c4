#!/bin/sh
# Real clients, unmodified, through a real gateway to fake providers that speak another dialect than the client.
# Usage: run.sh [CLIENT...], all clients by default. A line PASS or FAIL for each; exit code 1 when one fails.
# KEEP=1 leaves the folder with all output, the access log and every request that the providers saw.
set -eu

here=$(cd "$(dirname "$0")" && pwd -P)
root=$(cd "$here/../.." && pwd -P)
cache=${XDG_CACHE_HOME:-${HOME:?HOME is not set}/.cache}/airoute/clients
all="openai-python openai-node anthropic-python anthropic-node google-python google-node vercel claude-code codex gemini-cli"
provider_key=sk-of-the-provider
client_key=ar-of-the-client

fail() {
  echo "clients: $1" >&2
  exit 1
}

clients=${*:-$all}
for client in $clients; do
  case " $all " in
    *" $client "*) ;;
    *) fail "there is no client $client, but: $all" ;;
  esac
done

# Installed once for these versions, outside of the tree.
npm_folder=$cache/npm-$(cksum <"$here/package.json" | cut -d ' ' -f 1)
python_folder=$cache/python-$(cksum <"$here/requirements.txt" | cut -d ' ' -f 1)

staged() { # FOLDER COMMAND...: runs the command for a new folder, which appears only when it is complete
  folder=$1
  shift
  staging=$(TMPDIR=$cache mktemp -d)
  "$@" "$staging" >"$staging.log" 2>&1 || {
    tail -n 15 "$staging.log" >&2
    rm -rf "$staging"
    fail "the installation failed; all of its output is in $staging.log"
  }
  mv "$staging" "$folder"
  rm -f "$staging.log"
}

install_npm() {
  cp "$here/package.json" "$1"
  npm install --prefix "$1" --no-package-lock --no-audit --no-fund
}

install_python() {
  PIP_USER=0 PIP_REQUIRE_VIRTUALENV=0 PIP_DISABLE_PIP_VERSION_CHECK=1 \
    python3 -m pip install --no-input --target "$1" -r "$here/requirements.txt"
}

mkdir -p "$cache"
case " $clients " in
  *-python*)
    python=$(python3 -c 'import sys; print(sys.executable)') || fail "the Python clients need python3 with pip."
    if [ ! -d "$python_folder" ]; then
      echo "Installing the Python clients into $python_folder ..." >&2
      staged "$python_folder" install_python
    fi
    ;;
esac
case " $clients " in
  *-node* | *vercel* | *claude-code* | *codex* | *gemini-cli*)
    if [ ! -d "$npm_folder" ]; then
      command -v npm >/dev/null || fail "the other clients need npm."
      echo "Installing the npm clients into $npm_folder (1.1 GB) ..." >&2
      staged "$npm_folder" install_npm
    fi
    cp "$here"/sdk/*.mjs "$npm_folder" # Node looks for packages beside the program
    ;;
esac

# Not in /tmp: Codex takes no home there.
scratch=$(TMPDIR=$cache mktemp -d)
mkdir "$scratch/desk" "$scratch/home" "$scratch/requests"
pids=
ended() {
  status=$?
  trap - EXIT
  for pid in $pids; do kill "$pid" 2>/dev/null || true; done
  for pid in $pids; do wait "$pid" 2>/dev/null || true; done
  if [ "$status" -eq 0 ] && [ -z "${KEEP:-}" ]; then
    rm -rf "$scratch"
  else
    echo "clients: all output and every request that the providers saw is in $scratch" >&2
  fi
  exit "$status"
}
trap ended EXIT
trap 'exit 1' HUP INT TERM

await() { # FILE TEXT PID
  for _ in $(seq 600); do
    if grep -q "$2" "$1"; then return 0; fi
    kill -0 "$3" 2>/dev/null || break
    sleep 0.1
  done
  cat "$1" "$scratch"/*.err >&2
  fail "no '$2' from process $3"
}

# The providers run from the sources that the tests of this module use.
ledger=$scratch/ledger
java=$("$root/control-plane/bin/find-java")
"$java" -XX:TieredStopAtLevel=1 -cp "$root/control-plane/target/lib/*" \
  "$root/examples/src/test/java/dev/airoute/examples/provider/SessionServer.java" \
  "$here/sessions.json" "$scratch/desk" "$scratch/requests" "$provider_key" "$client_key" \
  >"$ledger" 2>"$scratch/providers.err" &
pids=$!
await "$ledger" '^ready' $!
at() { sed -n "s/^$1 at //p" "$ledger"; }

OPENAI_URL=$(at openai) ANTHROPIC_URL=$(at anthropic) GEMINI_URL=$(at gemini) \
  PROVIDER_KEY=$provider_key CLIENT_KEY=$client_key \
  "$root/control-plane/bin/airoute" run "$here/routes" --port 0 --metrics-port 0 --access-log "$scratch/access.log" \
  >"$scratch/gateway.out" 2>"$scratch/gateway.err" &
pids="$pids $!"
await "$scratch/gateway.out" '^AIRoute is ready' $!
url=$(sed -n 's/^AIRoute is ready on //p' "$scratch/gateway.out")

alone() { # NAME=VALUE... COMMAND...: nothing else of this environment
  env -i PATH="$npm_folder/node_modules/.bin:/usr/bin:/bin" HOME="$scratch/home" LANG=C.UTF-8 TERM=dumb "$@" </dev/null
}

python_sdk() { # MODEL...
  alone PYTHONPATH="$python_folder" PYTHONDONTWRITEBYTECODE=1 \
    OPENAI_BASE_URL="$url/v1" OPENAI_API_KEY="$client_key" \
    ANTHROPIC_BASE_URL="$url" ANTHROPIC_API_KEY="$client_key" \
    GOOGLE_GEMINI_BASE_URL="$url" GEMINI_API_KEY="$client_key" \
    "$python" "$here/sdk/$client.py" "$@"
}

node_sdk() { # MODEL...
  alone OPENAI_BASE_URL="$url/v1" OPENAI_API_KEY="$client_key" \
    ANTHROPIC_BASE_URL="$url" ANTHROPIC_API_KEY="$client_key" \
    GOOGLE_GEMINI_BASE_URL="$url" GEMINI_API_KEY="$client_key" \
    AIROUTE_URL="$url" CLIENT_KEY="$client_key" \
    node "$npm_folder/$client.mjs" "$@"
}

# A command line client copies a word from one file to another by its own tools, once for each model.
command_line() { # FUNCTION SCRIPT:MODEL...
  tool=$1
  shift
  for played in "$@"; do
    script=${played%%:*}
    model=${played#*:}
    word=token-$(od -An -N 4 -tx1 /dev/urandom | tr -d ' \n')
    rm -f "$scratch/desk/answer.txt"
    echo "$word" >"$scratch/desk/question.txt"
    prompt="Copy the word in question.txt to answer.txt. session:$script/$(echo "$model" | tr . -)"
    (cd "$scratch/desk" && "$tool" "$model" "$prompt") >"$scratch/answer" 2>&1 || {
      cat "$scratch/answer"
      return 1
    }
    cat "$scratch/answer"
    grep -q "The tools said: $word" "$scratch/answer" || fail "the last word of $client is missing"
    [ "$(cat "$scratch/desk/answer.txt")" = "$word" ] || fail "$client did not write answer.txt"
  done
}

claude_code() { # MODEL PROMPT
  alone ANTHROPIC_BASE_URL="$url" ANTHROPIC_API_KEY="$client_key" \
    CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC=1 DISABLE_AUTOUPDATER=1 \
    claude -p "$2" --model "$1" --allowedTools Read,Write
}

codex() { # MODEL PROMPT
  alone AIROUTE_KEY="$client_key" \
    codex exec --skip-git-repo-check --dangerously-bypass-approvals-and-sandbox -m "$1" \
    -c model_reasoning_effort=medium -c model_provider=airoute \
    -c "model_providers.airoute={name=\"AIRoute\",base_url=\"$url/v1\",env_key=\"AIROUTE_KEY\",wire_api=\"responses\"}" "$2"
}

gemini_cli() { # MODEL PROMPT
  mkdir -p "$scratch/home/.gemini"
  cp "$here/gemini-settings.json" "$scratch/home/.gemini/settings.json"
  alone GOOGLE_GEMINI_BASE_URL="$url" GEMINI_API_KEY="$client_key" \
    gemini --skip-trust --approval-mode yolo -m "$1" -p "$2"
}

# The models are those of the other vendors.
play() {
  gpt=gpt-5
  claude=claude-sonnet-4-5
  gemini=gemini-3-pro-preview
  case $client in
    openai-python) python_sdk $claude $gemini ;;
    openai-node) node_sdk $claude $gemini ;;
    anthropic-python) python_sdk $gpt $gemini ;;
    anthropic-node) node_sdk $gpt $gemini ;;
    google-python) python_sdk $gpt $claude ;;
    google-node) node_sdk $gpt $claude ;;
    vercel) node_sdk $gpt $claude $gemini ;;
    claude-code)
      command_line claude_code claude-code:$gpt claude-code:$gemini claude-code:claude-opus-5 claude-code-again:$gpt
      ;;
    codex)
      command_line codex codex:$claude codex:$gemini codex-patch:gpt-5.5 codex-code:gpt-6.1-sol codex-again:$claude
      ;;
    gemini-cli)
      command_line gemini_cli gemini-cli:$gpt gemini-cli:$claude gemini-cli:gemini-2.5-pro gemini-cli-again:$gpt
      ;;
  esac
}

# What the providers say of a client: how many sessions came to their end with whom. Fails when one did not, or none began.
verdict() { # NUMBER OF OLD LINES
  awk -v old="$1" '
    NR <= old { next }
    $3 == "refused:" { bad = 1 }
    $3 == "called" { begun[$1 " " $2] = 1 }
    $3 == "finished" { done[$1 " " $2] = 1; count[$1]++ }
    END {
      for (session in begun) if (!(session in done)) bad = 1
      vendors = split("openai anthropic gemini", vendor, " ")
      for (i = 1; i <= vendors; i++)
        if (vendor[i] in count) words = words (words == "" ? "" : ", ") vendor[i] " " count[vendor[i]]
      print words
      exit bad || words == ""
    }' "$ledger"
}

version() { # PACKAGE, as npm or pip name it
  sed -n "s|^ *\"$1\": \"\(.*\)\",*\$|\1|p" "$here/package.json"
  sed -n "s|^$1==||p" "$here/requirements.txt"
}

version_of_client() {
  case $client in
    openai-python) version openai | tail -n 1 ;;
    openai-node) version openai | head -n 1 ;;
    anthropic-python) version anthropic ;;
    anthropic-node) version @anthropic-ai/sdk ;;
    google-python) version google-genai ;;
    google-node) version @google/genai ;;
    vercel) version ai ;;
    claude-code) version @anthropic-ai/claude-code ;;
    codex) version @openai/codex ;;
    gemini-cli) version @google/gemini-cli ;;
  esac
}

failed=0
for client in $clients; do
  before=$(wc -l <"$ledger")
  if (play) >"$scratch/$client.log" 2>&1 && words=$(verdict "$before"); then
    echo "PASS $client $(version_of_client): sessions with $words"
  else
    echo "FAIL $client $(version_of_client)"
    { tail -n 15 "$scratch/$client.log"; tail -n "+$((before + 1))" "$ledger"; } | cut -c 1-300 | sed 's/^/  /'
    failed=1
  fi
done
exit $failed
