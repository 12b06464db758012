// Path emulator: carries Ethernet frames between two interfaces with the rate, delay, jitter, loss and queue of a link.
// relay SEED CLIENT_INTERFACE UP… SERVER_INTERFACE DOWN… [SECONDS BITS_PER_SECOND]…
// UP and DOWN: bit/s, delay in ns, jitter in ns, loss 0 to 1, mean burst, queue in ns. The pairs at the end: steps of the
// rate of DOWN. SIGUSR1 starts the clock of the steps and all counters anew; SIGTERM ends it with a report as JSON.
#define _GNU_SOURCE
#include "direction.h"
#include "lateness.h"
#include <arpa/inet.h>
#include <errno.h>
#include <linux/if_packet.h>
#include <net/ethernet.h>
#include <net/if.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define LONGEST 2048
#define BATCH 64

static struct direction directions[2]; // 0: from the client, 1: to the client
static int sockets[2];
static uint64_t missed[2]; // frames that the kernel dropped because they were not fetched in time
static struct lateness late;
static volatile sig_atomic_t ending, beginning;

static void on_signal(int signal) {
  if (signal == SIGUSR1) beginning = 1;
  else ending = 1;
}

static int64_t clock_of(clockid_t id) {
  struct timespec t;
  clock_gettime(id, &t);
  return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static void fail(const char *what) { perror(what); exit(1); }

static int open_interface(const char *name) {
  int s = socket(AF_PACKET, SOCK_RAW | SOCK_NONBLOCK, 0), yes = 1, room = 32 << 20;
  if (s < 0) fail("relay: packet socket");
  setsockopt(s, SOL_SOCKET, SO_RCVBUFFORCE, &room, sizeof room);
  setsockopt(s, SOL_SOCKET, SO_SNDBUFFORCE, &room, sizeof room);
  setsockopt(s, SOL_PACKET, PACKET_QDISC_BYPASS, &yes, sizeof yes);
  if (setsockopt(s, SOL_SOCKET, SO_TIMESTAMPNS, &yes, sizeof yes) < 0) fail("relay: time stamps");
  if (setsockopt(s, SOL_PACKET, PACKET_IGNORE_OUTGOING, &yes, sizeof yes) < 0) fail("relay: ignoring its own frames");
  struct sockaddr_ll address = {.sll_family = AF_PACKET, .sll_protocol = htons(ETH_P_ALL), .sll_ifindex = (int)if_nametoindex(name)};
  if (bind(s, (struct sockaddr *)&address, sizeof address) < 0) fail(name);
  return s;
}

// Frames count from when the kernel got them, not from when this program came to read them.
static int64_t arrival(struct msghdr *message, int64_t now, int64_t real_ahead) {
  for (struct cmsghdr *c = CMSG_FIRSTHDR(message); c != NULL; c = CMSG_NXTHDR(message, c)) {
    if (c->cmsg_level != SOL_SOCKET || c->cmsg_type != SCM_TIMESTAMPNS) continue;
    struct timespec *t = (struct timespec *)CMSG_DATA(c);
    int64_t at = t->tv_sec * 1000000000LL + t->tv_nsec - real_ahead;
    return at > now || now - at > 1000000000LL ? now : at; // the clock of the day was set meanwhile
  }
  return now;
}

static void receive(int k) {
  static unsigned char bytes[BATCH][LONGEST];
  static char control[BATCH][128];
  struct iovec vectors[BATCH];
  struct mmsghdr messages[BATCH];
  for (int i = 0; i < BATCH; i++) {
    vectors[i] = (struct iovec){bytes[i], LONGEST};
    messages[i].msg_hdr = (struct msghdr){.msg_iov = &vectors[i], .msg_iovlen = 1, .msg_control = control[i], .msg_controllen = sizeof control[i]};
  }
  int n = recvmmsg(sockets[k], messages, BATCH, MSG_DONTWAIT, NULL);
  int64_t now = clock_of(CLOCK_MONOTONIC), ahead = clock_of(CLOCK_REALTIME) - now;
  for (int i = 0; i < n; i++) direction_accept(&directions[k], bytes[i], (int)messages[i].msg_len, arrival(&messages[i].msg_hdr, now, ahead));
}

// Sends what is due. Returns when the next frame is due, or -1.
static int64_t release(void) {
  int64_t next = -1;
  for (int k = 0; k < 2; k++) {
    for (struct frame *f = direction_next(&directions[k]); f != NULL; f = direction_next(&directions[k])) {
      int64_t now = clock_of(CLOCK_MONOTONIC);
      if (f->due > now) {
        if (next < 0 || f->due < next) next = f->due;
        break;
      }
      if (send(sockets[1 - k], f->bytes, (size_t)f->length, 0) < 0 && errno != EINTR) missed[k]++;
      lateness_add(&late, now - f->due);
      direction_remove(&directions[k]);
    }
  }
  return next;
}

static void count_missed(void) {
  for (int k = 0; k < 2; k++) {
    struct tpacket_stats stats;
    socklen_t size = sizeof stats;
    if (getsockopt(sockets[k], SOL_PACKET, PACKET_STATISTICS, &stats, &size) == 0) missed[k] += stats.tp_drops;
  }
}

static void begin(void) {
  count_missed();
  lateness_reset(&late);
  for (int k = 0; k < 2; k++) {
    struct direction *d = &directions[k];
    missed[k] = d->packets = d->bytes = d->queue_drops = d->loss_drops = 0;
  }
}

static void report(void) {
  count_missed();
  printf("{");
  for (int k = 0; k < 2; k++) {
    struct direction *d = &directions[k];
    printf("\"%s\":{\"packets\":%lu,\"bytes\":%lu,\"queueDrops\":%lu,\"lossDrops\":%lu,\"missed\":%lu},", k == 0 ? "up" : "down", d->packets, d->bytes, d->queue_drops, d->loss_drops, missed[k]);
  }
  printf("\"latenessMilliseconds\":{\"p50\":%.3f,\"p99\":%.3f,\"p999\":%.3f,\"max\":%.3f}}\n", lateness_quantile(&late, 0.5), lateness_quantile(&late, 0.99), lateness_quantile(&late, 0.999), (double)late.worst / 1e6);
  fflush(stdout);
}

static void read_direction(struct direction *d, char **v, uint64_t seed) {
  *d = (struct direction){.bits_per_second = atof(v[0]), .delay = atoll(v[1]), .jitter = atof(v[2]), .loss = atof(v[3]), .burst = atof(v[4]), .queue_limit = atoll(v[5]), .random = seed};
}

// Before everything else on a busy machine: a late relay is jitter that nobody asked for.
static void hurry(void) {
  struct sched_param priority = {.sched_priority = 50};
  if (sched_setscheduler(0, SCHED_FIFO, &priority) < 0) setpriority(PRIO_PROCESS, 0, -20);
  mlockall(MCL_CURRENT | MCL_FUTURE);
}

int main(int argc, char **argv) {
  if (argc < 16 || argc % 2 != 0) return fprintf(stderr, "relay: expected 15 arguments and pairs of a second and a rate, got %d\n", argc - 1), 1;
  uint64_t seed = strtoull(argv[1], NULL, 10);
  read_direction(&directions[0], argv + 3, seed * 2);
  read_direction(&directions[1], argv + 10, seed * 2 + 1);
  sockets[0] = open_interface(argv[2]);
  sockets[1] = open_interface(argv[9]);
  hurry();
  struct sigaction action = {.sa_handler = on_signal};
  for (int i = 0; i < 3; i++) sigaction((int[]){SIGTERM, SIGINT, SIGUSR1}[i], &action, NULL);
  sigset_t blocked, open;
  sigemptyset(&open);
  sigfillset(&blocked);
  sigprocmask(SIG_SETMASK, &blocked, NULL);
  printf("ready\n");
  fflush(stdout);
  int64_t begun = -1;
  int step = 16;
  while (!ending) {
    if (beginning) { beginning = 0; begin(); begun = clock_of(CLOCK_MONOTONIC); step = 16; }
    while (begun >= 0 && step < argc && (double)(clock_of(CLOCK_MONOTONIC) - begun) / 1e9 >= atof(argv[step])) {
      directions[1].bits_per_second = atof(argv[step + 1]);
      step += 2;
    }
    int64_t next = release(), now = clock_of(CLOCK_MONOTONIC), wait = next < 0 ? 50000000LL : next > now ? next - now : 0;
    if (wait > 50000000LL) wait = 50000000LL;
    struct pollfd fds[2] = {{sockets[0], POLLIN, 0}, {sockets[1], POLLIN, 0}};
    struct timespec timeout = {0, wait};
    if (ppoll(fds, 2, &timeout, &open) < 0) continue;
    for (int k = 0; k < 2; k++) if (fds[k].revents != 0) receive(k);
  }
  report();
  return 0;
}
