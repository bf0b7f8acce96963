/*
 * UDP sockets: bound, connected, of both families, with options; messages afterwards.
 * Peer dump: CRIU 4.1 asks an inet socket for SO_PASSCRED, which Linux 6.16 and later refuse
 */
#include "workload.h"
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

int main(int argc, char **argv)
{
    w_start(argc, argv);
    struct sockaddr_in four = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)}, at, after;
    struct sockaddr_in6 six = {.sin6_family = AF_INET6, .sin6_addr = IN6ADDR_LOOPBACK_INIT};
    socklen_t size = sizeof at;
    int on = 1;
    char text[16];
    int bound = MUST(socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0)), connected = MUST(socket(AF_INET, SOCK_DGRAM, 0));
    int fresh = MUST(socket(AF_INET, SOCK_DGRAM, 0)), bound6 = socket(AF_INET6, SOCK_DGRAM, 0);
    MUST(setsockopt(bound, SOL_SOCKET, SO_BROADCAST, &on, sizeof on));
    MUST(bind(bound, (struct sockaddr *)&four, sizeof four));
    MUST(getsockname(bound, (struct sockaddr *)&at, &size));
    MUST(connect(connected, (struct sockaddr *)&at, sizeof at));
    if (bound6 >= 0 && bind(bound6, (struct sockaddr *)&six, sizeof six)) close(bound6), bound6 = -1;
    w_ready();
    w_wait();

    if (w_damage()) MUST(close(connected));
    MUST(getsockname(bound, (struct sockaddr *)&after, &size));
    CHECK(!memcmp(&at, &after, sizeof at), "the bound socket's address differs");
    MUST(getpeername(connected, (struct sockaddr *)&after, &size));
    CHECK(!memcmp(&at, &after, sizeof at), "the connected socket's peer differs");
    MUST(write(connected, "hello", 5));
    CHECK(recv(bound, text, sizeof text, 0) == 5 && !memcmp(text, "hello", 5), "nothing arrives");
    MUST(sendto(fresh, "again", 5, 0, (struct sockaddr *)&at, sizeof at));
    CHECK(recv(bound, text, sizeof text, 0) == 5 && !memcmp(text, "again", 5), "nothing arrives from the fresh socket");
    size = sizeof on, on = 0;
    MUST(getsockopt(bound, SOL_SOCKET, SO_BROADCAST, &on, &size));
    CHECK(on == 1, "SO_BROADCAST was lost");
    CHECK(fcntl(bound, F_GETFD) == FD_CLOEXEC, "FD_CLOEXEC was lost");
    if (bound6 >= 0) {
        struct sockaddr_in6 there;
        socklen_t length = sizeof there;
        MUST(getsockname(bound6, (struct sockaddr *)&there, &length));
        int other = MUST(socket(AF_INET6, SOCK_DGRAM, 0));
        MUST(sendto(other, "six", 3, 0, (struct sockaddr *)&there, length));
        CHECK(recv(bound6, text, sizeof text, 0) == 3, "nothing arrives over IPv6");
    }
    w_pass();
}
