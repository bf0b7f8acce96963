/* What the benchmark dumps: LOAD_MB of written memory in LOAD_MAPPINGS mappings, LOAD_THREADS sleeping threads. */
#include "workload.h"

static long number(const char *name)
{
    const char *text = getenv(name);
    return text ? atol(text) : 1;
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
    w_ready();
    w_wait();
    for (long i = 0; i < mappings; i++)
        for (size_t offset = 0; offset < each; offset += PAGE)
            CHECK(*(uint64_t *)(at[i] + offset) == ((uint64_t)i << 32 | offset | 1), "mapping %ld differs at %zu", i, offset);
    w_pass();
}
