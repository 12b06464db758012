/*
 * From a pcap file to bytes of each flow, direction and second: the file is mapped anew in each run, headers are parsed
 * where they lie, flows are found by open addressing. Ethernet, IPv4, UDP and TCP, microseconds, little-endian.
 */
#include <arpa/inet.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "job.h"

enum { SLOTS = 1 << 16, FILE_HEADER = 24, RECORD_HEADER = 16, ETHERNET = 14 };

/* The 5-tuple as the first packet has it: source first. */
typedef struct {
  uint64_t addresses;
  uint32_t ports;
  uint32_t used_and_protocol;
} key;

static char path[4096];
static size_t seconds;
static uint32_t first_second;
static key keys[SLOTS];
static int32_t numbers[SLOTS];
static size_t flows, capacity;
/* For each flow and second: bytes from the one that sent first, and to it. */
static double *bytes;

void prepare(const char *folder, int count, char **words) {
  snprintf(path, sizeof path, "%s/capture.u8", folder);
  seconds = (size_t)parameter(count, words, "seconds");
  first_second = (uint32_t)parameter(count, words, "start");
}

static inline uint32_t read32(const uint8_t *at) {
  uint32_t value;
  memcpy(&value, at, sizeof value);
  return value;
}

/* The same for both directions. */
static inline uint32_t hash(uint32_t source, uint32_t destination, uint32_t ports, uint32_t protocol) {
  uint64_t mixed = ((uint64_t)(source ^ destination) << 32 | ((ports & 0xffff) ^ (ports >> 16)) << 8 | protocol) + ((uint64_t)source + destination);
  mixed *= 0x9e3779b97f4a7c15u;
  return (uint32_t)(mixed >> 48);
}

static double *add_flow(uint32_t slot, key found) {
  if (flows == capacity) {
    capacity = capacity ? 2 * capacity : 64;
    bytes = realloc(bytes, capacity * seconds * 2 * sizeof *bytes);
  }
  keys[slot] = found;
  numbers[slot] = (int32_t)flows++;
  double *row = bytes + (size_t)numbers[slot] * seconds * 2;
  memset(row, 0, seconds * 2 * sizeof *row);
  return row;
}

static void add_packet(const uint8_t *frame, uint32_t captured, uint32_t second) {
  if (captured < ETHERNET + 20 || frame[12] != 0x08 || frame[13] != 0x00) return;
  const uint8_t *ip = frame + ETHERNET;
  uint32_t header = (ip[0] & 15u) * 4;
  if (ip[0] >> 4 != 4 || captured < ETHERNET + header + 4 || second >= seconds) return;
  uint32_t source = read32(ip + 12), destination = read32(ip + 16), ports = read32(ip + header), protocol = ip[9];
  uint32_t size = (uint32_t)ip[2] << 8 | ip[3];
  key forward = {(uint64_t)source << 32 | destination, ports, 0x100 | protocol};
  key backward = {(uint64_t)destination << 32 | source, ports << 16 | ports >> 16, 0x100 | protocol};
  for (uint32_t slot = hash(source, destination, ports, protocol) % SLOTS;; slot = (slot + 1) % SLOTS) {
    key *known = &keys[slot];
    int is_forward = known->addresses == forward.addresses && known->ports == forward.ports && known->used_and_protocol == forward.used_and_protocol;
    int is_backward = known->addresses == backward.addresses && known->ports == backward.ports && known->used_and_protocol == backward.used_and_protocol;
    if (is_forward | is_backward) {
      bytes[((size_t)numbers[slot] * seconds + second) * 2 + (is_forward ? 0 : 1)] += size;
      return;
    }
    if (known->used_and_protocol == 0) {
      add_flow(slot, forward)[second * 2] += size;
      return;
    }
  }
}

void run(void) {
  memset(keys, 0, sizeof keys);
  flows = 0;
  int file = open(path, O_RDONLY);
  struct stat status;
  if (file < 0 || fstat(file, &status) != 0) {
    perror(path);
    exit(1);
  }
  size_t length = (size_t)status.st_size;
  const uint8_t *capture = mmap(NULL, length, PROT_READ, MAP_PRIVATE | MAP_POPULATE, file, 0);
  if (capture == MAP_FAILED) {
    perror(path);
    exit(1);
  }
  for (size_t at = FILE_HEADER; at + RECORD_HEADER <= length;) {
    uint32_t captured = read32(capture + at + 8);
    if (captured > length - at - RECORD_HEADER) break;
    add_packet(capture + at + RECORD_HEADER, captured, read32(capture + at) - first_second);
    at += RECORD_HEADER + captured;
  }
  munmap((void *)capture, length);
  close(file);
}

size_t result(double **values) {
  *values = bytes;
  return flows * seconds * 2;
}

const char *version(void) { return "gcc " __VERSION__; }
