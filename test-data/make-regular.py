#!/usr/bin/env python3
"""Writes recorded/X.regular.csv.gz beside two extended captures: the same rows without the packet columns.

Run: python3 test-data/make-regular.py        (plain Python; running it again gives the same bytes)
"""
import csv
import gzip
import io
from pathlib import Path

RECORDED = Path(__file__).parent / "recorded"
CAPTURES = ("L_live10_wg", "L_vod2_wg")
REGULAR_COLUMNS = 10

csv.field_size_limit(1 << 30)

for name in CAPTURES:
    with gzip.open(RECORDED / f"{name}.csv.gz", "rt", newline="") as source:
        rows = [row[:REGULAR_COLUMNS] for row in csv.reader(source)]
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    target = RECORDED / f"{name}.regular.csv.gz"
    target.write_bytes(gzip.compress(text.getvalue().encode(), mtime=0))
    print(target.name, len(rows) - 1, "rows")
