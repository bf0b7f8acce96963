/*
 * Memory whose every word is known, read at random by threads and processes all the time, while the program forks, moves,
 * drops and unmaps: whoever brings the pages late must bring the right ones. After the verdict is asked for, at least a million
 * reads are made.
 */
#include "workload.h"

#define WORDS (24UL << 17) /* 24 MB */
#define CHILDREN 2
#define THREADS 3
#define READS 250000L
#define SIDE_PAGES 512

static uint64_t *words;

static uint64_t value(uint64_t index)
{
    uint64_t x = (index + 1) * 0x9e3779b97f4a7c15ULL;
    return (x ^ x >> 29) | 1; /* never zero: a lost page shows */
}

static void read_some(uint64_t *state, long count)
{
    for (long i = 0; i < count; i++) {
        *state ^= *state << 13, *state ^= *state >> 7, *state ^= *state << 17;
        uint64_t at = *state % WORDS;
        uint64_t found = ((volatile uint64_t *)words)[at];
        CHECK(found == value(at), "word %lu is 0x%lx instead of 0x%lx", at, found, value(at));
    }
}

/* Reads slowly until the verdict is asked for, then READS times more. */
static void *reader(void *seed)
{
    uint64_t state = (uint64_t)(uintptr_t)seed * 0x2545f4914f6cdd1dULL + 88172645463325252ULL;
    while (!w_asked()) {
        read_some(&state, 20);
        w_nap(5);
    }
    read_some(&state, READS);
    return NULL;
}

/* A child that is born while pages are missing has the same memory. */
static void bear_reader(uint64_t *state)
{
    pid_t child = w_fork();
    if (!child) {
        uint64_t own = *state + 1;
        read_some(&own, 50);
        _exit(0);
    }
    w_join(child);
}

static void move_and_drop(uint8_t *side)
{
    size_t half = SIDE_PAGES / 2 * PAGE;
    uint8_t *room = MUST(mmap(NULL, half, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
    uint8_t *moved = MUST(mremap(side, half, half, MREMAP_MAYMOVE | MREMAP_FIXED, room));
    MUST(madvise(side + half, 32 * PAGE, MADV_DONTNEED));
    MUST(munmap(side + half + 32 * PAGE, 32 * PAGE));
    for (size_t i = 0; i < SIDE_PAGES; i++) {
        uint8_t *page = i < SIDE_PAGES / 2 ? moved + i * PAGE : side + i * PAGE;
        if (i >= SIDE_PAGES / 2 && i < SIDE_PAGES / 2 + 32) {
            for (size_t j = 0; j < PAGE; j++) CHECK(!page[j], "dropped page %zu came back", i);
        } else if (i < SIDE_PAGES / 2 || i >= SIDE_PAGES / 2 + 64) {
            long at = w_differs(page, PAGE, (uint32_t)i);
            CHECK(at < 0, "page %zu beside differs at %ld", i, at);
        }
    }
}

int main(int argc, char **argv)
{
    w_start(argc, argv);
    words = MUST(mmap(NULL, WORDS * 8, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
    for (uint64_t i = 0; i < WORDS; i++) words[i] = value(i);
    uint8_t *side = MUST(mmap(NULL, SIDE_PAGES * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
    for (size_t i = 0; i < SIDE_PAGES; i++) w_fill(side + i * PAGE, PAGE, (uint32_t)i);
    pid_t children[CHILDREN];
    for (long i = 0; i < CHILDREN; i++) {
        children[i] = w_fork();
        if (!children[i]) {
            reader((void *)(uintptr_t)(100 + i));
            _exit(0);
        }
    }
    pthread_t threads[THREADS];
    for (long i = 0; i < THREADS; i++) CHECK(!pthread_create(&threads[i], NULL, reader, (void *)(uintptr_t)i), "thread");
    w_ready();
    w_wait();

    if (w_damage()) words[4711] ^= 2, read_some(&(uint64_t){4711}, 10 * (long)WORDS);
    uint64_t state = 1;
    bear_reader(&state);
    move_and_drop(side);
    bear_reader(&state);
    for (int i = 0; i < THREADS; i++) pthread_join(threads[i], NULL);
    for (int i = 0; i < CHILDREN; i++) w_join(children[i]);
    w_pass();
}
