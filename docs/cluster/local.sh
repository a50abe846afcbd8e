#!/bin/sh
# A Dask cluster on this machine: a scheduler and its workers, until this is stopped (Ctrl-C).
#
#   sh docs/cluster/local.sh [WORKERS] [FILE]      FILE then holds the scheduler's address
#   comity read DOCUMENTS --record my-record --cluster FILE
set -eu
command -v dask >/dev/null || { echo "dask is not there: pip install 'comity[cluster]', and activate the environment it is in" >&2; exit 1; }
workers=${1:-2}
file=${2:-scheduler.json}
rm -f "$file"
dask scheduler --host 127.0.0.1 --port 0 --dashboard-address 127.0.0.1:0 --scheduler-file "$file" &
scheduler=$!
dask worker --scheduler-file "$file" --nworkers "$workers" --nthreads 1 --dashboard-address 127.0.0.1:0 --local-directory "${TMPDIR:-/tmp}" &
worker=$!
stop() {
  for process in "$worker" "$scheduler"; do # the workers first: without a scheduler they wait for one
    kill "$process" 2>/dev/null && wait "$process" || true
  done
  rm -f "$file"
}
trap stop EXIT
trap 'exit 0' INT TERM HUP
wait
