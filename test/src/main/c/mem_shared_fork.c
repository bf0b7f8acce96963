/* Shared anonymous memory across fork: one object for both, at different offsets and protections. */
#include "workload.h"

#define PAGES 64

int main(int argc, char **argv)
{
    w_start(argc, argv);
    uint8_t *area = MUST(mmap(NULL, PAGES * PAGE, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
    for (int i = 0; i < PAGES; i += 2) w_fill(area + i * PAGE, PAGE, (uint32_t)i);
    volatile uint32_t *words = (uint32_t *)(area + PAGE); /* page 1: counters of the two */
    pid_t child = w_fork();
    if (!child) {
        MUST(munmap(area + 40 * PAGE, 8 * PAGE));
        MUST(mprotect(area + 60 * PAGE, 2 * PAGE, PROT_READ));
        w_mark("child");
        while (!w_asked()) words[0]++, w_nap(1);
        if (w_damage()) area[20 * PAGE] ^= 1;
        words[2] = 0xc0ffee;
        while (words[3] != 0xbeef) w_nap(1); /* written by the parent after the restore: still one object */
        for (int i = 0; i < 40; i += 2)
            CHECK(w_differs(area + i * PAGE, PAGE, (uint32_t)i) < 0, "child: page %d differs", i);
        _exit(0);
    }
    w_await("child");
    w_ready();
    w_wait();
    for (int i = 0; words[2] != 0xc0ffee; i++) {
        CHECK(i < 5000, "the child's store is not seen: memory is no longer shared");
        w_nap(1);
    }
    words[3] = 0xbeef;
    for (int i = 0; i < PAGES; i += 2)
        CHECK(w_differs(area + i * PAGE, PAGE, (uint32_t)i) < 0, "page %d differs", i);
    for (size_t i = 0; i < PAGE; i++) CHECK(!area[3 * PAGE + i], "an untouched page is not zero");
    w_join(child);
    w_pass();
}
