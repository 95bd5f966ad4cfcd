#!/usr/bin/env bash
# Runs every fuzz target for a time each: scripts/fuzz.sh 1m
set -euo pipefail
cd "$(dirname "$0")/.."

time=${1:-1m}
for package in $(go list ./...); do
	listed=$(go test -list '^Fuzz' "$package")
	for target in $(grep '^Fuzz' <<<"$listed" || true); do
		echo "$package $target"
		go test -run '^$' -fuzz "^$target\$" -fuzztime "$time" "$package"
	done
done
