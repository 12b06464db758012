// For tests: one direction on a clock of its own. try-direction SEED BITS_PER_SECOND DELAY JITTER LOSS BURST QUEUE
// reads "time length" in ns and bytes, a frame a line, and prints when each leaves, in ns, or "queue" or "loss".
#include "direction.h"
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **v) {
  if (argc != 8) return 1;
  struct direction d = {.bits_per_second = atof(v[2]), .delay = atoll(v[3]), .jitter = atof(v[4]), .loss = atof(v[5]), .burst = atof(v[6]), .queue_limit = atoll(v[7]), .random = strtoull(v[1], NULL, 10)};
  static unsigned char bytes[2048];
  long long at;
  int length;
  while (scanf("%lld %d", &at, &length) == 2) {
    uint64_t queue_drops = d.queue_drops, loss_drops = d.loss_drops;
    direction_accept(&d, bytes, length, at);
    if (d.queue_drops > queue_drops) puts("queue");
    else if (d.loss_drops > loss_drops) puts("loss");
    else printf("%lld\n", (long long)d.frames[(d.first + d.count - 1) % d.capacity].due);
    while (direction_next(&d) != NULL && direction_next(&d)->due <= at) direction_remove(&d);
  }
  return 0;
}
