"""The same as a whole process: python3 print_seed_of_files.py FILE ... prints a line of JSON for each file."""
import json
import sys

from network_stats import packets
from seed_features import NAMES, seed_features

for path in sys.argv[1:]:
    print(json.dumps({"file": path, **dict(zip(NAMES, map(float, seed_features(*packets(path)))))}))
