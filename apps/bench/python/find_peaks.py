"""scipy.signal.find_peaks by least height, and, where `measure` is 1, by least prominence."""
import numpy as np
import scipy
from protocol import column, parameter, serve
from scipy.signal import find_peaks

series = column("series.f64")
height, prominence, measure = float(parameter("height")), float(parameter("prominence")), parameter("measure") == "1"
conditions = {**({"height": height} if height > -np.inf else {}), **({"prominence": prominence} if measure else {})}


def result(found):
    index, properties = found
    return np.concatenate([index, properties["prominences"]]) if measure else index


serve(f"scipy {scipy.__version__}", lambda: find_peaks(series, **conditions), result)
