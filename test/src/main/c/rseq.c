/* Restartable sequences: per-processor counters added to without atomics by threads; no addition is lost or doubled. */
#include "workload.h"
#include <sys/rseq.h>

#define THREADS 4
#define CPUS 256

struct per_cpu {
    long count;
} __attribute__((aligned(64)));
static struct per_cpu counters[CPUS];
static volatile long mine[THREADS];

/* One addition within a critical section: 0 if it was done, 1 if it was aborted. */
static int add(struct rseq *area)
{
    unsigned cpu = area->cpu_id_start;
    __asm__ goto(
        ".pushsection __rseq_table, \"aw\"\n .balign 32\n"
        "3: .long 0, 0\n .quad 1f, 2f - 1f, 4f\n .popsection\n"
        "lea 3b(%%rip), %%rax\n mov %%rax, 8(%[area])\n"
        "1: cmp %[cpu], 4(%[area])\n jnz %l[aborted]\n"
        "mov (%[counter]), %%rax\n"
        ".rept 60\n nop\n lea 1(%%rax), %%rcx\n .endr\n" /* a long one: the freeze is to meet it */
        "mov %%rcx, (%[counter])\n"
        "2:\n"
        ".pushsection __rseq_failure, \"ax\"\n .long 0x53053053\n 4: jmp %l[aborted]\n .popsection\n"
        :
        : [area] "r"(area), [cpu] "r"(cpu), [counter] "r"(&counters[cpu].count)
        : "rax", "rcx", "memory", "cc"
        : aborted);
    return 0;
aborted:
    return 1;
}

static void *run(void *argument)
{
    long index = (long)argument;
    struct rseq *area = (struct rseq *)((char *)__builtin_thread_pointer() + __rseq_offset);
    CHECK(__rseq_size && (int)area->cpu_id >= 0, "set-up: glibc has registered no rseq");
    do {
        for (int i = 0; i < 10000;) if (!add(area)) mine[index]++, i++;
    } while (!w_asked());
    cpu_set_t all, one;
    sched_getaffinity(0, sizeof all, &all);
    for (int cpu = 0; cpu < CPUS; cpu++) {
        if (!CPU_ISSET(cpu, &all)) continue;
        CPU_ZERO(&one);
        CPU_SET(cpu, &one);
        MUST(sched_setaffinity(0, sizeof one, &one));
        CHECK((int)area->cpu_id == cpu, "thread %ld: on processor %d rseq says %d: no longer registered", index, cpu, (int)area->cpu_id);
    }
    return NULL;
}

int main(int argc, char **argv)
{
    w_start(argc, argv);
    pthread_t threads[THREADS];
    for (long i = 0; i < THREADS; i++) pthread_create(&threads[i], NULL, run, (void *)i);
    for (int i = 0; i < THREADS; i++)
        while (!mine[i]) w_nap(1);
    w_ready();
    w_wait();
    for (int i = 0; i < THREADS; i++) pthread_join(threads[i], NULL);
    if (w_damage()) counters[0].count++;
    long sum = 0, wanted = 0;
    for (int i = 0; i < CPUS; i++) sum += counters[i].count;
    for (int i = 0; i < THREADS; i++) wanted += mine[i];
    CHECK(sum == wanted, "the counters hold %ld, added were %ld", sum, wanted);
    w_pass();
}
