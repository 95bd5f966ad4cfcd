#!/usr/bin/env bash
# Runs every fuzz target for a time each: scripts/fuzz.sh 1m
set -euo pipefail
cd "$(dirname "$0")/.."

time=${1:-1m}
for package in $(go list ./...); do
	for target in $(go test -list '^Fuzz' "$package" | grep '^Fuzz' || true); do
		echo "$package $target"
		go test -run '^$' -fuzz "^$target\$" -fuzztime "$time" "$package"
	done
done
