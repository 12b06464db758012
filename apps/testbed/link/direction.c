#include "direction.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define STEP 20000000LL // ns between two levels of the wandering delay

// splitmix64, 53 bits: 0 <= u < 1.
static double uniform(struct direction *d) {
  uint64_t z = d->random += 0x9e3779b97f4a7c15u;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return (double)((z ^ (z >> 31)) >> 11) / 9007199254740992.0;
}

static double gaussian(struct direction *d) {
  double radius = sqrt(-2 * log(1 - uniform(d)));
  return radius * cos(6.283185307179586 * uniform(d));
}

// Extra delay at `now`. Drawn for each packet by itself it would tear every burst apart; so it is the square of a slow
// Gaussian walk, never below zero and with peaks as queues of others make them, and it falls by half of the time that
// passes at most, so that packets close up to twice their rate and never leave in one clump.
static int64_t extra_delay(struct direction *d, int64_t now) {
  if (d->jitter <= 0) return 0;
  double seconds = fmax(0.1, d->jitter * 20 / 1e9), keep = exp(-STEP / 1e9 / seconds);
  if (d->wander_at == 0 || now - d->wander_at > 5000 * STEP) { // begins, or was still for long
    d->wander = gaussian(d);
    d->wander_at = now;
    d->wander_from = d->wander_to = (int64_t)(d->jitter / M_SQRT2 * d->wander * d->wander);
  }
  while (now - d->wander_at >= STEP) {
    d->wander = keep * d->wander + sqrt(1 - keep * keep) * gaussian(d);
    int64_t target = (int64_t)(d->jitter / M_SQRT2 * d->wander * d->wander);
    d->wander_from = d->wander_to;
    int64_t least = d->wander_from - STEP / 2;
    d->wander_to = target < least ? least : target;
    d->wander_at += STEP;
  }
  double part = (double)(now - d->wander_at) / STEP;
  return d->wander_from + (int64_t)(part * (double)(d->wander_to - d->wander_from));
}

// Gilbert's model: two states, all lost in one of them; `loss` of all frames, `burst` at a time on average.
static int is_lost(struct direction *d) {
  if (d->loss <= 0) return 0;
  if (d->losing) d->losing = uniform(d) >= 1 / d->burst;
  else d->losing = uniform(d) < d->loss / (1 - d->loss) / d->burst;
  return d->losing;
}

static void push(struct direction *d, const unsigned char *bytes, int length, int64_t due) {
  if (d->count == d->capacity) {
    int capacity = d->capacity == 0 ? 1024 : 2 * d->capacity;
    struct frame *frames = malloc((size_t)capacity * sizeof *frames);
    if (frames == NULL) { perror("relay: memory for frames"); exit(1); }
    for (int i = 0; i < d->count; i++) frames[i] = d->frames[(d->first + i) % d->capacity];
    free(d->frames);
    d->frames = frames;
    d->capacity = capacity;
    d->first = 0;
  }
  struct frame *frame = &d->frames[(d->first + d->count) % d->capacity];
  frame->bytes = malloc((size_t)length);
  if (frame->bytes == NULL) { perror("relay: memory for a frame"); exit(1); }
  memcpy(frame->bytes, bytes, (size_t)length);
  frame->length = length;
  frame->due = due;
  d->count++;
}

void direction_accept(struct direction *d, const unsigned char *bytes, int length, int64_t now) {
  int64_t start = d->free_at > now ? d->free_at : now;
  if (start - now > d->queue_limit) { d->queue_drops++; return; }
  d->free_at = start + (int64_t)(length * 8e9 / d->bits_per_second);
  // Lost after the bottleneck: what the air swallows has used the link.
  if (is_lost(d)) { d->loss_drops++; return; }
  int64_t due = d->free_at + d->delay + extra_delay(d, now);
  if (due < d->last_due) due = d->last_due; // order is kept
  d->last_due = due;
  push(d, bytes, length, due);
}

struct frame *direction_next(struct direction *d) { return d->count == 0 ? NULL : &d->frames[d->first]; }

void direction_remove(struct direction *d) {
  struct frame *frame = &d->frames[d->first];
  d->packets++;
  d->bytes += (uint64_t)frame->length;
  free(frame->bytes);
  d->first = (d->first + 1) % d->capacity;
  d->count--;
}
