/*
 * Listening TCP sockets of both families with options; a bound one that does not listen; new connections afterwards.
 * Peer dump: CRIU 4.1 asks an inet socket for SO_PASSCRED, which Linux 6.16 and later refuse
 */
#include "workload.h"
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

static int option(int fd, int level, int name)
{
    int value = -1;
    socklen_t size = sizeof value;
    MUST(getsockopt(fd, level, name, &value, &size));
    return value;
}

static void set(int fd, int level, int name, int value)
{
    MUST(setsockopt(fd, level, name, &value, sizeof value));
}

static void converse(int listener, int family)
{
    struct sockaddr_storage at;
    socklen_t size = sizeof at;
    char text[8];
    MUST(getsockname(listener, (struct sockaddr *)&at, &size));
    int client = MUST(socket(family, SOCK_STREAM, 0));
    MUST(connect(client, (struct sockaddr *)&at, size));
    int server = MUST(accept(listener, NULL, NULL));
    MUST(write(client, "hello", 5));
    CHECK(read(server, text, sizeof text) == 5, "nothing arrives");
    close(client);
    close(server);
}

int main(int argc, char **argv)
{
    w_start(argc, argv);
    struct sockaddr_in four = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    struct sockaddr_in6 six = {.sin6_family = AF_INET6, .sin6_addr = IN6ADDR_LOOPBACK_INIT};
    int listener = MUST(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)), listener6 = socket(AF_INET6, SOCK_STREAM, 0);
    set(listener, SOL_SOCKET, SO_REUSEADDR, 1);
    set(listener, SOL_SOCKET, SO_KEEPALIVE, 1);
    set(listener, IPPROTO_TCP, TCP_NODELAY, 1);
    set(listener, IPPROTO_TCP, TCP_KEEPIDLE, 321);
    MUST(bind(listener, (struct sockaddr *)&four, sizeof four));
    MUST(listen(listener, 16));
    int bound = MUST(socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0));
    MUST(bind(bound, (struct sockaddr *)&four, sizeof four));
    if (listener6 >= 0) {
        set(listener6, IPPROTO_IPV6, IPV6_V6ONLY, 1);
        if (bind(listener6, (struct sockaddr *)&six, sizeof six)) close(listener6), listener6 = -1; /* no IPv6 here */
        else MUST(listen(listener6, 3));
    }
    struct sockaddr_in before, after;
    socklen_t size = sizeof before;
    MUST(getsockname(listener, (struct sockaddr *)&before, &size));
    w_ready();
    w_wait();

    if (w_damage()) set(listener, IPPROTO_TCP, TCP_KEEPIDLE, 100);
    MUST(getsockname(listener, (struct sockaddr *)&after, &size));
    CHECK(!memcmp(&before, &after, sizeof before), "the address differs: port %d", ntohs(after.sin_port));
    CHECK(option(listener, SOL_SOCKET, SO_ACCEPTCONN) == 1, "it no longer listens");
    CHECK(option(bound, SOL_SOCKET, SO_ACCEPTCONN) == 0, "the bound socket listens");
    CHECK(option(listener, SOL_SOCKET, SO_REUSEADDR) == 1, "SO_REUSEADDR was lost");
    CHECK(option(bound, SOL_SOCKET, SO_REUSEADDR) == 0, "SO_REUSEADDR has appeared");
    CHECK(option(listener, SOL_SOCKET, SO_KEEPALIVE) == 1, "SO_KEEPALIVE was lost");
    CHECK(option(listener, IPPROTO_TCP, TCP_NODELAY) == 1, "TCP_NODELAY was lost");
    CHECK(option(listener, IPPROTO_TCP, TCP_KEEPIDLE) == 321, "TCP_KEEPIDLE is %d", option(listener, IPPROTO_TCP, TCP_KEEPIDLE));
    CHECK(fcntl(listener, F_GETFD) == FD_CLOEXEC && fcntl(bound, F_GETFL) & O_NONBLOCK, "the flags differ");
    converse(listener, AF_INET);
    if (listener6 >= 0) {
        CHECK(option(listener6, IPPROTO_IPV6, IPV6_V6ONLY) == 1, "IPV6_V6ONLY was lost");
        converse(listener6, AF_INET6);
    }
    MUST(listen(bound, 1));
    converse(bound, AF_INET);
    w_pass();
}
