/* One open file in many hands: offsets and flags shared over dup and fork, and not shared over a second open. */
#include "workload.h"
#include <linux/kcmp.h>

static int same(int a, int b)
{
    return syscall(SYS_kcmp, getpid(), getpid(), KCMP_FILE, a, b) == 0;
}

int main(int argc, char **argv)
{
    w_start(argc, argv);
    char text[8] = "";
    int file = MUST(open("file", O_RDWR | O_CREAT, 0644)), other = MUST(open("file", O_RDWR));
    MUST(write(file, "0123456789abcdefghij", 20));
    int copy = MUST(dup(file)), high = MUST(fcntl(file, F_DUPFD_CLOEXEC, 200));
    MUST(lseek(file, 4, SEEK_SET));
    MUST(lseek(other, 15, SEEK_SET));
    pid_t child = w_fork();
    if (!child) {
        int third = MUST(dup2(file, 77));
        close(file);
        w_mark("child");
        w_await("parent-read");
        CHECK(read(third, text, 3) == 3 && !memcmp(text, "678", 3), "child: reads '%s'", text);
        MUST(fcntl(third, F_SETFL, O_APPEND | O_NONBLOCK));
        _exit(0);
    }
    w_await("child");
    w_ready();
    w_wait();

    if (w_damage()) MUST(lseek(high, 0, SEEK_SET));
    CHECK(read(file, text, 2) == 2 && !memcmp(text, "45", 2), "the offset differs: '%s'", text);
    w_mark("parent-read");
    w_join(child);
    CHECK(read(copy, text, 1) == 1 && text[0] == '9', "the offset is no longer shared with the child: '%c'", text[0]);
    CHECK(lseek(high, 0, SEEK_CUR) == 10, "the offset is no longer shared with the dup");
    CHECK(fcntl(file, F_GETFL) & O_APPEND, "the flags are no longer shared with the child");
    CHECK(same(file, copy) && same(copy, high) && !same(file, other), "the open files are no longer what they were");
    CHECK(fcntl(high, F_GETFD) == FD_CLOEXEC && fcntl(copy, F_GETFD) == 0, "FD_CLOEXEC differs");
    CHECK(read(other, text, 2) == 2 && !memcmp(text, "fg", 2), "the second open reads '%s'", text);
    CHECK(!(fcntl(other, F_GETFL) & O_APPEND), "the second open has the first's flags");
    w_pass();
}
