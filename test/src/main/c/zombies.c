/* Zombies: their exit codes and signals are still to be had; one is a grandchild, one leads a group. */
#include "workload.h"

static void await_zombie(pid_t child)
{
    siginfo_t info;
    MUST(waitid(P_PID, (id_t)child, &info, WEXITED | WNOWAIT));
}

static int reap(pid_t child)
{
    int status = -1;
    CHECK(waitpid(child, &status, WNOHANG) == child, "zombie %d is gone: %s", child, strerror(errno));
    return status;
}

int main(int argc, char **argv)
{
    w_start(argc, argv);
    pid_t zero = w_fork();
    if (!zero) _exit(0);
    pid_t code = w_fork();
    if (!code) _exit(73);
    pid_t killed = w_fork();
    if (!killed) raise(SIGKILL);
    pid_t group = w_fork();
    if (!group) setpgid(0, 0), _exit(9);
    pid_t living = w_fork();
    if (!living) {
        pid_t deep = w_fork();
        if (!deep) _exit(21);
        await_zombie(deep);
        w_mark("living");
        w_wait();
        int status = reap(deep);
        CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 21, "the grandchild's status is %x", status);
        _exit(0);
    }
    await_zombie(zero), await_zombie(code), await_zombie(killed), await_zombie(group);
    w_await("living");
    w_ready();
    w_wait();

    if (w_damage()) waitpid(code, NULL, 0);
    CHECK(reap(zero) == 0, "the status of zero differs");
    int status = reap(code);
    CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 73, "the exit code is %x", status);
    status = reap(killed);
    CHECK(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL, "the end by a signal is %x", status);
    status = reap(group);
    CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 9, "the group leader's status is %x", status);
    w_join(living);
    w_pass();
}
