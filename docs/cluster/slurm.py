"""Comity on Slurm through dask-jobqueue: jobs for the workers are asked for, used as they come, and given back.

    python docs/cluster/slurm.py JOBS DOCUMENTS... --record RECORD

It runs on a login node, as long as the reading; what is not told here is taken from Dask's own configuration (queue, account).
"""

import subprocess
import sys

from dask_jobqueue import SLURMCluster

jobs, *arguments = sys.argv[1:]
with SLURMCluster(cores=8, processes=1, memory="40 GB", walltime="04:00:00", local_directory="/tmp") as cluster:
    cluster.scale(jobs=int(jobs))
    cluster.wait_for_workers(1)  # for as long as Slurm's queue has it
    reading = ["comity", "read", *arguments, "--cluster", cluster.scheduler_address, "--max-memory", "4G"]
    sys.exit(subprocess.call(reading))
