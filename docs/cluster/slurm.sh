#!/bin/sh
# Comity on Slurm without any other package: one job that holds the scheduler, the workers and the reading.
#
#   sbatch --nodes 8 docs/cluster/slurm.sh DOCUMENTS RECORD
#
# DOCUMENTS, RECORD and the environment that has `comity` in it are on a file system that all nodes see.
#SBATCH --job-name=comity
#SBATCH --ntasks-per-node=1
#SBATCH --cpus-per-task=8
#SBATCH --mem=40G
#SBATCH --time=04:00:00
set -eu
documents=$1
record=$2
address=tcp://$(hostname):${PORT:-8786}
dask scheduler --port "${PORT:-8786}" --dashboard-address :0 &
scheduler=$!
# One worker a node. It reads as many documents at once as it has threads, each in a process of its own.
srun dask worker "$address" --nworkers 1 --nthreads "${SLURM_CPUS_PER_TASK:-8}" --dashboard-address :0 \
  --local-directory "${TMPDIR:-/tmp}" --death-timeout 120 &
workers=$!
trap 'kill "$workers" "$scheduler" 2>/dev/null || true' EXIT
# 8 readings at once of at most 4G each are less than --mem, so that none makes Slurm end the job.
comity read "$documents" --record "$record" --cluster "$address" --max-memory 4G
