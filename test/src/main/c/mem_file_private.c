/* Private file mapping with some dirty pages: clean pages come from the file, dirty ones from the image. */
#include "workload.h"

#define PAGES 50

int main(int argc, char **argv)
{
    w_start(argc, argv);
    static uint8_t page[PAGE];
    int fd = MUST(open("data", O_RDWR | O_CREAT, 0644));
    for (int i = 0; i < PAGES; i++) {
        w_fill(page, PAGE, (uint32_t)i);
        MUST(write(fd, page, PAGE));
    }
    uint8_t *area = MUST(mmap(NULL, 40 * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 5 * PAGE));
    uint8_t *fixed = MUST(mmap(NULL, 4 * PAGE, PROT_READ, MAP_PRIVATE, fd, 20 * PAGE));
    close(fd);
    for (int i = 0; i < 40; i += 7) w_fill(area + i * PAGE, PAGE, 1000u + (uint32_t)i);
    memset(area + 5 * PAGE, 0, PAGE); /* dirty and zero: the file must not shine through */
    w_ready();
    w_wait();

    if (w_damage()) area[14 * PAGE + 9] ^= 1;
    for (int i = 0; i < 40; i++) {
        if (i == 5) {
            for (size_t j = 0; j < PAGE; j++) CHECK(!area[5 * PAGE + j], "the zeroed page shows the file again");
            continue;
        }
        uint32_t seed = i % 7 ? 5u + (uint32_t)i : 1000u + (uint32_t)i;
        CHECK(w_differs(area + i * PAGE, PAGE, seed) < 0, "page %d differs", i);
    }
    for (int i = 0; i < 4; i++) CHECK(w_differs(fixed + i * PAGE, PAGE, 20u + (uint32_t)i) < 0, "clean page %d", i);
    area[PAGE] ^= 1;
    fd = MUST(open("data", O_RDONLY));
    for (int i = 0; i < PAGES; i++) {
        MUST(read(fd, page, PAGE));
        CHECK(w_differs(page, PAGE, (uint32_t)i) < 0, "the file itself was written: page %d", i);
    }
    w_pass();
}
