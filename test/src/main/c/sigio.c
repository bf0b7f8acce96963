/*
 * Who gets the SIGIO of a pipe (F_SETOWN_EX): a thread that is no leader, the process, its group.
 * Peer restore: CRIU 4.1 sets the owners before it makes the threads
 */
#include "workload.h"

static volatile pid_t got[3];
static volatile sig_atomic_t ready;
static pid_t thread;

static void handler(int signo, siginfo_t *info, void *context)
{
    (void)info, (void)context;
    got[signo - SIGRTMIN] = (pid_t)syscall(SYS_gettid);
}

static void *run(void *argument)
{
    (void)argument;
    thread = (pid_t)syscall(SYS_gettid);
    ready = 1;
    w_wait();
    while (pause()) continue;
    return NULL;
}

int main(int argc, char **argv)
{
    w_start(argc, argv);
    int ends[3][2];
    struct sigaction action = {.sa_sigaction = handler, .sa_flags = SA_SIGINFO};
    pthread_t other;
    MUST(pthread_create(&other, NULL, run, NULL));
    while (!ready) sched_yield();
    struct f_owner_ex owners[3] = {{F_OWNER_TID, thread}, {F_OWNER_PID, getpid()}, {F_OWNER_PGRP, getpgrp()}};
    for (int i = 0; i < 3; i++) {
        MUST(sigaction(SIGRTMIN + i, &action, NULL));
        MUST(pipe(ends[i]));
        MUST(fcntl(ends[i][0], F_SETOWN_EX, &owners[i]));
        MUST(fcntl(ends[i][0], F_SETSIG, SIGRTMIN + i));
        MUST(fcntl(ends[i][0], F_SETFL, O_ASYNC));
    }
    w_ready();
    w_wait();

    if (w_damage()) owners[0].pid = getpid(), MUST(fcntl(ends[0][0], F_SETOWN_EX, &owners[0]));
    for (int i = 0; i < 3; i++) {
        struct f_owner_ex now;
        MUST(fcntl(ends[i][0], F_GETOWN_EX, &now));
        CHECK(fcntl(ends[i][0], F_GETSIG) == SIGRTMIN + i, "pipe %d: another signal", i);
        MUST(write(ends[i][1], "x", 1));
        for (int tries = 0; tries < 2000 && !got[i]; tries++) usleep(1000);
        CHECK(got[i], "pipe %d: no signal came", i);
        CHECK(now.type == owners[i].type && (i || now.pid == thread), "pipe %d: its owner is %d of type %d", i, now.pid, now.type);
    }
    CHECK(got[0] == thread, "the signal of the thread came to %d, not to %d", got[0], thread);
    w_pass();
}
