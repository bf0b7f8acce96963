/* Socket pairs: stream, datagram and seqpacket with queued data both ways, buffers, shutdown, ends in two processes. */
#include "workload.h"
#include <sys/socket.h>
#include <sys/un.h>

static char text[256];

static void expect(int fd, const char *wanted)
{
    ssize_t got = recv(fd, text, sizeof text, MSG_DONTWAIT);
    CHECK(got == (ssize_t)strlen(wanted) && !memcmp(text, wanted, (size_t)got), "'%s' is not there: %zd %s", wanted, got,
          got < 0 ? strerror(errno) : "");
}

int main(int argc, char **argv)
{
    w_start(argc, argv);
    int stream[2], datagram[2], packet[2], half[2], across[2], size = 99999, have = 0;
    socklen_t length = sizeof have;
    MUST(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, stream));
    MUST(socketpair(AF_UNIX, SOCK_DGRAM, 0, datagram));
    MUST(socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_NONBLOCK, 0, packet));
    MUST(socketpair(AF_UNIX, SOCK_STREAM, 0, half));
    MUST(socketpair(AF_UNIX, SOCK_STREAM, 0, across));
    MUST(setsockopt(stream[0], SOL_SOCKET, SO_SNDBUF, &size, sizeof size));
    MUST(write(stream[0], "there", 5));
    MUST(write(stream[1], "and back", 8));
    MUST(write(datagram[0], "one", 3));
    MUST(write(datagram[0], "two", 3));
    MUST(write(packet[1], "packet", 6));
    MUST(write(packet[1], "another", 7));
    MUST(write(half[0], "last words", 10));
    MUST(shutdown(half[0], SHUT_WR));
    MUST(getsockopt(stream[0], SOL_SOCKET, SO_SNDBUF, &size, &length));
    pid_t child = w_fork();
    if (!child) {
        close(across[0]);
        w_mark("child");
        char asked[8] = "";
        CHECK(read(across[1], asked, 5) == 5, "child: the question does not arrive");
        MUST(write(across[1], "answer", 6));
        _exit(0);
    }
    close(across[1]);
    w_await("child");
    w_ready();
    w_wait();

    if (w_damage()) expect(datagram[1], "one");
    expect(stream[1], "there");
    expect(stream[0], "and back");
    expect(datagram[1], "one");
    expect(datagram[1], "two");
    expect(packet[0], "packet");
    expect(packet[0], "another");
    CHECK(read(packet[0], text, 1) == -1 && errno == EAGAIN, "O_NONBLOCK was lost");
    expect(half[1], "last words");
    CHECK(read(half[1], text, 1) == 0, "no end of file after shutdown");
    CHECK(fcntl(stream[0], F_GETFD) == FD_CLOEXEC, "FD_CLOEXEC was lost");
    MUST(getsockopt(stream[0], SOL_SOCKET, SO_SNDBUF, &have, &length));
    CHECK(have == size, "SO_SNDBUF is %d, was %d", have, size);
    MUST(write(half[1], "still", 5));
    expect(half[0], "still");
    MUST(write(across[0], "quest", 5));
    CHECK(read(across[0], text, 6) == 6 && !memcmp(text, "answer", 6), "the child's answer differs");
    w_join(child);
    CHECK(read(across[0], text, 1) == 0, "no end of file after the child's end");
    w_pass();
}
