/*
 * What the benchmark dumps: LOAD_MB of written memory in LOAD_MAPPINGS mappings, LOAD_THREADS sleeping threads.
 *
 *   change-N   made by the outside: write to LOAD_CHANGE pages, no page twice; then it makes changed-N. N counts from 1
 *   beat       two numbers: the real time, told every millisecond, and when it last went on after more than 100 ms
 */
#include "workload.h"

static long number(const char *name)
{
    const char *text = getenv(name);
    return text ? atol(text) : 1;
}

static int there(const char *name, long n)
{
    char path[64];
    snprintf(path, sizeof path, "%s-%ld", name, n);
    return access(path, F_OK) == 0;
}

static void tell(const char *name, long n)
{
    char path[64];
    snprintf(path, sizeof path, "%s-%ld", name, n);
    close(MUST(open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0644)));
}

static void *idle(void *argument)
{
    (void)argument;
    w_wait();
    return NULL;
}

int main(int argc, char **argv)
{
    long megabytes = number("LOAD_MB"), mappings = number("LOAD_MAPPINGS"), threads = number("LOAD_THREADS");
    w_start(argc, argv);
    size_t each = ((size_t)(megabytes << 20) / (size_t)mappings + PAGE - 1) / PAGE * PAGE;
    uint8_t **at = calloc((size_t)mappings, sizeof *at);
    for (long i = 0; i < mappings; i++) {
        uint8_t *area = MUST(mmap(NULL, each + PAGE, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)); /* a guard keeps them apart */
        at[i] = area + PAGE;
        MUST(mprotect(at[i], each, PROT_READ | PROT_WRITE));
        for (size_t offset = 0; offset < each; offset += PAGE) *(uint64_t *)(at[i] + offset) = (uint64_t)i << 32 | offset | 1;
    }
    for (long i = 1; i < threads; i++) {
        pthread_t thread;
        pthread_create(&thread, NULL, idle, NULL);
    }
    int file = MUST(open("beat", O_RDWR | O_CREAT | O_CLOEXEC, 0644));
    MUST(ftruncate(file, PAGE));
    volatile int64_t *beat = MUST(mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0));
    close(file);
    size_t pages = each / PAGE * (size_t)mappings, step = 7919, at_page = 0;
    long change = number("LOAD_CHANGE"), next = 1;
    while (pages % step == 0) step += 2;
    beat[0] = w_clock(CLOCK_REALTIME);
    w_ready();
    while (!w_asked()) {
        int64_t now = w_clock(CLOCK_REALTIME);
        if (now - beat[0] > 100000000) beat[1] = now;
        beat[0] = now;
        if (there("change", next)) {
            for (long i = 0; i < change; i++, at_page = (at_page + step) % pages)
                ((volatile uint64_t *)(at[at_page / (each / PAGE)] + at_page % (each / PAGE) * PAGE))[1]++;
            tell("changed", next++);
        }
        w_nap(1);
    }
    for (long i = 0; i < mappings; i++)
        for (size_t offset = 0; offset < each; offset += PAGE)
            CHECK(*(uint64_t *)(at[i] + offset) == ((uint64_t)i << 32 | offset | 1), "mapping %ld differs at %zu", i, offset);
    w_pass();
}
