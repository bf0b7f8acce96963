/* The brk heap: contents, the break itself, growing and shrinking. */
#include "workload.h"

int main(int argc, char **argv)
{
    w_start(argc, argv);
    uint8_t *heap = MUST(sbrk(100 * PAGE));
    w_fill(heap, 100 * PAGE, 5);
    uint8_t *top = sbrk(0);
    w_ready();
    w_wait();

    if (w_damage()) heap[50 * PAGE] ^= 1;
    CHECK(w_differs(heap, 100 * PAGE, 5) < 0, "contents differ");
    CHECK(sbrk(0) == top, "the break moved");
    CHECK((uint8_t *)syscall(SYS_brk, top + 20 * PAGE) == top + 20 * PAGE, "the heap does not grow");
    top[10 * PAGE] = 1;
    CHECK((uint8_t *)syscall(SYS_brk, top) == top, "the heap does not shrink");
    char maps[16384];
    w_slurp("/proc/self/maps", maps, sizeof maps);
    CHECK(strstr(maps, "[heap]"), "the heap has no name: start_brk was not kept");
    w_pass();
}
