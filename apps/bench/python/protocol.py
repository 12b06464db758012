"""A peer that stays: loads its input once, then runs it as often as it is told and says how long that took.

A script of this folder is called as `python3 SCRIPT FOLDER [name=text ...]` and calls `serve`. Standard output is
"ready VERSION", then a line for each line of standard input:

  run N         ->  "CPU_NS WALL_NS" of N runs, the CPU time of all threads
  result FILE   ->  "done COUNT", what the last run gave written to FILE as little-endian doubles
"""
import sys
import time
from pathlib import Path

import numpy as np


def column(name):
    """The column of the input that the file `name` holds; what stands behind the dot is its type."""
    kinds = {"f64": "<f8", "f32": "<f4", "i32": "<i4", "u16": "<u2", "u8": "u1"}
    return np.fromfile(Path(sys.argv[1]) / name, kinds[name.rsplit(".", 1)[1]])


def parameter(name):
    """The text behind `name=` on the command line. KeyError if there is none."""
    return dict(word.split("=", 1) for word in sys.argv[2:])[name]


def serve(version, run, result):
    """Answers until standard input ends.

    `run()` does the work once; `result(value)` makes an array of numbers of what it returned.
    """
    print("ready", version, flush=True)
    value = None
    for line in sys.stdin:
        request, argument = line.rstrip("\n").split(" ", 1)
        if request == "run":
            wall, cpu = time.perf_counter_ns(), time.process_time_ns()
            for _ in range(int(argument)):
                value = run()
            cpu, wall = time.process_time_ns() - cpu, time.perf_counter_ns() - wall
            print(cpu, wall, flush=True)
        elif request == "result":
            numbers = np.ascontiguousarray(result(value), "<f8").ravel()
            numbers.tofile(argument)
            print("done", len(numbers), flush=True)
        else:
            sys.exit(f"{request}: no such request")
