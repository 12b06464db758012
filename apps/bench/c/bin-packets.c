/*
 * Bytes and packets of each bin and direction. Time is sorted, so the packets of a bin are a run of them, whose end is
 * looked for in steps of sixteen; the sum over a run has no branch and is what the compiler makes vectors of.
 */
#include <stdlib.h>

#include "job.h"

static const double *when;
static const uint16_t *size;
static const uint8_t *down;
static size_t packets, bins;
static double start, width;
static double *counted;

void prepare(const char *folder, int count, char **words) {
  column times = read_column(folder, "time.f64");
  when = times.values;
  size = read_column(folder, "size.u16").values;
  down = read_column(folder, "down.u8").values;
  packets = times.bytes / sizeof *when;
  bins = (size_t)parameter(count, words, "count");
  start = parameter(count, words, "start");
  width = parameter(count, words, "width");
}

/* The first packet from `first` on that is not before `end`. */
static size_t run_end(size_t first, double end) {
  size_t i = first;
  while (i + 16 <= packets && when[i + 15] < end) i += 16;
  while (i < packets && when[i] < end) i++;
  return i;
}

/* Four columns behind each other: bytes down, bytes up, packets down, packets up. */
void run(void) {
  free(counted);
  counted = calloc(4 * bins, sizeof *counted);
  size_t i = run_end(0, start);
  for (size_t bin = 0; bin < bins && i < packets; bin++) {
    size_t end = run_end(i, start + (double)(bin + 1) * width);
    uint32_t bytes = 0, bytes_down = 0, packets_down = 0;
    for (size_t at = i; at < end; at++) {
      bytes += size[at];
      bytes_down += down[at] ? size[at] : 0;
      packets_down += down[at] ? 1 : 0;
    }
    counted[bin] = bytes_down;
    counted[bins + bin] = bytes - bytes_down;
    counted[2 * bins + bin] = packets_down;
    counted[3 * bins + bin] = (double)(end - i) - packets_down;
    i = end;
  }
}

size_t result(double **values) {
  *values = counted;
  return 4 * bins;
}

const char *version(void) { return "gcc " __VERSION__; }
