/* A stopped child stays stopped, tells its parent so, and goes on at SIGCONT. */
#include "workload.h"

static char state(pid_t process)
{
    char path[64], stat[512];
    snprintf(path, sizeof path, "/proc/%d/stat", process);
    w_slurp(path, stat, sizeof stat);
    return strrchr(stat, ')')[2];
}

int main(int argc, char **argv)
{
    w_start(argc, argv);
    volatile uint32_t *count = MUST(mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
    pid_t child = w_fork();
    if (!child) {
        while (!w_asked() || *count < 100) (*count)++, w_nap(1);
        w_await("woken");
        _exit(0);
    }
    while (*count < 10) w_nap(1);
    kill(child, SIGSTOP);
    int status;
    CHECK(waitpid(child, &status, WUNTRACED) == child && WIFSTOPPED(status), "set-up: not stopped");
    w_ready();
    w_wait();

    if (w_damage()) kill(child, SIGCONT), w_nap(50);
    CHECK(state(child) == 'T', "the child's state is %c", state(child));
    uint32_t before = *count;
    w_nap(50);
    CHECK(*count == before, "the stopped child runs");
    kill(child, SIGCONT);
    for (int i = 0; *count == before; i++) {
        CHECK(i < 5000, "the child does not go on after SIGCONT");
        w_nap(1);
    }
    w_mark("woken");
    w_join(child);
    w_pass();
}
