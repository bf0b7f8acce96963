/* Signal descriptors: their masks, and a queued signal with its value read through one after the restore. */
#include "workload.h"
#include <sys/signalfd.h>

int main(int argc, char **argv)
{
    w_start(argc, argv);
    sigset_t some, other;
    sigemptyset(&some), sigemptyset(&other);
    sigaddset(&some, SIGUSR1), sigaddset(&some, SIGRTMIN + 3), sigaddset(&other, SIGUSR2);
    sigset_t blocked = some;
    sigaddset(&blocked, SIGUSR2);
    sigprocmask(SIG_BLOCK, &blocked, NULL);
    int first = MUST(signalfd(-1, &some, SFD_NONBLOCK | SFD_CLOEXEC)), second = MUST(signalfd(-1, &other, SFD_NONBLOCK));
    MUST(sigqueue(getpid(), SIGRTMIN + 3, (union sigval){.sival_int = 4711}));
    w_ready();
    w_wait();

    struct signalfd_siginfo info;
    if (w_damage()) MUST(read(first, &info, sizeof info));
    CHECK(read(second, &info, sizeof info) == -1 && errno == EAGAIN, "the second reads what is not in its mask");
    CHECK(read(first, &info, sizeof info) == sizeof info, "the queued signal is lost: %s", strerror(errno));
    CHECK(info.ssi_signo == (unsigned)SIGRTMIN + 3 && info.ssi_int == 4711 && info.ssi_code == SI_QUEUE, "its siginfo differs");
    kill(getpid(), SIGUSR2);
    CHECK(read(first, &info, sizeof info) == -1 && errno == EAGAIN, "the first reads what is not in its mask");
    CHECK(read(second, &info, sizeof info) == sizeof info && info.ssi_signo == SIGUSR2, "the second's mask is lost");
    kill(getpid(), SIGUSR1);
    CHECK(read(first, &info, sizeof info) == sizeof info && info.ssi_signo == SIGUSR1, "the first's mask is lost");
    CHECK(fcntl(first, F_GETFD) == FD_CLOEXEC, "FD_CLOEXEC was lost");
    w_pass();
}
