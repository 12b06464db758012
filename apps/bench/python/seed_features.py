"""The seven features of earlier work with numpy and scipy, as packages/model/src/features/seed.ts names them."""
import numpy as np
from scipy.signal import find_peaks, welch

NAMES = ["valid_packet_rate", "peaks_number", "peaks_gap", "pct_zeros", "max_prom_norm", "peak_0p1Hz_norm", "peak_0p2Hz_norm"]


def series(slot, size, first, last):
    """Sums of `size` for each slot of first ... last."""
    return np.bincount(slot - first, weights=size, minlength=last - first + 1)


def seed_features(time, size, down):
    """Features of one flow's packets: `time` in epoch ms as int64, ascending; `down` as booleans. One value a name."""
    ms, bytes_down = time[down], size[down]
    second = series(ms // 1000, bytes_down, time[0] // 1000, time[-1] // 1000)
    bins = series(ms // 200, bytes_down, ms[0] // 200, ms[-1] // 200)
    peaks, _ = find_peaks(second, height=second.mean())
    frequency, power = welch(bins / 1e6, fs=5, nperseg=len(bins) // 3)
    root = np.sqrt(power)
    prominence = find_peaks(root, prominence=0.001)[1]["prominences"]
    mean = power.mean()
    return [
        (second > 0).mean(),
        len(peaks),
        (np.diff(peaks) - 1).sum(),
        100 * (bins < 10_000).mean(),
        prominence.max() / root.mean() if len(prominence) else -1,
        power[np.argmin(np.abs(frequency - 0.1))] / mean,
        power[np.argmin(np.abs(frequency - 0.2))] / mean,
    ]
