/* What a peer in C is made of: a job (one file each) and the protocol around it (protocol.c). */
#ifndef JOB_H
#define JOB_H

#include <stddef.h>
#include <stdint.h>

/* A column of the input: a file of raw little-endian values in the folder that the bench made. */
typedef struct {
  void *values;
  size_t bytes;
} column;

/* Reads FOLDER/name whole. Ends the program with a message if it cannot. */
column read_column(const char *folder, const char *name);

/* The number behind "name=" among the words. Ends the program with a message if there is none. */
double parameter(int count, char **words, const char *name);

/* Defined by each job: reads its input; does the work once; gives the last run's result as doubles; says what it was built with. */
void prepare(const char *folder, int count, char **words);
void run(void);
size_t result(double **values);
const char *version(void);

#endif
