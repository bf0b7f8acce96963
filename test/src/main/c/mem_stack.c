/* The stack: deep frames keep their contents, and it still grows down afterwards. */
#include "workload.h"

static int descend(int depth, int bottom)
{
    volatile uint8_t frame[PAGE];
    w_fill((void *)frame, PAGE, (uint32_t)depth);
    if (depth < bottom) {
        int sum = descend(depth + 1, bottom);
        CHECK(w_differs((void *)frame, PAGE, (uint32_t)depth) < 0, "frame %d differs", depth);
        return sum + 1;
    }
    if (bottom == 200) {
        w_ready();
        w_wait();
        if (w_damage()) frame[30] ^= 1;
        CHECK(descend(1000, 1300) == 300, "the stack does not grow");
    }
    CHECK(w_differs((void *)frame, PAGE, (uint32_t)depth) < 0, "frame %d differs", depth);
    return 0;
}

int main(int argc, char **argv)
{
    w_start(argc, argv);
    CHECK(descend(0, 200) == 200, "frames lost");
    static char maps[65536];
    w_slurp("/proc/self/maps", maps, sizeof maps);
    CHECK(strstr(maps, "[stack]"), "the stack is not the kernel's stack any more");
    w_pass();
}
