#!/usr/bin/env bash
# A real Neo4j server for the tests, and for a person who wants to try one.
#
#   neo4j.sh fetch            copy the server's jars into .cache (once)
#   neo4j.sh start HOME       start a server that keeps everything in HOME
#   neo4j.sh stop HOME        stop it in good order
#   neo4j.sh kill HOME        stop it as a power cut would; start HOME brings it back
#   neo4j.sh with COMMAND...  run COMMAND beside a server of its own, then remove the server
#   neo4j.sh try              start one to play with, until Ctrl-C
#
# A started HOME has three files: address (bolt://127.0.0.1:PORT), password (for
# the user neo4j) and pid. They stay the same over stop, kill and start, but pid.
#
# COMMAND finds its server in LINCHPIN_TEST_NEO4J and LINCHPIN_TEST_NEO4J_PASSWORD,
# and this script in LINCHPIN_TEST_NEO4J_SCRIPT, for a test that wants a server of
# its own to kill. Where LINCHPIN_TEST_NEO4J is set already, nothing is started.
set -euo pipefail

version=5.26.30
scripts=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cache=$(dirname "$scripts")/.cache
lib=$cache/neo4j-$version/lib
patience=180 # seconds that a server may take to answer

main() {
	local verb=${1-}
	shift || true
	case $verb in
	fetch) fetch ;;
	start | stop | kill)
		[ $# = 1 ] || die "$verb wants one folder"
		"$verb"_server "$1"
		;;
	with)
		[ $# -gt 0 ] || die "with wants a command"
		with_server "$@"
		;;
	try) try_server ;;
	*)
		sed -n '2,/^set /{/^#/s/^# \{0,1\}//p;}' "${BASH_SOURCE[0]}" >&2
		exit 2
		;;
	esac
}

say() { printf 'neo4j.sh: %s\n' "$*" >&2; }
die() {
	say "$*"
	exit 1
}

# --- the tools and the jars ---

java_bin() {
	if [ -n "${JAVA_HOME-}" ] && [ -x "$JAVA_HOME/bin/java" ]; then
		echo "$JAVA_HOME/bin/java"
	else
		echo java
	fi
}

