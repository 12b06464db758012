/*
 * A peer that stays: loads its input once, then runs it as often as it is told and says how long that took.
 *
 *   JOB FOLDER [name=number ...]
 *
 * Standard output: "ready VERSION", then a line for each line of standard input:
 *   run N         ->  "CPU_NS WALL_NS" of N runs
 *   result FILE   ->  "done COUNT", the result of the last run written to FILE as doubles
 */
#define _GNU_SOURCE
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "job.h"

static void fail(const char *what, const char *name) {
  fprintf(stderr, "%s: %s\n", name, what);
  exit(1);
}

column read_column(const char *folder, const char *name) {
  char path[4096];
  snprintf(path, sizeof path, "%s/%s", folder, name);
  FILE *file = fopen(path, "rb");
  if (!file) fail("cannot be opened", path);
  fseek(file, 0, SEEK_END);
  column read = {NULL, (size_t)ftell(file)};
  rewind(file);
  read.values = aligned_alloc(64, (read.bytes + 127) / 64 * 64);
  if (!read.values || fread(read.values, 1, read.bytes, file) != read.bytes) fail("cannot be read", path);
  fclose(file);
  return read;
}

double parameter(int count, char **words, const char *name) {
  size_t length = strlen(name);
  for (int i = 0; i < count; i++) {
    if (strncmp(words[i], name, length) == 0 && words[i][length] == '=') return atof(words[i] + length + 1);
  }
  fail("parameter is missing", name);
  return 0;
}

static long long nanoseconds(clockid_t clock) {
  struct timespec now;
  clock_gettime(clock, &now);
  return now.tv_sec * 1000000000LL + now.tv_nsec;
}

static void answer_run(long runs) {
  long long wall = nanoseconds(CLOCK_MONOTONIC);
  long long cpu = nanoseconds(CLOCK_PROCESS_CPUTIME_ID);
  for (long i = 0; i < runs; i++) run();
  cpu = nanoseconds(CLOCK_PROCESS_CPUTIME_ID) - cpu;
  wall = nanoseconds(CLOCK_MONOTONIC) - wall;
  printf("%lld %lld\n", cpu, wall);
}

static void answer_result(const char *path) {
  double *values;
  size_t count = result(&values);
  FILE *file = fopen(path, "wb");
  if (!file || fwrite(values, sizeof *values, count, file) != count || fclose(file) != 0) fail("cannot be written", path);
  printf("done %zu\n", count);
}

int main(int count, char **words) {
  if (count < 2) fail("expected a folder", words[0]);
  /* Memory that a run gives back is used again by the next one: else most of the time is the kernel's, for fresh pages. */
  mallopt(M_MMAP_THRESHOLD, 1 << 30);
  mallopt(M_TRIM_THRESHOLD, 2147483647);
  prepare(words[1], count - 2, words + 2);
  printf("ready %s\n", version());
  fflush(stdout);
  char request[4096];
  while (fgets(request, sizeof request, stdin)) {
    request[strcspn(request, "\n")] = '\0';
    if (strncmp(request, "run ", 4) == 0) answer_run(atol(request + 4));
    else if (strncmp(request, "result ", 7) == 0) answer_result(request + 7);
    else fail("no such request", request);
    fflush(stdout);
  }
  return 0;
}
