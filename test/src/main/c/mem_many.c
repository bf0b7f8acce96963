/* A thousand mappings that cannot merge. */
#include "workload.h"

#define COUNT 1000

int main(int argc, char **argv)
{
    w_start(argc, argv);
    static uint8_t *at[COUNT];
    uint8_t *area = MUST(mmap(NULL, COUNT * 3 * PAGE, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
    for (int i = 0; i < COUNT; i++) {
        at[i] = area + (size_t)i * 3 * PAGE;
        MUST(mprotect(at[i], PAGE, PROT_READ | PROT_WRITE));
        w_fill(at[i], PAGE, (uint32_t)i);
        if (i % 2) MUST(mprotect(at[i], PAGE, PROT_READ));
        if (i % 5 == 0) MUST(munmap(at[i] + PAGE, PAGE));
    }
    w_ready();
    w_wait();

    if (w_damage()) at[500][500] ^= 1;
    for (int i = 0; i < COUNT; i++) {
        CHECK(w_differs(at[i], PAGE, (uint32_t)i) < 0, "mapping %d differs", i);
        unsigned char residency;
        int hole = mincore(at[i] + PAGE, PAGE, &residency);
        CHECK((hole != 0) == (i % 5 == 0), "gap after mapping %d is not as it was", i);
    }
    w_pass();
}
