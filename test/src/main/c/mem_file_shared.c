/* Shared file mapping: writes reach the file, before and after; the protection is kept. */
#include "workload.h"

int main(int argc, char **argv)
{
    w_start(argc, argv);
    int fd = MUST(open("data", O_RDWR | O_CREAT, 0644));
    MUST(ftruncate(fd, 16 * PAGE));
    uint8_t *area = MUST(mmap(NULL, 16 * PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0));
    uint8_t *readonly = MUST(mmap(NULL, 8 * PAGE, PROT_READ, MAP_SHARED, fd, 4 * PAGE));
    close(fd);
    w_fill(area, 12 * PAGE, 11);
    w_ready();
    w_wait();

    if (w_damage()) area[100] ^= 1;
    CHECK(w_differs(area, 12 * PAGE, 11) < 0, "contents differ");
    area[15 * PAGE] = 77;
    area[6 * PAGE] = 78;
    CHECK(readonly[2 * PAGE] == 78, "the two mappings do not show one file");
    fd = MUST(open("data", O_RDONLY));
    uint8_t byte = 0;
    MUST(pread(fd, &byte, 1, 15 * PAGE));
    CHECK(byte == 77, "a store did not reach the file");
    CHECK(read(open("/dev/zero", O_RDONLY), readonly, 1) < 0, "the read-only mapping became writable");
    w_pass();
}
