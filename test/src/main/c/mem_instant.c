/*
 * Memory of one instant: two threads write ever higher numbers into page after page of private, shared, file and
 * DONTFORK mappings, and find each page as they left it; two more take turns with the ends. Pages that were saved at
 * different times are found out by the next write. Nobody sees a child that is not there.
 * Peer: CRIU 4.1 forgets MADV_WIPEONFORK
 */
#include "workload.h"

#define WRITERS 2
#define PLAYERS 2
#define AREAS 8
#define SMALL (256 * PAGE)

static uint8_t *area[AREAS];
static size_t length[AREAS] = {SMALL, 16 << 20, SMALL, SMALL, 16 << 20, SMALL, SMALL, 8 << 20};
static volatile uint64_t *progress; /* in a shared file: what the outside can see */
static volatile int stop;

static uint8_t *map(size_t bytes, int flags, int fd)
{
    /* inaccessible pages between keep the areas apart */
    uint8_t *at = MUST(mmap(NULL, bytes + 2 * PAGE, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
    return MUST(mmap(at + PAGE, bytes, PROT_READ | PROT_WRITE, flags | MAP_FIXED, fd, 0));
}

static int file(const char *name, size_t bytes)
{
    int fd = MUST(open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    MUST(ftruncate(fd, (off_t)bytes));
    return fd;
}

/* Leaves the processors to others, too. */
static void breathe(void)
{
    struct timespec nap = {0, 400000};
    nanosleep(&nap, NULL);
}

/* Every page of every area once: the word of its writer must be `before`, and becomes `after`. */
static void sweep(int writer, uint64_t before, uint64_t after)
{
    for (int i = 0; i < AREAS; i++, breathe())
        for (size_t at = 0; at < length[i]; at += PAGE) {
            volatile uint64_t *word = (uint64_t *)(area[i] + at) + 8 * (1 + writer);
            uint64_t found = *word;
            CHECK(found == before, "area %d page %zu has %lu instead of %lu", i, at / PAGE, found, before);
            *word = after;
        }
}

static void *writer(void *number)
{
    int me = (int)(long)number;
    uint64_t step = 0;
    for (; !stop; step++) {
        sweep(me, step, step + 1);
        progress[me] = step + 1;
    }
    sweep(me, step, step);
    return NULL;
}

/* Two pages at the far ends, in turns: each thread knows its own number, and what the other's may be. */
static volatile uint64_t *ball(int side)
{
    return (uint64_t *)(side ? area[AREAS - 1] + length[AREAS - 1] - PAGE : area[0]);
}

static void *player(void *number)
{
    int me = (int)(long)number;
    for (uint64_t mine = 0;; breathe()) {
        uint64_t own = *ball(me), other = *ball(!me), turn = mine + (uint64_t)me;
        CHECK(own == mine, "player %d has %lu instead of %lu", me, own, mine);
        CHECK(other == turn || other + 1 == turn, "player %d at %lu meets %lu", me, mine, other);
        if (other == turn) *ball(me) = ++mine;
        if (stop) return NULL;
    }
}

static void on_child(int signo)
{
    w_fail("signal %d of a child", signo);
}

int main(int argc, char **argv)
{
    w_start(argc, argv);
    signal(SIGCHLD, on_child);
    int private_file = file("private", SMALL), shared_file = file("progress", PAGE);
    for (int i = 0; i < AREAS; i++)
        area[i] = i == 2   ? map(length[i], MAP_SHARED | MAP_ANONYMOUS, -1)
                  : i == 3 ? map(length[i], MAP_PRIVATE, private_file)
                           : map(length[i], MAP_PRIVATE | MAP_ANONYMOUS, -1);
    progress = (uint64_t *)map(PAGE, MAP_SHARED, shared_file);
    MUST(madvise(area[5], length[5], MADV_DONTFORK));
    MUST(madvise(area[6], length[6], MADV_WIPEONFORK));
    pthread_t threads[WRITERS + PLAYERS];
    for (long i = 0; i < WRITERS; i++) pthread_create(&threads[i], NULL, writer, (void *)i);
    for (long i = 0; i < PLAYERS; i++) pthread_create(&threads[WRITERS + i], NULL, player, (void *)i);
    while (!progress[0] || !progress[1]) w_nap(1);
    w_ready();
    while (!w_asked()) {
        CHECK(waitpid(-1, NULL, WNOHANG) == -1 && errno == ECHILD, "there is a child");
        w_nap(2);
    }
    if (w_damage()) *((uint64_t *)(area[4] + length[4] / 2) + 8) += 1;
    stop = 1;
    for (int i = 0; i < WRITERS + PLAYERS; i++) pthread_join(threads[i], NULL);
    w_pass();
}
