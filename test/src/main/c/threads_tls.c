/* Eight threads with thread-local storage, each with its name, its id and a counter that goes on. */
#include "workload.h"

#define THREADS 8

static __thread uint32_t mine[64];
static volatile uint32_t counter[THREADS];
static volatile pid_t ids[THREADS];

static void *run(void *argument)
{
    long index = (long)argument;
    char name[16], expected[16];
    snprintf(expected, sizeof expected, "worker-%ld", index);
    pthread_setname_np(pthread_self(), expected);
    for (int i = 0; i < 64; i++) mine[i] = (uint32_t)(index * 1000 + i);
    ids[index] = (pid_t)syscall(SYS_gettid);
    for (uint32_t expectedCount = 0; !w_asked(); expectedCount++) {
        CHECK(counter[index] == expectedCount, "thread %ld: counter jumped", index);
        counter[index]++;
        if (index % 2) w_nap(1);
    }
    if (w_damage() && index == 3) mine[5] = 0;
    for (int i = 0; i < 64; i++) CHECK(mine[i] == (uint32_t)(index * 1000 + i), "thread %ld: TLS differs", index);
    CHECK(ids[index] == (pid_t)syscall(SYS_gettid), "thread %ld: its id changed", index);
    pthread_getname_np(pthread_self(), name, sizeof name);
    CHECK(!strcmp(name, expected), "thread %ld: its name is %s", index, name);
    return (void *)(index + 100);
}

int main(int argc, char **argv)
{
    w_start(argc, argv);
    pthread_t threads[THREADS];
    for (long i = 0; i < THREADS; i++) pthread_create(&threads[i], NULL, run, (void *)i);
    for (int i = 0; i < THREADS; i++)
        while (!counter[i]) w_nap(1);
    w_ready();
    w_wait();
    for (long i = 0; i < THREADS; i++) {
        void *result = NULL;
        pthread_join(threads[i], &result); /* the kernel clears the tid word and wakes us: kept too */
        CHECK(result == (void *)(i + 100), "thread %ld: wrong result", i);
    }
    w_pass();
}
