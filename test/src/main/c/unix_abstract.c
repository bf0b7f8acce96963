/* Abstract unix sockets of two processes: listener in one, clients in the other, a seqpacket one too. */
#include "workload.h"
#include <stddef.h>
#include <sys/socket.h>
#include <sys/un.h>

static socklen_t address(struct sockaddr_un *at, const char *kind)
{
    memset(at, 0, sizeof *at);
    at->sun_family = AF_UNIX;
    int length = snprintf(at->sun_path + 1, sizeof at->sun_path - 1, "stasis-%s-%d", kind, getppid() == 1 ? 0 : getsid(0));
    return (socklen_t)(offsetof(struct sockaddr_un, sun_path) + 1 + (size_t)length);
}

int main(int argc, char **argv)
{
    w_start(argc, argv);
    struct sockaddr_un at, packets;
    char text[64];
    socklen_t length = address(&at, "stream"), other = address(&packets, "packet");
    int listener = MUST(socket(AF_UNIX, SOCK_STREAM, 0)), second = MUST(socket(AF_UNIX, SOCK_SEQPACKET, 0));
    MUST(bind(listener, (struct sockaddr *)&at, length));
    MUST(listen(listener, 5));
    MUST(bind(second, (struct sockaddr *)&packets, other));
    MUST(listen(second, 5));
    pid_t child = w_fork();
    if (!child) {
        close(listener), close(second);
        int client = MUST(socket(AF_UNIX, SOCK_STREAM, 0)), packet = MUST(socket(AF_UNIX, SOCK_SEQPACKET, 0));
        MUST(connect(client, (struct sockaddr *)&at, length));
        MUST(connect(packet, (struct sockaddr *)&packets, other));
        MUST(write(client, "from child", 10));
        MUST(write(packet, "packet", 6));
        w_mark("child");
        w_wait();
        CHECK(read(client, text, sizeof text) == 6 && !memcmp(text, "answer", 6), "child: no answer");
        int late = MUST(socket(AF_UNIX, SOCK_STREAM, 0));
        MUST(connect(late, (struct sockaddr *)&at, length));
        MUST(write(late, "late", 4));
        w_await("seen");
        _exit(0);
    }
    w_await("child");
    int server = MUST(accept(listener, NULL, NULL)), packet = MUST(accept(second, NULL, NULL));
    w_ready();
    w_wait();

    if (w_damage()) MUST(read(packet, text, sizeof text));
    MUST(write(server, "answer", 6));
    CHECK(recv(server, text, sizeof text, 0) == 10 && !memcmp(text, "from child", 10), "the stream's data differs");
    CHECK(recv(packet, text, sizeof text, MSG_DONTWAIT) == 6 && !memcmp(text, "packet", 6), "the packet's data differs");
    int late = MUST(accept(listener, NULL, NULL));
    CHECK(read(late, text, sizeof text) == 4 && !memcmp(text, "late", 4), "the new connection's data differs");
    w_mark("seen");
    w_join(child);
    w_pass();
}
