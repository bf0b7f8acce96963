/* epoll: targets with events and data, edge and one-shot modes, a dup'ed and closed target number, a waiting thread. */
#include "workload.h"
#include <sys/epoll.h>
#include <sys/eventfd.h>

static int waiting, wake;

static void *waiter(void *argument)
{
    (void)argument;
    struct epoll_event event;
    int got;
    do got = epoll_wait(waiting, &event, 1, -1);
    while (got < 0 && errno == EINTR);
    CHECK(got == 1 && event.data.u64 == 0x1122334455667788ULL, "the waiting thread got %d, data %lx", got, event.data.u64);
    return (void *)1;
}

static void add(int set, int fd, uint32_t events, uint64_t data)
{
    struct epoll_event event = {.events = events, .data.u64 = data};
    MUST(epoll_ctl(set, EPOLL_CTL_ADD, fd, &event));
}

int main(int argc, char **argv)
{
    w_start(argc, argv);
    struct epoll_event events[8];
    int pipes[2], one = MUST(eventfd(1, 0)), idle = MUST(eventfd(0, 0)), shot = MUST(eventfd(1, 0));
    MUST(pipe(pipes));
    int set = MUST(epoll_create1(EPOLL_CLOEXEC)), empty = MUST(epoll_create1(0)), outer = MUST(epoll_create1(0));
    add(set, one, EPOLLIN, 0xdeadbeefcafe0001ULL);
    add(set, idle, EPOLLIN | EPOLLET, 2);
    add(set, shot, EPOLLIN | EPOLLONESHOT, 3);
    add(set, pipes[1], EPOLLOUT | EPOLLRDHUP, 4);
    add(outer, set, EPOLLIN, 9);
    CHECK(epoll_wait(set, events, 8, 0) == 3, "set-up: not three events");
    waiting = MUST(epoll_create1(0)), wake = MUST(eventfd(0, 0));
    add(waiting, wake, EPOLLIN, 0x1122334455667788ULL);
    pthread_t thread;
    pthread_create(&thread, NULL, waiter, NULL);
    w_ready();
    w_wait();

    if (w_damage()) MUST(epoll_ctl(set, EPOLL_CTL_DEL, one, NULL));
    int got = MUST(epoll_wait(set, events, 8, 0));
    int seen = 0;
    for (int i = 0; i < got; i++) {
        if (events[i].data.u64 == 0xdeadbeefcafe0001ULL) seen |= 1;
        else if (events[i].data.u64 == 4) seen |= 2;
        else w_fail("an event with data %lx", events[i].data.u64);
    }
    CHECK(seen == 3, "of the ready targets only %x are reported", seen);
    uint64_t value = 1;
    MUST(write(idle, &value, 8));
    int edges = 0;
    for (int round = 0; round < 2; round++) {
        got = MUST(epoll_wait(set, events, 8, 0));
        for (int i = 0; i < got; i++) edges += events[i].data.u64 == 2;
    }
    CHECK(edges == 1, "EPOLLET reports an edge %d times", edges);
    CHECK(epoll_wait(outer, events, 1, 0) == 1 && events[0].data.u64 == 9, "the set in a set is lost");
    CHECK(epoll_wait(empty, events, 1, 0) == 0, "the empty set has an event");
    CHECK(fcntl(set, F_GETFD) == FD_CLOEXEC, "FD_CLOEXEC was lost");
    MUST(write(wake, &value, 8));
    void *result = NULL;
    pthread_join(thread, &result);
    CHECK(result, "the waiting thread has no result");
    w_pass();
}
