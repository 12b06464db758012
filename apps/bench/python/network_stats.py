"""Extended network-stats files with pandas: the packets of a file that holds one flow."""
import numpy as np
import pandas as pd

LISTS = ["packet_times", "packet_sizes", "packet_dirs"]


def by_numpy(table):
    """All lists of a column joined and parsed in one call."""
    return [np.fromstring("".join(table[name]), dtype=np.int64, sep=";") for name in LISTS]


def by_split(table):
    """Lists split row by row, and a row made of each item."""
    lists = table[LISTS].apply(lambda column: column.str.rstrip(";").str.split(";"))
    return [values.to_numpy() for _, values in lists.explode(LISTS).astype(np.int64).items()]


def packets(path, parse=by_numpy):
    """(time in epoch ms as int64, size, whether it goes the heavier way) of each packet, in order of time."""
    time, size, direction = parse(pd.read_csv(path, usecols=LISTS))
    first = size[direction == 1].sum()
    return time, size, direction == (1 if first > size.sum() - first else 2)
