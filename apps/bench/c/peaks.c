/*
 * Local maxima with plateaus, their heights, and how far each rises above the higher of the two minima that part it from
 * higher ground, in linear time: two sweeps with a stack of ever higher maxima. Parameters: height (least height),
 * prominence (least prominence), measure (1: prominences are measured, 0: not, as scipy does when nobody asks).
 */
#include <math.h>
#include <stdlib.h>

#include "job.h"

static const double *series;
static size_t samples;
static double least_height, least_prominence;
static int measured;

static int32_t *peak;
static double *height, *prominence;
static size_t kept;

void prepare(const char *folder, int count, char **words) {
  column read = read_column(folder, "series.f64");
  series = read.values;
  samples = read.bytes / sizeof *series;
  least_height = parameter(count, words, "height");
  least_prominence = parameter(count, words, "prominence");
  measured = parameter(count, words, "measure") != 0;
}

/* With a running minimum beside it: valley[i] is the lowest value between maximum i - 1 and maximum i. */
static size_t local_maxima(double *valley) {
  size_t found = 0;
  double low = samples > 0 ? series[0] : 0;
  for (size_t i = 1; i + 1 < samples; i++) {
    low = series[i] < low ? series[i] : low;
    if (!(series[i - 1] < series[i])) continue;
    size_t ahead = i + 1;
    while (ahead + 1 < samples && series[ahead] == series[i]) ahead++;
    if (!(series[ahead] < series[i])) continue;
    peak[found] = (int32_t)((i + ahead - 1) / 2);
    valley[found] = low;
    height[found++] = series[i];
    i = ahead;
    low = series[ahead];
  }
  if (samples > 0 && series[samples - 1] < low) low = series[samples - 1];
  valley[found] = low;
  return found;
}

/*
 * The stack holds maxima that may still bar the view, highest at the bottom, each with the lowest value to where it is
 * barred itself.
 */
static void measure(size_t found, const double *valley) {
  double *stack_height = malloc((found + 1) * sizeof *stack_height);
  double *stack_low = malloc((found + 1) * sizeof *stack_low);
  size_t depth = 0;
  for (size_t i = 0; i < found; i++) {
    double low = valley[i];
    while (depth > 0 && stack_height[depth - 1] <= height[i]) {
      depth--;
      low = stack_low[depth] < low ? stack_low[depth] : low;
    }
    prominence[i] = low;
    stack_height[depth] = height[i];
    stack_low[depth++] = low;
  }
  depth = 0;
  for (size_t i = found; i-- > 0;) {
    double low = valley[i + 1];
    while (depth > 0 && stack_height[depth - 1] <= height[i]) {
      depth--;
      low = stack_low[depth] < low ? stack_low[depth] : low;
    }
    stack_height[depth] = height[i];
    stack_low[depth++] = low;
    prominence[i] = height[i] - (low > prominence[i] ? low : prominence[i]);
  }
  free(stack_height);
  free(stack_low);
}

void run(void) {
  free(peak);
  free(height);
  free(prominence);
  size_t most = samples / 2 + 1;
  peak = malloc(most * sizeof *peak);
  height = malloc(most * sizeof *height);
  prominence = calloc(most, sizeof *prominence);
  double *valley = malloc(most * sizeof *valley);
  size_t found = local_maxima(valley);
  if (measured) measure(found, valley);
  free(valley);
  kept = 0;
  for (size_t i = 0; i < found; i++) {
    if (height[i] < least_height || (measured && prominence[i] < least_prominence)) continue;
    peak[kept] = peak[i];
    height[kept] = height[i];
    prominence[kept++] = prominence[i];
  }
}

/* Indices, then prominences if they were measured. */
size_t result(double **values) {
  static double *both;
  free(both);
  both = malloc((2 * kept + 1) * sizeof *both);
  for (size_t i = 0; i < kept; i++) {
    both[i] = peak[i];
    both[kept + i] = prominence[i];
  }
  *values = both;
  return measured ? 2 * kept : kept;
}

const char *version(void) { return "gcc " __VERSION__; }
