"""Seed features of packets in memory."""
import numpy as np
import scipy
from protocol import column, serve
from seed_features import seed_features

time, size, down = column("time.f64").astype(np.int64), column("size.u16").astype(np.int64), column("down.u8").astype(bool)
serve(f"scipy {scipy.__version__}", lambda: seed_features(time, size, down), lambda features: features)
