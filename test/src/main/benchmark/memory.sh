# shellcheck shell=bash
# Parts of test/benchmark about large memories: frozen times, chains, the page server, lazy restores. Sourced by it.

size_of() { # SET: bytes of page data in it
  find "$1" -maxdepth 1 -name 'pages-*.img' -printf '%s\n' | awk '{ sum += $1 } END { print sum + 0 }'
}

ratio() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", a / (b ? b : 1) }'; }
milliseconds() { awk -v a="$1" 'BEGIN { printf "%.1f", a / 1e6 }'; }
rate() { awk -v mb="$1" -v ns="$2" 'BEGIN { printf "%.0f", mb / (ns > 0 ? ns / 1e9 : 1) }'; }

fresh() { # WHO: an empty folder for its set
  rm -rf "$sets/$1"
  mkdir -p "$sets/$1"
  echo "$sets/$1"
}

saved() { # WHO WHAT SET COMMAND...: runs it; appends nanoseconds of the command and of the freeze to the files of WHO-WHAT
  local who=$1 what=$2 set=$3 start tool=${!1}
  shift 3
  start=$(now)
  "$tool" "$@" -D "$set" -o run.log --display-stats > "$set/run.out" 2>&1 ||
    { echo "$1 by $who failed: $(tail -n 1 "$set/run.log")" >&2; exit 1; }
  echo $(($(now) - start)) >> "$work/$who-$what.wall"
  echo "$(frozen "$set/run.out")000" >> "$work/$who-$what.frozen"
}

midst() { median < "$work/$1"; } # FILE

at_work() { # FOLDER: a folder for a part, no process yet
  work=$folder/$1
  mkdir -p "$work"
}

measure_frozen() { # MB...: pre-dump and dump -R, of a process that goes on
  local megabytes first='' last='' set i
  echo "| MB | pre-dump frozen: ours | dump -R frozen: ours | CRIU | ratio | dump -R: ours | CRIU |"
  echo "|---|---|---|---|---|---|---|"
  for megabytes in "$@"; do
    at_work "frozen-$megabytes"
    begin ours "$megabytes" 1 10
    read -r pid _ < "$work/ours.d/ready"
    for ((i = 0; i < rounds; i++)); do
      set=$(fresh peer); saved peer run "$set" dump -t "$pid" -R; rm -rf "$set"
      set=$(fresh ours); saved ours pre "$set" pre-dump -t "$pid" --track-mem; rm -rf "$set"
      set=$(fresh ours); saved ours run "$set" dump -t "$pid" -R; rm -rf "$set"
    done
    finish ours
    printf '| %4d | %s | %s | %s | %s | %s | %s |\n' "$megabytes" "$(milliseconds "$(midst ours-pre.frozen)")" \
      "$(milliseconds "$(midst ours-run.frozen)")" "$(milliseconds "$(midst peer-run.frozen)")" \
      "$(ratio "$(midst ours-run.frozen)" "$(midst peer-run.frozen)")" \
      "$(milliseconds "$(midst ours-run.wall)")" "$(milliseconds "$(midst peer-run.wall)")"
    last="$megabytes $(midst ours-pre.frozen) $(midst ours-run.frozen)"
    [ -n "$first" ] || first=$last
  done
  echo
  awk -v a="$first" -v b="$last" 'BEGIN { split(a, x, " "); split(b, y, " "); gb = (y[1] - x[1]) / 1024
    if (gb > 0) printf "A GB more adds to the frozen time: pre-dump %.1f ms, dump -R %.1f ms\n", (y[2] - x[2]) / gb / 1e6, (y[3] - x[3]) / gb / 1e6 }'
}

measure_chain() { # MB: three pre-dumps and a dump, a twentieth of the pages changed before each but the first
  local megabytes=$1 change=$(($1 * 256 / 20)) set parent=() i written=0
  at_work chain
  LOAD_CHANGE=$change begin ours "$megabytes" 1 10
  read -r pid _ < "$work/ours.d/ready"
  for i in 0 1 2 3; do
    if [ "$i" -gt 0 ]; then
      : > "$work/ours.d/change-$i"
      until [ -e "$work/ours.d/changed-$i" ]; do sleep 0.01; done
    fi
    set=$(fresh "set$i")
    if [ "$i" -lt 3 ]; then
      saved ours chain "$set" pre-dump -t "$pid" --track-mem "${parent[@]}"
    else
      saved ours chain "$set" dump -t "$pid" -R "${parent[@]}"
    fi
    [ "$i" = 0 ] || written=$((written + $(size_of "$set")))
    parent=(--prev-images-dir "../set$i")
  done
  finish ours
  rm -rf "$sets"/set?
  echo "| MB | rounds | changed, bytes | written, bytes | written / changed |"
  echo "|---|---|---|---|---|"
  awk -v mb="$megabytes" -v c="$((3 * change * 4096))" -v w="$written" \
    'BEGIN { printf "| %d | 3 | %d | %d | %.4f |\n", mb, c, w, w / c }'
}

