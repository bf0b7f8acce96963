/* Memory files: contents, seals, offsets, a mapping, one shared by two processes, one mapped only. */
#include "workload.h"

int main(int argc, char **argv)
{
    w_start(argc, argv);
    static uint8_t data[3 * PAGE], got[3 * PAGE];
    int sealed = MUST(memfd_create("sealed", MFD_ALLOW_SEALING | MFD_CLOEXEC)), shared = MUST(memfd_create("shared", 0));
    int mapped = MUST(memfd_create("mapped only", 0));
    w_fill(data, sizeof data, 6);
    MUST(write(sealed, data, 5000));
    MUST(lseek(sealed, 123, SEEK_SET));
    MUST(fcntl(sealed, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_WRITE));
    MUST(ftruncate(shared, 8 * PAGE));
    MUST(write(mapped, data, sizeof data));
    uint8_t *only = MUST(mmap(NULL, sizeof data, PROT_READ | PROT_WRITE, MAP_SHARED, mapped, 0));
    close(mapped);
    uint8_t *area = MUST(mmap(NULL, 8 * PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, shared, 0));
    w_fill(area + 5 * PAGE, PAGE, 8);
    pid_t child = w_fork();
    if (!child) {
        w_mark("child");
        w_wait();
        CHECK(w_differs(only, sizeof data, 6) < 0, "child: the mapped file differs");
        area[0] = 99;
        _exit(0);
    }
    w_await("child");
    w_ready();
    w_wait();

    if (w_damage()) area[5 * PAGE] ^= 1;
    w_join(child);
    CHECK(fcntl(sealed, F_GET_SEALS) == (F_SEAL_SHRINK | F_SEAL_WRITE), "the seals are %x", fcntl(sealed, F_GET_SEALS));
    CHECK(lseek(sealed, 0, SEEK_CUR) == 123, "the offset differs");
    CHECK(fcntl(sealed, F_GETFD) == FD_CLOEXEC, "FD_CLOEXEC was lost");
    CHECK(pread(sealed, got, sizeof got, 0) == 5000 && w_differs(got, 5000, 6) < 0, "the sealed contents differ");
    CHECK(w_differs(only, sizeof data, 6) < 0, "the contents only mapped differ");
    CHECK(w_differs(area + 5 * PAGE, PAGE, 8) < 0, "the shared contents differ");
    CHECK(area[0] == 99, "the child's store is not seen");
    CHECK(pread(shared, got, 1, 0) == 1 && got[0] == 99, "descriptor and mapping are no longer one file");
    struct stat status;
    MUST(fstat(shared, &status));
    CHECK(status.st_size == 8 * (long)PAGE, "the size is %ld", status.st_size);
    char link[64] = "";
    char path[32];
    snprintf(path, sizeof path, "/proc/self/fd/%d", sealed);
    MUST(readlink(path, link, sizeof link - 1));
    CHECK(!strncmp(link, "/memfd:sealed", 13), "the name is %s", link);
    w_pass();
}
