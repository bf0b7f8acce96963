/* A tree of 31 processes, five levels deep: every pid, parent and each one's own memory. */
#include "workload.h"

#define DEPTH 4
#define PROCESSES 31

static int *arrived;

static int branch(int depth, uint32_t seed)
{
    static uint8_t memory[3 * PAGE];
    w_fill(memory, sizeof memory, seed);
    pid_t me = getpid(), parent = getppid(), children[2];
    int width = depth ? 2 : 0;
    for (int i = 0; i < width; i++) {
        children[i] = w_fork();
        if (!children[i]) _exit(branch(depth - 1, seed * 2 + (uint32_t)i));
    }
    __atomic_fetch_add(arrived, 1, __ATOMIC_SEQ_CST);
    if (seed == 1) {
        while (__atomic_load_n(arrived, __ATOMIC_SEQ_CST) < PROCESSES) w_nap(1);
        w_ready();
    }
    w_wait();
    if (w_damage() && seed == 22) memory[5] ^= 1;
    CHECK(getpid() == me && (seed == 1 || getppid() == parent), "process %u: pid %d, parent %d", seed, getpid(), getppid());
    CHECK(w_differs(memory, sizeof memory, seed) < 0, "process %u: its memory differs", seed);
    for (int i = 0; i < width; i++) w_join(children[i]);
    return 0;
}

int main(int argc, char **argv)
{
    w_start(argc, argv);
    arrived = MUST(mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
    branch(DEPTH, 1);
    w_pass();
}
