/*
 * Mean class values over all trees. Nodes of eight bytes, breadth-first, the right child behind the left one; leaves lead
 * to themselves, so that eight rows (or, of a single row, eight trees) walk side by side and their loads overlap.
 */
#include <stdlib.h>

#include "job.h"

typedef struct {
  float threshold;
  uint32_t left_and_feature; /* 22 bits of child, 10 of feature */
} node;

enum { FEATURE_BITS = 10, LANES = 8 };

static node *nodes;
static const int32_t *roots, *depths;
static const float *value, *features;
static size_t trees, columns, classes, rows;
static double *mean;

void prepare(const char *folder, int count, char **words) {
  column thresholds = read_column(folder, "threshold.f32");
  column tree_roots = read_column(folder, "roots.i32");
  column read_features = read_column(folder, "features.f32");
  const float *threshold = thresholds.values;
  const int32_t *left = read_column(folder, "left.i32").values;
  const uint16_t *feature = read_column(folder, "feature.u16").values;
  roots = tree_roots.values;
  depths = read_column(folder, "depths.i32").values;
  value = read_column(folder, "value.f32").values;
  features = read_features.values;
  columns = (size_t)parameter(count, words, "columns");
  classes = (size_t)parameter(count, words, "classes");
  trees = tree_roots.bytes / sizeof *roots;
  rows = read_features.bytes / sizeof *features / columns;
  size_t all = thresholds.bytes / sizeof *threshold;
  nodes = malloc(all * sizeof *nodes);
  for (size_t i = 0; i < all; i++) nodes[i] = (node){threshold[i], (uint32_t)left[i] << FEATURE_BITS | feature[i]};
}

static inline uint32_t step(uint32_t at, const float *row) {
  node here = nodes[at];
  return (here.left_and_feature >> FEATURE_BITS) + (row[here.left_and_feature & ((1 << FEATURE_BITS) - 1)] > here.threshold);
}

static void add(double *to, uint32_t leaf) {
  for (size_t class = 0; class < classes; class++) to[class] += value[leaf * classes + class];
}

/* A block of rows stays in the cache while all trees go over it. */
static void walk_rows(size_t first, size_t last) {
  for (size_t tree = 0; tree < trees; tree++) {
    size_t row = first;
    for (; row + LANES <= last; row += LANES) {
      uint32_t at[LANES];
      const float *from = features + row * columns;
      for (int lane = 0; lane < LANES; lane++) at[lane] = (uint32_t)roots[tree];
      for (int32_t depth = 0; depth < depths[tree]; depth++) {
        for (int lane = 0; lane < LANES; lane++) at[lane] = step(at[lane], from + (size_t)lane * columns);
      }
      for (int lane = 0; lane < LANES; lane++) add(mean + (row + (size_t)lane) * classes, at[lane]);
    }
    for (; row < last; row++) {
      uint32_t at = (uint32_t)roots[tree];
      for (int32_t depth = 0; depth < depths[tree]; depth++) at = step(at, features + row * columns);
      add(mean + row * classes, at);
    }
  }
}

static void walk_trees(size_t row) {
  const float *from = features + row * columns;
  size_t tree = 0;
  for (; tree + LANES <= trees; tree += LANES) {
    uint32_t at[LANES];
    int32_t deepest = 0;
    for (int lane = 0; lane < LANES; lane++) {
      at[lane] = (uint32_t)roots[tree + (size_t)lane];
      if (depths[tree + (size_t)lane] > deepest) deepest = depths[tree + (size_t)lane];
    }
    for (int32_t depth = 0; depth < deepest; depth++) {
      for (int lane = 0; lane < LANES; lane++) at[lane] = step(at[lane], from);
    }
    for (int lane = 0; lane < LANES; lane++) add(mean + row * classes, at[lane]);
  }
  for (; tree < trees; tree++) {
    uint32_t at = (uint32_t)roots[tree];
    for (int32_t depth = 0; depth < depths[tree]; depth++) at = step(at, from);
    add(mean + row * classes, at);
  }
}

void run(void) {
  free(mean);
  mean = calloc(rows * classes, sizeof *mean);
  size_t row = 0;
  for (; row + LANES <= rows; ) {
    size_t last = row + 1024 < rows ? row + 1024 : rows;
    walk_rows(row, last);
    row = last;
  }
  for (; row < rows; row++) walk_trees(row);
  for (size_t i = 0; i < rows * classes; i++) mean[i] /= (double)trees;
}

size_t result(double **values) {
  *values = mean;
  return rows * classes;
}

const char *version(void) { return "gcc " __VERSION__; }
