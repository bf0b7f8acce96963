/*
 * Event counters: value, semaphore mode, O_NONBLOCK, one shared by two processes.
 * Peer: CRIU 4.1 forgets EFD_SEMAPHORE
 */
#include "workload.h"
#include <sys/eventfd.h>

int main(int argc, char **argv)
{
    w_start(argc, argv);
    uint64_t value;
    int plain = MUST(eventfd(7, EFD_CLOEXEC)), counting = MUST(eventfd(3, EFD_SEMAPHORE | EFD_NONBLOCK));
    int zero = MUST(eventfd(0, EFD_NONBLOCK)), large = MUST(eventfd(0, 0)), shared = MUST(eventfd(0, 0));
    value = 0xfffffffffffffff0ULL;
    MUST(write(large, &value, 8));
    pid_t child = w_fork();
    if (!child) {
        w_mark("child");
        w_wait();
        value = 42;
        MUST(write(shared, &value, 8));
        _exit(0);
    }
    w_await("child");
    w_ready();
    w_wait();

    if (w_damage()) MUST(read(counting, &value, 8));
    CHECK(read(plain, &value, 8) == 8 && value == 7, "the plain counter is %lu", value);
    CHECK(fcntl(plain, F_GETFD) == FD_CLOEXEC, "FD_CLOEXEC was lost");
    for (int i = 0; i < 3; i++)
        CHECK(read(counting, &value, 8) == 8 && value == 1, "the semaphore gives %lu at %d", value, i);
    CHECK(read(counting, &value, 8) == -1 && errno == EAGAIN, "the semaphore has too much, or O_NONBLOCK was lost");
    CHECK(read(zero, &value, 8) == -1 && errno == EAGAIN, "zero is not zero");
    CHECK(read(large, &value, 8) == 8 && value == 0xfffffffffffffff0ULL, "the large counter is %lx", value);
    CHECK(read(shared, &value, 8) == 8 && value == 42, "the child's event does not arrive");
    w_join(child);
    w_pass();
}
