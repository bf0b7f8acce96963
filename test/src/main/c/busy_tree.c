/* Processes and threads that all work while they are frozen: each checks its own registers, memory and clocks all the time. */
#include "workload.h"

#define THREADS 3
#define CHILDREN 2

static volatile long rounds[THREADS];

static void watch(uint32_t seed, volatile long *round)
{
    static __thread uint8_t memory[2 * PAGE];
    int64_t last = w_clock(CLOCK_MONOTONIC);
    double sum = seed;
    do {
        uint64_t a = seed, b = ~a, c = a * 77;
        for (int i = 0; i < 20000; i++) __asm__ volatile("" : "+r"(a), "+r"(b), "+r"(c)); /* held in registers */
        CHECK(a == seed && b == ~(uint64_t)seed && c == a * 77, "%u: a register differs", seed);
        for (int i = 0; i < 1000; i++) sum += 1.5, sum -= 1.5;
        CHECK(sum == seed, "%u: a floating point register differs", seed);
        w_fill(memory, sizeof memory, seed + (uint32_t)*round);
        CHECK(w_differs(memory, sizeof memory, seed + (uint32_t)*round) < 0, "%u: memory differs", seed);
        int64_t now = w_clock(CLOCK_MONOTONIC);
        CHECK(now >= last, "%u: the clock went back", seed);
        last = now;
        int64_t start = w_clock(CLOCK_MONOTONIC);
        w_nap(2);
        CHECK(w_clock(CLOCK_MONOTONIC) >= start + 2000000, "%u: a nap was too short", seed);
        (*round)++;
    } while (!w_asked());
    if (w_damage() && seed == 1) w_fail("damaged as asked");
}

static void *thread(void *argument)
{
    long index = (long)argument;
    watch((uint32_t)index + 1, &rounds[index]);
    return NULL;
}

int main(int argc, char **argv)
{
    w_start(argc, argv);
    pid_t children[CHILDREN];
    for (int i = 0; i < CHILDREN; i++) {
        children[i] = w_fork();
        if (!children[i]) {
            pthread_t helper;
            pthread_create(&helper, NULL, thread, (void *)1L);
            watch(100 + (uint32_t)i, &rounds[0]);
            pthread_join(helper, NULL);
            _exit(0);
        }
    }
    pthread_t threads[THREADS];
    for (long i = 0; i < THREADS; i++) pthread_create(&threads[i], NULL, thread, (void *)i);
    for (int i = 0; i < THREADS; i++)
        while (!rounds[i]) w_nap(1);
    w_ready();
    w_wait();
    for (int i = 0; i < THREADS; i++) pthread_join(threads[i], NULL);
    for (int i = 0; i < CHILDREN; i++) w_join(children[i]);
    w_pass();
}
