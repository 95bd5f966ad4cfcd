#!/usr/bin/env bash
# Runs every test, those of the packages named with the race detector. In CI a
# skipped test is a failure: it would say that something holds which nobody looked at.
set -euo pipefail
cd "$(dirname "$0")/.."

log=$(mktemp)
trap 'rm -f "$log"' EXIT

race=(-race)
if [ "$(go env CGO_ENABLED)" != 1 ]; then
	echo 'test.sh: no C compiler (gcc), so nothing is tested with the race detector' >&2
	race=()
fi
raced=$(go list "$@")
others=$(go list ./... | grep -vxF "$raced")
status=0
# shellcheck disable=SC2086 # lists of packages
go test -v ${race[@]+"${race[@]}"} -timeout 15m $raced >"$log" 2>&1 || status=$?
# shellcheck disable=SC2086
go test -v -timeout 15m $others >>"$log" 2>&1 || status=$?

if [ "$status" -ne 0 ]; then
	cat "$log"
	exit "$status"
fi
grep -E '^(ok|FAIL|\?)' "$log" || true
skipped=$(grep -E '^ *--- SKIP' -B1 "$log" || true) # the reason stands before
if [ -n "$skipped" ]; then
	printf '%s\n' "$skipped"
	# The public research data and hostile files are not part of the repository.
	if [ "${CI:-}" = true ] && [ -d ../shared ]; then
		echo 'a test was skipped in CI' >&2
		exit 1
	fi
fi
