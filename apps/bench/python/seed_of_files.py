"""From network-stats files to seed features, file by file, in a process that has loaded everything."""
import pandas as pd
import scipy
from network_stats import by_numpy, by_split, packets
from protocol import parameter, serve
from seed_features import seed_features

parse = {"numpy": by_numpy, "split": by_split}[parameter("parse")]
paths = parameter("files").split(",")
serve(f"pandas {pd.__version__}, scipy {scipy.__version__}", lambda: [seed_features(*packets(path, parse)) for path in paths], lambda rows: rows)
