/* Robust mutexes, private and between processes: a holder that ends after the restore leaves EOWNERDEAD. */
#include "workload.h"

static pthread_mutex_t *make(void)
{
    pthread_mutex_t *mutex = MUST(mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
    pthread_mutexattr_t attributes;
    pthread_mutexattr_init(&attributes);
    pthread_mutexattr_setrobust(&attributes, PTHREAD_MUTEX_ROBUST);
    pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED);
    pthread_mutex_init(mutex, &attributes);
    return mutex;
}

static void *hold(void *mutex)
{
    pthread_mutex_lock(mutex);
    w_mark("thread");
    w_wait();
    if (w_damage()) pthread_mutex_unlock(mutex);
    return NULL;
}

int main(int argc, char **argv)
{
    w_start(argc, argv);
    pthread_mutex_t *threads = make(), *processes = make();
    pid_t child = w_fork();
    if (!child) {
        pthread_mutex_lock(processes);
        w_mark("child");
        w_wait();
        _exit(0);
    }
    pthread_t thread;
    pthread_create(&thread, NULL, hold, threads);
    w_await("thread"), w_await("child");
    w_ready();
    w_wait();
    pthread_join(thread, NULL);
    w_join(child);
    int got = pthread_mutex_lock(threads);
    CHECK(got == EOWNERDEAD, "the thread's mutex: %s", strerror(got));
    got = pthread_mutex_lock(processes);
    CHECK(got == EOWNERDEAD, "the child's mutex: %s", strerror(got));
    w_pass();
}
