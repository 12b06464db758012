"""scipy.signal.welch with its defaults."""
import scipy
from protocol import column, parameter, serve
from scipy.signal import welch

series = column("series.f64")
rate, segment = float(parameter("rate")), int(parameter("segment"))
serve(f"scipy {scipy.__version__}", lambda: welch(series, fs=rate, nperseg=segment), lambda found: found[1])
