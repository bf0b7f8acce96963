/* System calls that the freeze interrupts: those which the kernel restarts go on, those it cannot end with EINTR. */
#include "workload.h"
#include <linux/futex.h>
#include <poll.h>
#include <sys/select.h>
#include <sys/socket.h>

static volatile uint32_t word;
static int wake[2], talk[2];
static int64_t due;

static void *in_read(void *argument)
{
    char byte = 0;
    (void)argument;
    CHECK(read(wake[0], &byte, 1) == 1 && byte == 'w', "read: %s", strerror(errno)); /* no EINTR: it is restarted */
    return NULL;
}

static void *in_recv(void *argument)
{
    char byte = 0;
    (void)argument;
    CHECK(recv(talk[0], &byte, 1, 0) == 1 && byte == 't', "recv: %s", strerror(errno));
    return NULL;
}

static void *in_futex(void *argument)
{
    (void)argument;
    while (!word) {
        long got = syscall(SYS_futex, &word, FUTEX_WAIT_PRIVATE, 0, NULL, NULL, 0);
        CHECK(got == 0 || errno == EAGAIN || errno == EINTR, "futex: %s", strerror(errno));
    }
    return NULL;
}

static void *in_poll(void *argument)
{
    (void)argument;
    struct pollfd poller = {wake[0], POLLPRI, 0};
    int got;
    do {
        int64_t left = due - w_clock(CLOCK_MONOTONIC);
        got = poll(&poller, 1, left > 0 ? (int)(left / 1000000) + 1 : 0); /* a negative time would be for ever */
    } while (got < 0 && errno == EINTR);
    CHECK(got == 0 && w_clock(CLOCK_MONOTONIC) >= due, "poll ended with %d, too early", got);
    return NULL;
}

static void *in_sleep(void *argument)
{
    (void)argument;
    int64_t start = w_clock(CLOCK_MONOTONIC);
    w_nap(700);
    CHECK(w_clock(CLOCK_MONOTONIC) >= start + 700000000, "nanosleep ended too early");
    return NULL;
}

static void *in_absolute(void *argument)
{
    (void)argument;
    struct timespec until = {due / 1000000000, due % 1000000000};
    int got;
    while ((got = clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, NULL)) == EINTR)
        ;
    CHECK(!got && w_clock(CLOCK_MONOTONIC) >= due, "clock_nanosleep ended with %d, too early", got);
    return NULL;
}

static void *in_select(void *argument)
{
    (void)argument;
    fd_set set;
    struct timeval left = {0, 700000};
    int64_t start = w_clock(CLOCK_MONOTONIC);
    int got;
    do {
        FD_ZERO(&set);
        FD_SET(wake[0], &set);
        got = select(wake[0] + 1, NULL, NULL, &set, &left); /* Linux counts the rest down */
    } while (got < 0 && errno == EINTR);
    CHECK(got == 0 && w_clock(CLOCK_MONOTONIC) >= start + 700000000, "select ended with %d, too early", got);
    return NULL;
}

static void *in_wait(void *argument)
{
    w_join((pid_t)(long)argument);
    return NULL;
}

int main(int argc, char **argv)
{
    w_start(argc, argv);
    MUST(pipe(wake));
    MUST(socketpair(AF_UNIX, SOCK_STREAM, 0, talk));
    due = w_clock(CLOCK_MONOTONIC) + 700000000;
    pid_t child = w_fork();
    if (!child) w_wait(), w_await("end"), _exit(0);
    void *(*calls[])(void *) = {in_read, in_recv, in_futex, in_poll, in_sleep, in_absolute, in_select, in_wait};
    pthread_t threads[8];
    for (int i = 0; i < 8; i++) pthread_create(&threads[i], NULL, calls[i], (void *)(long)child);
    w_nap(30);
    w_ready();
    w_wait();
    if (w_damage()) MUST(write(wake[1], "x", 1));
    MUST(write(wake[1], "w", 1));
    MUST(write(talk[1], "t", 1));
    word = 1;
    syscall(SYS_futex, &word, FUTEX_WAKE_PRIVATE, 1, NULL, NULL, 0);
    w_mark("end");
    for (int i = 0; i < 8; i++) pthread_join(threads[i], NULL);
    w_pass();
}
