/* Pipes: queued data, capacity, flags of each end, ends in two processes, and end of file after the last writer. */
#include "workload.h"

#define LARGE 60000

static uint8_t buffer[1 << 17];

static void expect(int fd, size_t length, uint32_t seed)
{
    size_t have = 0;
    while (have < length) {
        ssize_t got = read(fd, buffer + have, length - have);
        CHECK(got > 0, "pipe of seed %u: read after %zu: %s", seed, have, got ? strerror(errno) : "end of file");
        have += (size_t)got;
    }
    CHECK(w_differs(buffer, length, seed) < 0, "pipe of seed %u: data differs", seed);
}

int main(int argc, char **argv)
{
    w_start(argc, argv);
    int small[2], large[2], empty[2], across[2];
    MUST(pipe2(small, O_NONBLOCK | O_CLOEXEC));
    MUST(pipe(large));
    MUST(pipe(empty));
    MUST(pipe(across));
    MUST(fcntl(large[1], F_SETPIPE_SZ, 1 << 17));
    w_fill(buffer, 10, 1);
    MUST(write(small[1], buffer, 10));
    w_fill(buffer, LARGE, 2);
    MUST(write(large[1], buffer, LARGE));
    pid_t child = w_fork();
    if (!child) {
        close(across[0]);
        w_mark("child");
        w_await("parent");
        w_wait();
        w_fill(buffer, 3000, 3);
        MUST(write(across[1], buffer, 3000));
        _exit(0);
    }
    close(across[1]);
    w_await("child");
    w_fill(buffer, 77, 4);
    MUST(write(empty[1], buffer, 77)); /* filled after the fork: both processes hold the same pipe */
    w_mark("parent");
    w_ready();
    w_wait();

    if (w_damage()) MUST(read(small[0], buffer, 1));
    expect(small[0], 10, 1);
    CHECK(read(small[0], buffer, 1) == -1 && errno == EAGAIN, "O_NONBLOCK was lost, or there is too much data");
    CHECK(fcntl(small[0], F_GETFD) == FD_CLOEXEC, "FD_CLOEXEC was lost");
    CHECK(fcntl(large[0], F_GETFD) == 0, "FD_CLOEXEC has appeared");
    CHECK(fcntl(large[0], F_GETPIPE_SZ) == 1 << 17, "the capacity is %d", fcntl(large[0], F_GETPIPE_SZ));
    expect(large[0], LARGE, 2);
    expect(empty[0], 77, 4);
    expect(across[0], 3000, 3);
    w_join(child);
    CHECK(read(across[0], buffer, 1) == 0, "no end of file after the last writer");
    signal(SIGPIPE, SIG_IGN);
    close(small[0]);
    CHECK(write(small[1], buffer, 1) == -1 && errno == EPIPE, "no EPIPE after the last reader");
    w_pass();
}
