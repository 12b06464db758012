// One direction of the emulated path: a bottleneck with a queue, bursts of loss, and a delay that wanders.
#ifndef DIRECTION_H
#define DIRECTION_H
#include <stdint.h>

struct frame {
  int64_t due; // when it leaves, ns of CLOCK_MONOTONIC
  int length;
  unsigned char *bytes;
};

struct direction {
  // What it is like.
  double bits_per_second;
  int64_t delay, queue_limit; // ns
  double jitter;              // standard deviation of the delay, ns
  double loss, burst;         // share of frames lost, 0 to 1; mean number lost together
  uint64_t random;            // state of the generator

  // Where it stands.
  int64_t free_at; // when the bottleneck has sent all that was accepted
  int64_t last_due;
  int losing;
  double wander;                          // a Gaussian walk that returns to zero
  int64_t wander_at, wander_from, wander_to; // extra delay at the beginning and the end of a step, ns

  struct frame *frames; // ring of those on their way
  int capacity, first, count;

  uint64_t packets, bytes, queue_drops, loss_drops; // packets and bytes: those that left
};

// Takes a frame that came at `now`; copies it. Counts what it drops.
void direction_accept(struct direction *d, const unsigned char *bytes, int length, int64_t now);

// The frame that leaves next, or a null pointer.
struct frame *direction_next(struct direction *d);

// Removes the frame that leaves next.
void direction_remove(struct direction *d);
#endif
