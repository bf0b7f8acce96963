/* Private anonymous memory: written, untouched, zeroed, read-only, executable and PROT_NONE pages. */
#include "workload.h"

#define PAGES 1000

int main(int argc, char **argv)
{
    w_start(argc, argv);
    uint8_t *area = MUST(mmap(NULL, PAGES * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
    for (int i = 0; i < PAGES; i += 3) w_fill(area + i * PAGE, PAGE, (uint32_t)i);
    for (int i = 1; i < PAGES; i += 6) memset(area + i * PAGE, 0, PAGE); /* present, but nothing in it */
    MUST(mprotect(area + 300 * PAGE, 30 * PAGE, PROT_READ));
    MUST(mprotect(area + 600 * PAGE, 30 * PAGE, PROT_NONE));
    uint8_t *code = MUST(mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
    memcpy(code, "\xb8\x2a\x00\x00\x00\xc3", 6); /* mov eax, 42; ret */
    MUST(mprotect(code, PAGE, PROT_READ | PROT_EXEC));
    MUST(munmap(area + 900 * PAGE, 10 * PAGE));
    w_ready();
    w_wait();

    if (w_damage()) area[7 + 99 * PAGE] ^= 1;
    unsigned char residency;
    CHECK(mincore(area + 905 * PAGE, PAGE, &residency) && errno == ENOMEM, "a hole was filled");
    int pipes[2];
    MUST(pipe(pipes));
    CHECK(write(pipes[1], area + 600 * PAGE, 1) < 0 && errno == EFAULT, "PROT_NONE became readable");
    CHECK(read(open("/dev/zero", O_RDONLY), area + 300 * PAGE, 1) < 0, "a read-only page became writable");
    MUST(mprotect(area + 600 * PAGE, 30 * PAGE, PROT_READ));
    for (int i = 0; i < PAGES; i++) {
        if (i >= 900 && i < 910) continue;
        if (i % 3 == 0) {
            long at = w_differs(area + i * PAGE, PAGE, (uint32_t)i);
            CHECK(at < 0, "page %d differs at %ld", i, at);
        } else {
            for (size_t j = 0; j < PAGE; j++) CHECK(!area[i * PAGE + j], "page %d is no longer zero", i);
        }
    }
    CHECK(((int (*)(void))(uintptr_t)code)() == 42, "code page lost");
    w_pass();
}
