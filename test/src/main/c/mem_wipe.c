/*
 * * Memory that a fork shall find wiped (MADV_WIPEONFORK): its contents stay, and so does the advice.
 * Peer: CRIU 4.1 does not keep MADV_WIPEONFORK
 * Peer: CRIU 4.1 forgets MADV_WIPEONFORK
 */
#include "workload.h"

int main(int argc, char **argv)
{
    w_start(argc, argv);
    uint8_t *area = MUST(mmap(NULL, 4 * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
    MUST(madvise(area, 4 * PAGE, MADV_WIPEONFORK));
    w_fill(area, 4 * PAGE, 3);
    w_ready();
    w_wait();

    if (w_damage()) MUST(madvise(area, 4 * PAGE, MADV_KEEPONFORK));
    CHECK(w_differs(area, 4 * PAGE, 3) < 0, "contents differ");
    pid_t child = w_fork();
    if (!child) {
        for (size_t i = 0; i < 4 * PAGE; i++) CHECK(!area[i], "the child sees what should be wiped");
        _exit(0);
    }
    w_join(child);
    w_pass();
}
