/*
 * Power spectral density by Welch's method: periodic Hann window, mean removed, half overlap, one-sided. FFTW transforms
 * the real segments, by a plan that was measured once and is kept.
 */
#include <fftw3.h>
#include <math.h>
#include <stdlib.h>

#include "job.h"

static const double *series;
static size_t samples, length;
static double rate, window_power;
static double *window, *segment, *power;
static fftw_complex *spectrum;
static fftw_plan plan;

void prepare(const char *folder, int count, char **words) {
  column read = read_column(folder, "series.f64");
  series = read.values;
  samples = read.bytes / sizeof *series;
  length = (size_t)parameter(count, words, "segment");
  rate = parameter(count, words, "rate");
  window = fftw_malloc(length * sizeof *window);
  segment = fftw_malloc(length * sizeof *segment);
  spectrum = fftw_malloc((length / 2 + 1) * sizeof *spectrum);
  plan = fftw_plan_dft_r2c_1d((int)length, segment, spectrum, FFTW_MEASURE);
  for (size_t i = 0; i < length; i++) {
    window[i] = 0.5 - 0.5 * cos(2 * M_PI * (double)i / (double)length);
    window_power += window[i] * window[i];
  }
}

void run(void) {
  size_t overlap = length / 2, step = length - overlap, bins = length / 2 + 1;
  size_t segments = (samples - overlap) / step;
  free(power);
  power = calloc(bins, sizeof *power);
  for (size_t s = 0; s < segments; s++) {
    const double *from = series + s * step;
    double sum = 0;
    for (size_t i = 0; i < length; i++) sum += from[i];
    double mean = sum / (double)length;
    for (size_t i = 0; i < length; i++) segment[i] = (from[i] - mean) * window[i];
    fftw_execute(plan);
    for (size_t k = 0; k < bins; k++) power[k] += spectrum[k][0] * spectrum[k][0] + spectrum[k][1] * spectrum[k][1];
  }
  double scale = 1 / (rate * window_power * (double)segments);
  for (size_t k = 0; k < bins; k++) power[k] *= k == 0 || 2 * k == length ? scale : 2 * scale;
}

size_t result(double **values) {
  *values = power;
  return length / 2 + 1;
}

const char *version(void) { return fftw_version; }