# java_works is whether there is a Java of version 17 or later. Java 8 calls
# itself 1.8, hence too old.
java_works() {
	local first
	first=$("$(java_bin)" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p' | head -n 1) || return 1
	[ "${first:-0}" -ge 17 ]
}

maven_works() { command -v mvn >/dev/null; }

# need makes sure of a tool: need TEST 'what a person has to install' PACKAGE...
# installs the first package that the system knows, where it may.
need() {
	local works=$1 what=$2 package
	shift 2
	"$works" && return
	if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
		say "installing $what"
		apt-get update -qq >&2
		for package in "$@"; do
			apt-cache show "$package" >/dev/null 2>&1 || continue
			DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$package" >&2
			break
		done
	fi
	"$works" || die "the Neo4j server for the tests wants $what: install it and try again"
}

need_java() { need java_works 'a Java runtime, version 17 or later' openjdk-17-jre-headless openjdk-21-jre-headless; }

# fetch leaves either all the jars or none: they are copied beside their place
# and then renamed.
fetch() {
	[ -d "$lib" ] && return
	need_java
	need maven_works 'Maven 3 (the command mvn)' maven
	say "fetching Neo4j $version, about 120 MB, once"
	mkdir -p "$(dirname "$lib")"
	local fresh
	fresh=$(mktemp -d "$lib.XXXXXX")
	if ! mvn -q -B -f "$scripts/neo4j.pom.xml" dependency:copy-dependencies \
		-DincludeScope=runtime -DoutputDirectory="$fresh" >&2; then
		rm -rf "$fresh"
		die "Maven could not fetch Neo4j $version"
	fi
	chmod 755 "$fresh"
	[ -d "$lib" ] || mv "$fresh" "$lib"
	rm -rf "$fresh" "${lib:?}/${fresh##*/}" # where another fetch was quicker
}

# --- one server ---

start_server() {
	need_java
	fetch
	mkdir -p "$1"
	local home attempt
	home=$(cd "$1" && pwd)
	if alive "$home"; then
		die "$home: its server runs already, as process $(cat "$home/pid")"
	fi
	if [ -f "$home/address" ]; then
		launch "$home" && return
		complain "$home"
	fi
	for attempt in 1 2 3; do
		configure "$home"
		launch "$home" && return
		grep -qs 'Address already in use' "$home/logs/neo4j.log" || break
		say "somebody took the port first: attempt $attempt"
	done
	rm -f "$home/address" # the next start chooses another port
	complain "$home"
}

# configure chooses a port and writes what the server needs to know; the password
# stays when there is one. Only 127.0.0.1 is listened on.
configure() {
	local home=$1 port
	port=$(free_port)
	mkdir -p "$home/conf" "$home/logs"
	cat >"$home/conf/neo4j.conf" <<-CONF
		server.default_listen_address=127.0.0.1
		server.bolt.listen_address=127.0.0.1:$port
		server.bolt.advertised_address=127.0.0.1:$port
		server.http.enabled=false
		server.https.enabled=false
		dbms.security.auth_enabled=true
		dbms.usage_report.enabled=false
		server.memory.pagecache.size=128m
		db.tx_log.preallocate=false
		internal.dbms.bolt.netty_server_shutdown_quiet_period=0
	CONF
	if [ ! -f "$home/password" ]; then
		(umask 077 && random_word >"$home/password.new")
		NEO4J_HOME=$home NEO4J_CONF=$home/conf "$(java_bin)" -cp "$lib/*" org.neo4j.cli.AdminTool \
			dbms set-initial-password "$(cat "$home/password.new")" >"$home/logs/console.log" 2>&1 ||
			complain "$home"
		mv "$home/password.new" "$home/password"
	fi
	echo "bolt://127.0.0.1:$port" >"$home/address"
}

# launch starts the server and waits until it answers; it fails when the server
# ends instead, and dies when it takes too long. Nothing of the caller's stays
# open in the server, and the caller's Ctrl-C is not for it.
launch() {
	local home=$1 port pid deadline=$((SECONDS + patience))
	port=$(sed 's/.*://' "$home/address")
	if answers "$port"; then
		say "another server has port $port"
		return 1
	fi
	nohup "$(java_bin)" -Xmx1g \
		--add-opens=java.base/java.nio=ALL-UNNAMED \
		--add-opens=java.base/java.io=ALL-UNNAMED \
		--add-opens=java.base/sun.nio.ch=ALL-UNNAMED \
		--add-opens=java.base/java.util.concurrent=ALL-UNNAMED \
		-cp "$lib/*" org.neo4j.server.CommunityEntryPoint \
		--home-dir="$home" --config-dir="$home/conf" \
		</dev/null >"$home/logs/console.log" 2>&1 &
	pid=$!
	echo "$pid" >"$home/pid"
	if [ -n "${LINCHPIN_NEO4J_STARTED-}" ]; then echo "$pid $home" >>"$LINCHPIN_NEO4J_STARTED"; fi
	until answers "$port"; do
		kill -0 "$pid" 2>/dev/null || return 1
		if [ $SECONDS -ge $deadline ]; then
			kill_server "$home"
			say "no answer on port $port within $patience s"
			complain "$home"
		fi
		sleep 0.2
	done
}

# answers is whether a Neo4j shakes hands on a local port. The handshake offers
# Bolt 5.0; the answer begins with a zero byte, at which read stops content.
answers() {
	(
		exec 3<>"/dev/tcp/127.0.0.1/$1"
		printf '\x60\x60\xb0\x17\0\0\0\5\0\0\0\0\0\0\0\0\0\0\0\0' >&3
		read -r -d '' -t 2 -u 3
	) 2>/dev/null
}

# free_port says a port that nobody listens on, below those the system hands out
# by itself.
free_port() {
	local port
	while port=$((20000 + RANDOM % 12000)); do
		if ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
			echo $port
			return
		fi
	done
}

random_word() { od -An -N16 -tx1 /dev/urandom | tr -d ' \n'; }

# alive is whether the server of a home runs.
alive() { [ -f "$1/pid" ] && is_server "$(cat "$1/pid")" "$1"; }

# is_server is whether a process is the server of a home: a number may have gone
# to another process since it was written down.
is_server() {
	local args
	if [ -d /proc/self ]; then
		args=$(tr '\0' ' ' 2>/dev/null <"/proc/$1/cmdline") || return 1
	else
		args=$(ps -ww -o args= -p "$1") || return 1
	fi 2>/dev/null
	[[ $args == *" --home-dir=$2 "* ]]
}

stop_server() { end_server "$1" TERM; }
kill_server() { end_server "$1" KILL; }

# end_server sends a signal and waits for the end, which it brings about itself
# when a polite request is not heard within half a minute.
end_server() {
	local home deadline=$((SECONDS + 30))
	home=$(cd "$1" && pwd)
	if alive "$home"; then
		kill -s "$2" "$(cat "$home/pid")"
		while alive "$home"; do
			[ $SECONDS -lt $deadline ] || kill -s KILL "$(cat "$home/pid")"
			sleep 0.1
		done
	fi
	rm -f "$home/pid"
}

# complain shows why a server did not start, and gives up.
complain() {
	rm -f "$1/pid"
	say "the server in $1 did not start; its last lines:"
	tail -q -n 25 "$1/logs/console.log" "$1/logs/neo4j.log" >&2 2>/dev/null || true
	exit 1
}

# --- servers for a while ---

# with_server runs the command in a process group of its own, so that a signal to
# this script reaches all of it, wherever the signal came from.
with_server() {
	if [ -n "${LINCHPIN_TEST_NEO4J-}" ]; then
		exec "$@"
	fi
	fetch
	work=$(mktemp -d)
	export LINCHPIN_NEO4J_STARTED=$work/started
	trap clean_up EXIT
	trap 'interrupted INT 130' INT
	trap 'interrupted TERM 143' TERM HUP
	start_server "$work/server"
	export LINCHPIN_TEST_NEO4J LINCHPIN_TEST_NEO4J_PASSWORD
	LINCHPIN_TEST_NEO4J=neo4j://neo4j@$(sed 's,^bolt://,,' "$work/server/address")/neo4j
	LINCHPIN_TEST_NEO4J_PASSWORD=$(cat "$work/server/password")
	export LINCHPIN_TEST_NEO4J_SCRIPT=$scripts/neo4j.sh
	set -m
	"$@" &
	command=$!
	set +m
	local code=0
	wait "$command" || code=$?
	command=''
	exit "$code"
}

work='' command=''

interrupted() {
	trap '' INT TERM HUP
	if [ -n "$command" ]; then
		kill -s "$1" -- "-$command" 2>/dev/null || true
		wait "$command" || true
	fi
	exit "$2"
}

# clean_up ends every server that was started in the meantime, those of the tests
# as well, and removes the folder.
clean_up() {
	trap '' INT TERM HUP
	local pid home
	for pid in $(jobs -pr); do # a process of ours that has not become a server yet
		kill -s KILL "$pid" || true
	done
	touch "$work/started"
	while read -r pid home; do
		if is_server "$pid" "$home"; then kill -s KILL "$pid" || true; fi
		while is_server "$pid" "$home"; do sleep 0.1; done
	done <"$work/started"
	rm -rf "$work"
} 2>/dev/null # what bash says of the killed

try_server() {
	local home=$cache/neo4j-try
	trap 'stop_server "$home"' EXIT
	trap 'exit 0' INT TERM HUP
	start_server "$home"
	local address
	address=neo4j://neo4j@$(sed 's,^bolt://,,' "$home/address")/neo4j
	cat <<-TEXT
		Neo4j $version answers at  $address
		user                    neo4j
		password                in $home/password

		Try it from another terminal:

		  export LINCHPIN_NEO4J_PASSWORD=\$(cat $home/password)
		  go run ./cmd/linchpin copy my.case '$address?case=mine'
		  go run ./cmd/linchpin central '$address?case=mine'

		What you load stays in $home for the next time.
		Ctrl-C stops the server.
	TEXT
	while alive "$home"; do sleep 1; done
	die "the server ended by itself: see $home/logs"
}

main "$@"
