/*
 * Timer descriptors: armed with interval, armed once, disarmed, expirations not yet read, clocks.
 * Peer: CRIU 4.1 stores one expiration for a ticking timer, however many were not read, and forgets them on restore
 */
#include "workload.h"
#include <sys/timerfd.h>

static int armed(clockid_t clock, int flags, long value_ms, long interval_ms)
{
    int fd = MUST(timerfd_create(clock, flags));
    struct itimerspec setting = {{interval_ms / 1000, interval_ms % 1000 * 1000000}, {value_ms / 1000, value_ms % 1000 * 1000000}};
    MUST(timerfd_settime(fd, 0, &setting, NULL));
    return fd;
}

int main(int argc, char **argv)
{
    w_start(argc, argv);
    uint64_t ticks;
    struct itimerspec setting;
    int ticking = armed(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC, 20, 20), once = armed(CLOCK_REALTIME, 0, 600000, 0);
    int idle = armed(CLOCK_BOOTTIME, TFD_NONBLOCK, 0, 0), fired = armed(CLOCK_MONOTONIC, TFD_NONBLOCK, 1, 0);
    struct itimerspec absolute = {{0, 0}, {time(NULL) + 500, 0}};
    int at = MUST(timerfd_create(CLOCK_REALTIME, 0));
    MUST(timerfd_settime(at, TFD_TIMER_ABSTIME, &absolute, NULL));
    MUST(timerfd_gettime(once, &setting));
    w_nap(100);
    w_ready();
    w_wait();

    if (w_damage()) close(armed(CLOCK_MONOTONIC, 0, 1, 1)), MUST(timerfd_settime(once, 0, &(struct itimerspec){0}, NULL));
    MUST(timerfd_gettime(ticking, &setting));
    CHECK(setting.it_interval.tv_sec == 0 && setting.it_interval.tv_nsec == 20000000, "the interval is lost");
    CHECK(read(ticking, &ticks, 8) == 8 && ticks >= 4, "ticks before the dump are lost: %lu", ticks);
    for (int i = 0; read(ticking, &ticks, 8) != 8; i++) {
        CHECK(i < 5000, "the timer no longer ticks");
        w_nap(1);
    }
    CHECK(fcntl(ticking, F_GETFD) == FD_CLOEXEC && fcntl(ticking, F_GETFL) & O_NONBLOCK, "the flags differ");
    MUST(timerfd_gettime(once, &setting));
    CHECK(setting.it_value.tv_sec > 300 && setting.it_value.tv_sec < 600, "once is due in %ld s", setting.it_value.tv_sec);
    CHECK(!setting.it_interval.tv_sec && !setting.it_interval.tv_nsec, "once has an interval");
    MUST(timerfd_gettime(idle, &setting));
    CHECK(!setting.it_value.tv_sec && !setting.it_value.tv_nsec, "the disarmed timer runs");
    CHECK(read(idle, &ticks, 8) == -1 && errno == EAGAIN, "the disarmed timer has fired");
    CHECK(read(fired, &ticks, 8) == 8 && ticks == 1, "an expiration not yet read is lost");
    MUST(timerfd_gettime(at, &setting));
    CHECK(setting.it_value.tv_sec > 200 && setting.it_value.tv_sec <= 500, "the absolute timer is due in %ld s", setting.it_value.tv_sec);
    w_pass();
}
