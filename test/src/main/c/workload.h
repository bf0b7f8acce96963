/*
 * The frame of a workload: a small program with one kernel subject that can tell whether its state is still whole.
 *
 *   NAME DIR     works in DIR and talks to the outside by files there only:
 *     ready      "PID STARTTIME", written when the state is set up (renamed into place)
 *     go         made by the outside: verify now
 *     damage     made by the outside before go: spoil your own state first, so that the verdict must be FAIL
 *     result     "PASS" or "FAIL reason" (renamed into place); the workload ends after it
 *
 * Standard streams are /dev/null, no other descriptor is inherited, the program leads its own session.
 */
#ifndef WORKLOAD_H
#define WORKLOAD_H
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define PAGE 4096UL

/* Goes to DIR, cuts every tie to the parent: descriptors, session, signal mask and dispositions. */
void w_start(int argc, char **argv);
/* In a program that a process of the workload has executed: goes on in the folder that it is in. */
void w_continue(void);
/* Tells the outside that the state is set up. Called once, by the first process. */
void w_ready(void);
/* Blocks, polling, until the outside asks for the verdict. Any process and any thread may call it. */
void w_wait(void);
/* True once the outside has asked for the verdict. */
int w_asked(void);
/* True if the workload is to spoil its own state before it verifies. */
int w_damage(void);
/* The verdicts. w_fail may be called by any process of the workload, w_pass by the first only. */
void w_fail(const char *format, ...) __attribute__((noreturn, format(printf, 1, 2)));
void w_pass(void) __attribute__((noreturn));
/* A named mark seen by all processes of the workload: set it, or wait until another process has set it. */
void w_mark(const char *name);
void w_await(const char *name);
/* Forks; a failure is a verdict. */
pid_t w_fork(void);
/* Waits for a child and expects it to exit with 0. */
void w_join(pid_t child);
void w_nap(long milliseconds);
/* Reads a whole small file (of /proc, say) into a buffer, NUL-terminated; returns its length. */
size_t w_slurp(const char *path, char *buffer, size_t size);
/* Nanoseconds of a clock. */
int64_t w_clock(clockid_t clock);

/* A repeatable pattern, different for every seed and offset. */
void w_fill(void *memory, size_t length, uint32_t seed);
/* Offset of the first byte that differs from the pattern, or -1. */
long w_differs(const void *memory, size_t length, uint32_t seed);

#define CHECK(condition, ...) \
    do { \
        if (!(condition)) w_fail(__VA_ARGS__); \
    } while (0)

/* A set-up call that must not fail. */
#define MUST(call) \
    ({ \
        __typeof__(call) result_ = (call); \
        if ((long)result_ == -1) w_fail("%s:%d: %s: %s", __FILE__, __LINE__, #call, strerror(errno)); \
        result_; \
    })

#endif
