#!/bin/sh
# The first minute: builds what is missing, gets an Envoy, runs the gateway with the routes of this folder.
# Arguments go to `airoute run` (for example --port 8080). Ctrl-C ends everything.
set -eu

here=$(cd "$(dirname "$0")" && pwd -P)
root=$(cd "$here/../.." && pwd -P)
modules="crds control-plane ext-proc"
log=$root/target/quickstart-build.log

fail() {
  echo "quickstart: $1" >&2
  exit 1
}

# Exit status 0 when a jar is missing or something it is made of is newer.
outdated() {
  for module in control-plane ext-proc; do
    jar=$root/$module/target/airoute-$module.jar
    if [ ! -f "$jar" ] || [ ! -d "$root/$module/target/lib" ]; then return 0; fi
    newer=$(find "$root/pom.xml" "$root"/crds/*.yaml "$root/crds/pom.xml" "$root/crds/src/main" \
      "$root/$module/pom.xml" "$root/$module/src/main" -newer "$jar" -print | head -n 1)
    if [ -n "$newer" ]; then return 0; fi
  done
  return 1
}

build() {
  command -v mvn >/dev/null ||
    fail "Maven is missing and AIRoute is not built yet. Install Maven 3.8.4 or newer (apt-get install maven, brew install maven, https://maven.apache.org)."
  mkdir -p "$root/target"
  echo "Building AIRoute (the first time takes some minutes, most of them downloads) ..." >&2
  # Tests and style checks are for mvn verify. The jars are touched because Maven leaves one whose content is the same.
  {
    JAVA25_HOME=$(dirname "$(dirname "$java")") \
      mvn -B -ntp -Dstyle.color=never -f "$root/pom.xml" -pl "$(echo "$modules" | tr ' ' ,)" \
      -Dmaven.test.skip=true -Dexec.skip=true -Dspotless.check.skip=true -Dcyclonedx.skip=true package 2>&1 &&
      printf '\nexit code 0\n' || printf '\nexit code %s\n' $?
  } | tee "$log" | sed -n 's|^\[INFO\] Building AIRoute: \(.*\) [0-9][^ ]* *\[\([0-9]*\)/\([0-9]*\)\]$|  \2 of \3: \1|p' >&2
  [ "$(tail -n 1 "$log")" = "exit code 0" ] || {
    grep '^\[ERROR\]' "$log" | head -n 15 >&2
    fail "the build failed; all of its output is in $log"
  }
  for module in $modules; do touch "$root/$module/target/airoute-$module.jar"; done
  echo "Recording how the programs start, so that they start in half the time ..." >&2
  "$root/control-plane/bin/quicken" || true # it has said why, and all works without
}

java=$("$root/control-plane/bin/find-java")
case " $* " in
  *" --envoy"*) ;; # the caller brings one
  *)
    ENVOY=$("$root/control-plane/bin/get-envoy")
    export ENVOY
    ;;
esac
if outdated; then build; fi

# A folder per provider whose key is in the environment. The keys themselves go no further than the control plane.
set -- "$here/routes" "$@"
if [ -n "${OPENAI_API_KEY:-}" ]; then set -- "$here/with-openai" "$@"; fi
if [ -n "${ANTHROPIC_API_KEY:-}" ]; then set -- "$here/with-anthropic" "$@"; fi
exec "$root/control-plane/bin/airoute" run "$@"
