/* Sessions and process groups: a child in a group of its own, one in a session of its own, one in another child's group. */
#include "workload.h"

static void hold(const char *name, pid_t group, pid_t session, pid_t parent)
{
    w_mark(name);
    w_wait();
    if (w_damage() && !strcmp(name, "b")) setpgid(0, 0);
    CHECK(getpgrp() == group, "%s: group %d, was %d", name, getpgrp(), group);
    CHECK(getsid(0) == session, "%s: session %d, was %d", name, getsid(0), session);
    CHECK(getppid() == parent, "%s: parent %d, was %d", name, getppid(), parent);
    _exit(0);
}

int main(int argc, char **argv)
{
    w_start(argc, argv);
    pid_t me = getpid();
    pid_t a = w_fork();
    if (!a) {
        setpgid(0, 0);
        hold("a", getpid(), me, me);
    }
    w_await("a");
    pid_t b = w_fork();
    if (!b) {
        MUST(setpgid(0, a));
        hold("b", a, me, me);
    }
    pid_t c = w_fork();
    if (!c) {
        MUST(setsid());
        pid_t own = getpid(), d = w_fork();
        if (!d) {
            setpgid(0, 0);
            hold("d", getpid(), own, own);
        }
        w_mark("c");
        w_await("d");
        w_wait();
        CHECK(getsid(0) == own && getpgrp() == own, "c: no longer leads its session");
        w_join(d);
        _exit(0);
    }
    w_await("b"), w_await("c"), w_await("d");
    w_ready();
    w_wait();
    CHECK(getsid(0) == me && getpgrp() == me, "session %d, group %d", getsid(0), getpgrp());
    w_join(a), w_join(b), w_join(c);
    w_pass();
}
