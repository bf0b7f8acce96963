#!/bin/bash
# Bash: a pipeline of three with numbers running through it, a background job beside it, traps, variables and a here-file.
# Probes: yes
cd "$1" || exit 2
exec < /dev/null > /dev/null 2>&1

check() { # CONDITION... -- TEXT
  local text=${!#}
  "${@:1:$#-2}" || { echo "FAIL $text" > result.tmp; mv result.tmp result; exit 1; }
}

produce() {
  local number=0
  while [ ! -e go ]; do
    echo $((++number))
    ((number % 50)) || sleep 0.02
  done
}

consume() {
  local number last=0
  while read -r number; do
    [ "$number" = "n$((last + 1))" ] || { echo "$number after $last" > gap; break; }
    last=$((last + 1))
    ((last % 50)) || echo "$last" > seen
  done
  echo "$last" > sum
}

produce | sed -u 's/^/n/' | consume &
pipeline=$!
background() {
  local ticks=0
  trap 'echo $ticks > told' USR1
  while [ ! -e go ]; do
    echo $((++ticks)) > ticks
    sleep 0.01
  done
}
background &
job=$!
declare -A table
for ((i = 0; i < 500; i++)); do table[key$i]=value$((i * i)); done

moves() { # FILE: its number grows
  local before i
  before=$(cat "$1")
  for ((i = 0; i < 1000; i++)); do
    [ "$(cat "$1")" -le "${before:-0}" ] 2> /dev/null || return 0
    sleep 0.01
  done
  return 1
}

probe() {
  check moves seen -- "nothing runs through the pipeline"
  check moves ticks -- "the background job stands still"
  check [ "${table[key77]}" = value5929 ] -- "a variable differs"
  check [ ! -e gap ] -- "a number is missing in the pipeline"
  rm -f told
  kill -USR1 "$job"
  local i
  for ((i = 0; i < 1000; i++)); do [ ! -e told ] || break; sleep 0.01; done
  check [ -e told ] -- "the job's trap does not run"
}

until [ -s seen ] && [ -s ticks ]; do sleep 0.01; done
probe
echo $$ > ready.tmp
mv ready.tmp ready
until [ -e go ] || ((SECONDS > 900)); do
  [ ! -e probe ] || { probe; mv probe probed; }
  sleep 0.02
done
wait "$pipeline"
check [ $? = 0 ] -- "the pipeline ends badly"
wait "$job"
check [ $? = 0 ] -- "the job ends badly"
check [ ! -e gap ] -- "a number is missing in the pipeline: $(cat gap)"
check [ "$(cat sum)" -ge "$(cat seen)" ] -- "the sum differs"
echo PASS > result.tmp
mv result.tmp result
