/* Threads: each its own signal mask, alternate stack and pending signals; signals pending for all; actions with flags. */
#include "workload.h"

#define THREADS 4

static volatile sig_atomic_t handled[65];
static volatile int value_of[65];
static volatile pid_t handler_of[65];
static void *volatile stack_of[65];
static char stacks[THREADS][32768] __attribute__((aligned(16)));
static pthread_barrier_t barrier;
static pid_t ids[THREADS];

static void handler(int signo, siginfo_t *info, void *context)
{
    (void)context;
    char here;
    handled[signo]++;
    value_of[signo] = info->si_value.sival_int;
    handler_of[signo] = (pid_t)syscall(SYS_gettid);
    stack_of[signo] = &here;
}

static void act(int signo, int flags)
{
    struct sigaction action = {.sa_sigaction = handler, .sa_flags = SA_SIGINFO | flags};
    sigaddset(&action.sa_mask, SIGHUP);
    sigaddset(&action.sa_mask, SIGRTMAX - 2);
    MUST(sigaction(signo, &action, NULL));
}

static void *run(void *argument)
{
    long index = (long)argument;
    int own = SIGRTMIN + 4 + (int)index;
    stack_t stack = {.ss_sp = stacks[index], .ss_size = sizeof stacks[index]};
    MUST(sigaltstack(&stack, NULL));
    sigset_t mask, now;
    sigemptyset(&mask);
    sigaddset(&mask, own);
    sigaddset(&mask, SIGUSR1);
    if (index % 2) sigaddset(&mask, SIGWINCH);
    pthread_sigmask(SIG_SETMASK, &mask, NULL);
    ids[index] = (pid_t)syscall(SYS_gettid);
    siginfo_t info = {.si_signo = own, .si_code = SI_QUEUE, .si_pid = getpid(), .si_value.sival_int = 900 + (int)index};
    MUST(syscall(SYS_rt_tgsigqueueinfo, getpid(), ids[index], own, &info));
    pthread_barrier_wait(&barrier);
    w_wait();
    if (w_damage() && index == 2) sigaltstack(&(stack_t){.ss_flags = SS_DISABLE}, NULL);
    pthread_sigmask(SIG_SETMASK, NULL, &now);
    for (int signo = 1; signo < 65; signo++)
        CHECK(sigismember(&now, signo) == sigismember(&mask, signo), "thread %ld: signal %d in its mask differs", index, signo);
    stack_t have;
    MUST(sigaltstack(NULL, &have));
    CHECK(have.ss_sp == stacks[index] && have.ss_size == sizeof stacks[index] && !have.ss_flags, "thread %ld: altstack differs", index);
    CHECK(!handled[own], "thread %ld: a blocked signal was delivered", index);
    sigemptyset(&mask);
    sigaddset(&mask, SIGUSR1);
    pthread_sigmask(SIG_SETMASK, &mask, NULL);
    CHECK(handled[own] == 1, "thread %ld: its pending signal came %d times", index, handled[own]);
    CHECK(handler_of[own] == ids[index], "thread %ld: its signal went to %d", index, handler_of[own]);
    CHECK(value_of[own] == 900 + (int)index, "thread %ld: the value is %d", index, value_of[own]);
    CHECK((char *)stack_of[own] > stacks[index] && (char *)stack_of[own] < stacks[index + 0] + sizeof stacks[index],
          "thread %ld: the handler did not run on the alternate stack", index);
    return NULL;
}

int main(int argc, char **argv)
{
    w_start(argc, argv);
    pthread_t threads[THREADS];
    for (int i = 0; i < THREADS; i++) act(SIGRTMIN + 4 + i, SA_ONSTACK);
    act(SIGUSR1, SA_RESTART | SA_NODEFER);
    signal(SIGPIPE, SIG_IGN);
    sigset_t blocked;
    sigemptyset(&blocked);
    sigaddset(&blocked, SIGUSR1);
    pthread_barrier_init(&barrier, NULL, THREADS + 1);
    for (long i = 0; i < THREADS; i++) pthread_create(&threads[i], NULL, run, (void *)i);
    pthread_sigmask(SIG_BLOCK, &blocked, NULL);
    pthread_barrier_wait(&barrier);
    MUST(sigqueue(getpid(), SIGUSR1, (union sigval){.sival_int = 55})); /* blocked by all: stays in the shared queue */
    w_ready();
    w_wait();
    for (int i = 0; i < THREADS; i++) pthread_join(threads[i], NULL);
    struct sigaction action;
    MUST(sigaction(SIGUSR1, NULL, &action));
    CHECK(action.sa_sigaction == handler && (action.sa_flags & (SA_SIGINFO | SA_RESTART | SA_NODEFER | SA_ONSTACK)) ==
          (SA_SIGINFO | SA_RESTART | SA_NODEFER), "the action's flags are %x", action.sa_flags);
    CHECK(sigismember(&action.sa_mask, SIGHUP) && sigismember(&action.sa_mask, SIGRTMAX - 2) && !sigismember(&action.sa_mask, SIGINT),
          "the action's mask differs");
    MUST(sigaction(SIGPIPE, NULL, &action));
    CHECK(action.sa_handler == SIG_IGN, "SIGPIPE is no longer ignored");
    MUST(sigaction(SIGTERM, NULL, &action));
    CHECK(action.sa_handler == SIG_DFL, "SIGTERM has got an action");
    CHECK(!handled[SIGUSR1], "the signal pending for all was delivered early");
    pthread_sigmask(SIG_UNBLOCK, &blocked, NULL);
    CHECK(handled[SIGUSR1] == 1 && value_of[SIGUSR1] == 55, "the signal pending for all came %d times, value %d", handled[SIGUSR1],
          value_of[SIGUSR1]);
    w_pass();
}