port_of_server() { # OUTPUT: where a page server listens
  sed -n 's/.*PORT: *\([0-9]*\).*/\1/p' "$1" | head -n 1
}

to_server() { # WHO MB: a dump whose pages go to the same one's page server
  local who=$1 set remote port tool=${!1} server
  set=$(fresh "$who")
  remote=$(fresh "$who-remote")
  port=$((20000 + RANDOM % 20000))
  "$tool" page-server -D "$remote" --address 127.0.0.1 --port "$port" -o server.log > "$remote/server.out" 2>&1 &
  server=$!
  until grep -qi ":$(printf '%04X' "$port") " /proc/net/tcp || ! kill -0 "$server" 2> /dev/null; do sleep 0.01; done
  saved "$who" "server$2" "$set" dump -t "$pid" -R --page-server --address 127.0.0.1 --port "$port"
  wait "$server" || { echo "the page server of $who failed: $(tail -n 1 "$remote/server.log")" >&2; exit 1; }
  [ "$(($(size_of "$remote") >> 20))" -ge "$2" ] || { echo "pages are missing on the page server of $who" >&2; exit 1; }
  rm -rf "$set" "$remote"
}

measure_server() { # MB: what it takes more than for 1 MB is the transfer
  local megabytes i who per=()
  at_work server
  for megabytes in 1 "$1"; do
    begin ours "$megabytes" 1 10
    read -r pid _ < "$work/ours.d/ready"
    for ((i = 0; i < rounds; i++)); do
      for who in peer ours; do to_server "$who" "$megabytes"; done
    done
    finish ours
    rm -rf "$work/ours.d"
  done
  for who in ours peer; do
    per+=("$(rate "$(($1 - 1))" $(($(midst "$who-server$1.wall") - $(midst "$who-server1.wall"))))")
  done
  echo "| MB | page server, MB/s: ours | CRIU | ratio | dump to it: ours | CRIU |"
  echo "|---|---|---|---|---|---|"
  echo "| $1 | ${per[0]} | ${per[1]} | $(ratio "${per[0]}" "${per[1]}") |" \
    "$(milliseconds "$(midst "ours-server$1.wall")") | $(milliseconds "$(midst "peer-server$1.wall")") |"
}

lazily() { # MB: one lazy restore
  local set=$sets/ours start daemon resumed
  while [ -d "/proc/$pid" ]; do sleep 0.005; done
  "$ours" lazy-pages -D "$set" -o lazy.log > "$set/lazy.out" 2>&1 &
  daemon=$!
  until [ -S "$set/lazy-pages.socket" ] || ! kill -0 "$daemon" 2> /dev/null; do sleep 0.01; done
  start=$(now)
  "$ours" restore -d --lazy-pages -D "$set" -o restore.log > "$set/restore.out" 2>&1 ||
    { echo "lazy restore failed: $(tail -n 1 "$set/restore.log")" >&2; exit 1; }
  wait "$daemon" || { echo "lazy-pages failed: $(tail -n 1 "$set/lazy.log")" >&2; exit 1; }
  resumed=$(od -A n -t d8 -j 8 -N 8 "$work/ours.d/beat" | tr -d ' ')
  echo $((resumed - start)) >> "$work/first"
  echo $(($(now) - resumed)) >> "$work/drain"
}

measure_lazy() { # MB...
  local megabytes i set
  echo "| MB | restore --lazy-pages: to the first instruction | drain, MB/s | for comparison: dump | "
  echo "|---|---|---|---|"
  for megabytes in "$@"; do
    at_work "lazy-$megabytes"
    begin ours "$megabytes" 1 10
    for ((i = 0; i < rounds; i++)); do
      read -r pid _ < "$work/ours.d/ready"
      set=$(fresh ours)
      saved ours lazy "$set" dump -t "$pid"
      lazily "$megabytes"
      rm -rf "$set"
    done
    finish ours
    echo "| $megabytes | $(milliseconds "$(midst first)") | $(rate "$megabytes" "$(midst drain)") | $(milliseconds "$(midst ours-lazy.wall)") |"
  done
}
