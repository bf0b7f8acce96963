#!/bin/bash
# redis-server with data, asked over its unix socket; the client stays outside of the tree.
# Probes: yes
# Debian: redis-server
folder=$1
server=$(type -P redis-server) && client=$(type -P redis-cli) && run=() || {
  root=$("$(dirname "$0")/../scripts/debian-folder" "${STASIS_TEST_SUITE:-bookworm}" redis-server redis-tools) || exit $?
  libraries=$root/usr/lib/x86_64-linux-gnu
  loader=$libraries/ld-linux-x86-64.so.2
  [ -e "$loader" ] || loader=$root/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2
  run=("$loader" --library-path "$libraries:$root/lib/x86_64-linux-gnu")
  server=$root/usr/bin/redis-check-rdb # the same program under the name that the package ships it by
  [ -e "$root/usr/bin/redis-server" ] && server=$root/usr/bin/redis-server
  client=$root/usr/bin/redis-cli
}
fail() { echo "FAIL $*" > "$folder/result.tmp"; mv "$folder/result.tmp" "$folder/result"; exit 1; }
ask() { timeout 20 "${run[@]}" "$client" -s "$folder/socket" "$@"; }

(cd "$folder" && exec setsid "${run[@]}" "$server" --unixsocket "$folder/socket" --port 0 --save '' --appendonly yes \
  --dir "$folder" --daemonize no --logfile "$folder/redis.log" < /dev/null > /dev/null 2>&1 3>&- 9>&-) &
pid=$!
for ((i = 0; i < 1000; i++)); do [ "$(ask ping 2> /dev/null)" != PONG ] || break; sleep 0.02; done
[ "$(ask ping)" = PONG ] || fail "the server does not come up"
{ for ((i = 0; i < 5000; i++)); do echo "SET key:$i value:$((i * 7))"; done; } | ask > /dev/null
ask RPUSH list a b c > /dev/null

probes=0
probe() {
  local i
  [ "$(ask dbsize)" = $((probes ? 5002 : 5001)) ] || fail "there are $(ask dbsize) keys"
  for i in 0 1234 4999; do [ "$(ask get key:$i)" = value:$((i * 7)) ] || fail "key $i holds $(ask get key:$i)"; done
  [ "$(ask lrange list 0 -1 | tr '\n' ' ')" = "a b c " ] || fail "the list differs"
  [ "$(ask incr counter)" = $((++probes)) ] || fail "the counter differs: $(ask get counter)"
}
probe
echo "$pid" > "$folder/ready.tmp"
mv "$folder/ready.tmp" "$folder/ready"
until [ -e "$folder/go" ] || ((SECONDS > 900)); do
  [ ! -e "$folder/probe" ] || { probe; mv "$folder/probe" "$folder/probed"; }
  sleep 0.02
done
probe
grep -q "key:4999" "$folder"/appendonlydir/*.aof || fail "the append-only file has no data"
ask shutdown > /dev/null 2>&1
for ((i = 0; i < 1000; i++)); do [ -d "/proc/$pid" ] || break; sleep 0.01; done
[ ! -d "/proc/$pid" ] || fail "the server does not shut down"
echo PASS > "$folder/result.tmp"
mv "$folder/result.tmp" "$folder/result"
