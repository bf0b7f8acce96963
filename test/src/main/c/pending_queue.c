/* Queues of pending real-time signals: order and values, and an ordinary one with its sender. */
#include "workload.h"

int main(int argc, char **argv)
{
    w_start(argc, argv);
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGRTMIN + 1), sigaddset(&set, SIGUSR2), sigaddset(&set, SIGCHLD);
    sigprocmask(SIG_BLOCK, &set, NULL);
    for (int i = 0; i < 20; i++) MUST(sigqueue(getpid(), SIGRTMIN + 1, (union sigval){.sival_ptr = (void *)(0x100000000L + i)}));
    MUST(kill(getpid(), SIGUSR2));
    w_ready();
    w_wait();

    siginfo_t info;
    sigset_t some;
    sigemptyset(&some);
    sigaddset(&some, SIGRTMIN + 1);
    struct timespec now = {0, 0};
    if (w_damage()) sigtimedwait(&some, &info, &now);
    for (int i = 0; i < 20; i++) {
        CHECK(sigtimedwait(&some, &info, &now) == SIGRTMIN + 1, "signal %d is lost: %s", i, strerror(errno));
        CHECK(info.si_value.sival_ptr == (void *)(0x100000000L + i), "signal %d: value %p", i, info.si_value.sival_ptr);
        CHECK(info.si_code == SI_QUEUE && info.si_pid == getpid(), "signal %d: code %d, sender %d", i, info.si_code, info.si_pid);
    }
    CHECK(sigtimedwait(&some, &info, &now) == -1 && errno == EAGAIN, "there is one signal too many");
    sigemptyset(&some);
    sigaddset(&some, SIGUSR2);
    CHECK(sigtimedwait(&some, &info, &now) == SIGUSR2 && info.si_code == SI_USER && info.si_pid == getpid(), "SIGUSR2 differs");
    w_pass();
}
