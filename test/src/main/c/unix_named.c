/* Named unix sockets: a listener with an accepted connection holding data both ways, a bound datagram socket, options. */
#include "workload.h"
#include <sys/socket.h>
#include <sys/un.h>

static struct sockaddr_un address(const char *name)
{
    struct sockaddr_un at = {.sun_family = AF_UNIX};
    snprintf(at.sun_path, sizeof at.sun_path, "%s", name);
    return at;
}

static char text[64];

static void expect(int fd, const char *wanted)
{
    ssize_t got = recv(fd, text, sizeof text, MSG_DONTWAIT);
    CHECK(got == (ssize_t)strlen(wanted) && !memcmp(text, wanted, (size_t)got), "'%s' is not there", wanted);
}

int main(int argc, char **argv)
{
    w_start(argc, argv);
    struct sockaddr_un at = address("listener"), box = address("box");
    socklen_t size = sizeof at;
    int on = 1;
    int listener = MUST(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)), client = MUST(socket(AF_UNIX, SOCK_STREAM, 0));
    MUST(bind(listener, (struct sockaddr *)&at, sizeof at));
    MUST(chmod("listener", 0640));
    MUST(listen(listener, 7));
    MUST(connect(client, (struct sockaddr *)&at, sizeof at));
    int server = MUST(accept(listener, NULL, NULL));
    MUST(write(client, "hello", 5));
    MUST(write(server, "welcome", 7));
    int receiver = MUST(socket(AF_UNIX, SOCK_DGRAM, 0)), sender = MUST(socket(AF_UNIX, SOCK_DGRAM, 0));
    MUST(bind(receiver, (struct sockaddr *)&box, sizeof box));
    MUST(connect(sender, (struct sockaddr *)&box, sizeof box));
    MUST(write(sender, "letter", 6));
    int loose = MUST(socket(AF_UNIX, SOCK_STREAM, 0));
    MUST(setsockopt(loose, SOL_SOCKET, SO_PASSCRED, &on, sizeof on));
    w_ready();
    w_wait();

    if (w_damage()) close(server);
    expect(server, "hello");
    expect(client, "welcome");
    expect(receiver, "letter");
    MUST(write(sender, "more", 4));
    expect(receiver, "more");
    struct stat status;
    MUST(stat("listener", &status));
    CHECK(S_ISSOCK(status.st_mode) && (status.st_mode & 0777) == 0640, "the socket file's mode is %o", status.st_mode);
    MUST(getsockname(listener, (struct sockaddr *)&at, &size));
    CHECK(!strcmp(at.sun_path, "listener"), "the listener's name is '%s'", at.sun_path);
    at = address("listener"), size = sizeof on, on = 0;
    MUST(getsockopt(loose, SOL_SOCKET, SO_PASSCRED, &on, &size));
    CHECK(on == 1, "SO_PASSCRED was lost");
    CHECK(fcntl(listener, F_GETFD) == FD_CLOEXEC, "FD_CLOEXEC was lost");
    MUST(connect(loose, (struct sockaddr *)&at, sizeof at)); /* a new client finds the listener by name */
    int again = MUST(accept(listener, NULL, NULL));
    MUST(write(loose, "anew", 4));
    expect(again, "anew");
    close(client);
    CHECK(read(server, text, 1) == 0, "no end of file after the client's close");
    w_pass();
}
