// How late frames left: a histogram in steps of 10 microseconds up to 100 ms, and the worst.
#ifndef LATENESS_H
#define LATENESS_H
#include <stdint.h>
#include <string.h>

#define LATENESS_STEP 10000LL
#define LATENESS_STEPS 10000

struct lateness {
  uint64_t counts[LATENESS_STEPS + 1], total;
  int64_t worst; // ns
};

static inline void lateness_reset(struct lateness *l) { memset(l, 0, sizeof *l); }

static inline void lateness_add(struct lateness *l, int64_t late) {
  int64_t step = late / LATENESS_STEP;
  l->counts[step > LATENESS_STEPS ? LATENESS_STEPS : step]++;
  l->total++;
  if (late > l->worst) l->worst = late;
}

// Milliseconds that `share` of all frames were late at most; the upper edge of the step, and never more than the worst.
static inline double lateness_quantile(const struct lateness *l, double share) {
  uint64_t seen = 0;
  for (int i = 0; i < LATENESS_STEPS; i++) {
    seen += l->counts[i];
    if (l->total > 0 && (double)seen >= share * (double)l->total) {
      double edge = (double)((i + 1) * LATENESS_STEP) / 1e6, worst = (double)l->worst / 1e6;
      return edge < worst ? edge : worst;
    }
  }
  return (double)l->worst / 1e6;
}
#endif
