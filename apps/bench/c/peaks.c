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

static size_t local_maxima(void) {
  size_t found = 0;
  for (size_t i = 1; i + 1 < samples; i++) {
    if (!(series[i - 1] < series[i])) continue;
    size_t ahead = i + 1;
    while (ahead + 1 < samples && series[ahead] == series[i]) ahead++;
    if (!(series[ahead] < series[i])) continue;
    peak[found] = (int32_t)((i + ahead - 1) / 2);
    height[found++] = series[i];
    i = ahead;
  }
  return found;
}

/*
 * valley[i] is the lowest value between maximum i - 1 and maximum i. The stack holds maxima that may still bar the view, highest at
 * the bottom, each with the lowest value to where it is barred itself.
 */
static void measure(size_t found) {
  double *valley = malloc((found + 1) * sizeof *valley);
  double *stack_height = malloc((found + 1) * sizeof *stack_height);
  double *stack_low = malloc((found + 1) * sizeof *stack_low);
  for (size_t i = 0; i <= found; i++) {
    size_t at = i == 0 ? 0 : (size_t)peak[i - 1];
    if (i == 0) {
      /* Before the first maximum the series may fall before it rises. */
      double low = series[0];
      for (; at < (size_t)(found ? peak[0] : 0); at++) low = series[at] < low ? series[at] : low;
      valley[0] = low;
      continue;
    }
    while (at + 1 < samples && series[at + 1] <= series[at]) at++;
    valley[i] = series[at];
  }
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
  free(valley);
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
  size_t found = local_maxima();
  if (measured) measure(found);
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
