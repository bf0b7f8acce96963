/* Interval timers of three clocks and POSIX timers of several notifications, ids and intervals; ticks go on. */
#include "workload.h"
#include <sys/time.h>

static volatile sig_atomic_t count[65];
static volatile int last_value[65];
static volatile pid_t thread_of[65];

static void handler(int signo, siginfo_t *info, void *context)
{
    (void)context;
    count[signo]++;
    last_value[signo] = info->si_value.sival_int;
    thread_of[signo] = (pid_t)syscall(SYS_gettid);
}

static timer_t make(clockid_t clock, int notify, int signo, int value, long value_ms, long interval_ms)
{
    timer_t timer;
    struct sigevent event = {.sigev_notify = notify, .sigev_signo = signo, .sigev_value.sival_int = value};
    if (notify == SIGEV_THREAD_ID) event._sigev_un._tid = (pid_t)syscall(SYS_gettid);
    struct itimerspec setting = {{interval_ms / 1000, interval_ms % 1000 * 1000000}, {value_ms / 1000, value_ms % 1000 * 1000000}};
    MUST(timer_create(clock, &event, &timer));
    MUST(timer_settime(timer, 0, &setting, NULL));
    return timer;
}

static void await_tick(int signo, const char *name)
{
    int before = count[signo];
    for (int i = 0; count[signo] == before; i++) {
        CHECK(i < 5000, "%s no longer ticks", name);
        w_nap(1);
    }
}

int main(int argc, char **argv)
{
    w_start(argc, argv);
    int signals[] = {SIGALRM, SIGVTALRM, SIGPROF, SIGRTMIN + 1, SIGRTMIN + 2};
    struct sigaction action = {.sa_sigaction = handler, .sa_flags = SA_SIGINFO | SA_RESTART};
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) MUST(sigaction(signals[i], &action, NULL));
    struct itimerval ticking = {{0, 20000}, {0, 20000}}, far = {{0, 0}, {500, 0}}, slow = {{7, 0}, {400, 0}}, have;
    MUST(setitimer(ITIMER_REAL, &ticking, NULL));
    MUST(setitimer(ITIMER_VIRTUAL, &far, NULL));
    MUST(setitimer(ITIMER_PROF, &slow, NULL));
    timer_t deleted = make(CLOCK_MONOTONIC, SIGEV_NONE, 0, 0, 0, 0);
    timer_t mono = make(CLOCK_MONOTONIC, SIGEV_SIGNAL, SIGRTMIN + 1, 11, 20, 20);
    timer_t thread = make(CLOCK_REALTIME, SIGEV_THREAD_ID, SIGRTMIN + 2, 22, 20, 25);
    timer_t idle = make(CLOCK_BOOTTIME, SIGEV_SIGNAL, SIGRTMIN + 3, 0, 0, 0), once = make(CLOCK_MONOTONIC, SIGEV_NONE, 0, 0, 600000, 0);
    MUST(timer_delete(deleted)); /* leaves a hole in the ids */
    await_tick(SIGALRM, "set-up"), await_tick(SIGRTMIN + 1, "set-up"), await_tick(SIGRTMIN + 2, "set-up");
    w_ready();
    w_wait();

    struct itimerspec setting;
    if (w_damage()) MUST(timer_delete(once));
    await_tick(SIGALRM, "ITIMER_REAL"), await_tick(SIGRTMIN + 1, "the monotonic timer"), await_tick(SIGRTMIN + 2, "the thread's timer");
    CHECK(last_value[SIGRTMIN + 1] == 11 && last_value[SIGRTMIN + 2] == 22, "the values differ");
    CHECK(thread_of[SIGRTMIN + 2] == (pid_t)syscall(SYS_gettid), "the thread's timer ticks elsewhere");
    MUST(getitimer(ITIMER_REAL, &have));
    CHECK(!have.it_interval.tv_sec && have.it_interval.tv_usec / 1000 == 20, "ITIMER_REAL's interval differs: %ld us", have.it_interval.tv_usec);
    MUST(getitimer(ITIMER_VIRTUAL, &have));
    CHECK(have.it_value.tv_sec > 400 && have.it_value.tv_sec <= 500 && !have.it_interval.tv_sec, "ITIMER_VIRTUAL: %ld s", have.it_value.tv_sec);
    MUST(getitimer(ITIMER_PROF, &have));
    CHECK(have.it_value.tv_sec > 300 && have.it_value.tv_sec <= 400 && have.it_interval.tv_sec == 7, "ITIMER_PROF: %ld s", have.it_value.tv_sec);
    MUST(timer_gettime(mono, &setting));
    CHECK(setting.it_interval.tv_nsec == 20000000, "the monotonic timer's interval differs");
    MUST(timer_gettime(thread, &setting));
    CHECK(setting.it_interval.tv_nsec == 25000000, "the thread timer's interval differs");
    MUST(timer_gettime(idle, &setting));
    CHECK(!setting.it_value.tv_sec && !setting.it_value.tv_nsec, "the disarmed timer runs");
    MUST(timer_gettime(once, &setting));
    CHECK(setting.it_value.tv_sec > 300 && setting.it_value.tv_sec <= 600, "once is due in %ld s", setting.it_value.tv_sec);
    CHECK(timer_gettime(deleted, &setting) == -1, "the deleted timer is back");
    w_pass();
}
