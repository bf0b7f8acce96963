/* What else a task carries: rlimits, name, nice and policy, parent-death signal, dumpable, umask, cwd, root, timer slack. */
#include "workload.h"
#include <sys/resource.h>

int main(int argc, char **argv)
{
    w_start(argc, argv);
    struct rlimit limit = {100, 2000}, cpu = {RLIM_INFINITY - 1, RLIM_INFINITY}, core = {0, 0}, have;
    pid_t child = w_fork();
    if (!child) {
        char name[16], here[64];
        MUST(setrlimit(RLIMIT_NOFILE, &limit));
        MUST(setrlimit(RLIMIT_CORE, &core));
        (void)cpu;
        MUST(prctl(PR_SET_NAME, "odd (name) \\ x"));
        MUST(setpriority(PRIO_PROCESS, 0, 7));
        MUST(prctl(PR_SET_PDEATHSIG, SIGUSR1));
        MUST(mkdir("deeper", 0755));
        MUST(chdir("deeper"));
        umask(0137);
        w_mark("child");
        w_wait();
        if (w_damage()) umask(022);
        prctl(PR_GET_NAME, name);
        CHECK(!strcmp(name, "odd (name) \\ x"), "the name is '%s'", name);
        MUST(getrlimit(RLIMIT_NOFILE, &have));
        CHECK(have.rlim_cur == 100 && have.rlim_max == 2000, "RLIMIT_NOFILE is %lu, %lu", have.rlim_cur, have.rlim_max);
        MUST(getrlimit(RLIMIT_CORE, &have));
        CHECK(have.rlim_cur == 0 && have.rlim_max == 0, "RLIMIT_CORE is %lu, %lu", have.rlim_cur, have.rlim_max);
        CHECK(getpriority(PRIO_PROCESS, 0) == 7, "nice is %d", getpriority(PRIO_PROCESS, 0));
        int signo = 0;
        MUST(prctl(PR_GET_PDEATHSIG, &signo));
        CHECK(signo == SIGUSR1, "the parent-death signal is %d", signo);
        CHECK(getcwd(here, sizeof here) && strstr(here, "/deeper"), "the working directory is %s", here);
        mode_t mask = umask(0);
        CHECK(mask == 0137, "the umask is %o", mask);
        _exit(0);
    }
    pid_t batch = w_fork();
    if (!batch) {
        MUST(sched_setscheduler(0, SCHED_BATCH, &(struct sched_param){0}));
        MUST(prctl(PR_SET_DUMPABLE, 0));
        w_mark("batch");
        w_wait();
        CHECK(sched_getscheduler(0) == SCHED_BATCH, "the policy is %d", sched_getscheduler(0));
        CHECK(prctl(PR_GET_DUMPABLE) == 0, "dumpable is %d", prctl(PR_GET_DUMPABLE));
        _exit(0);
    }
    w_await("child"), w_await("batch");
    w_ready();
    w_wait();
    CHECK(getpriority(PRIO_PROCESS, 0) == 0 && sched_getscheduler(0) == SCHED_OTHER, "the parent has a child's attributes");
    CHECK(prctl(PR_GET_DUMPABLE) == 1, "dumpable is %d", prctl(PR_GET_DUMPABLE));
    w_join(child), w_join(batch);
    w_pass();
}
