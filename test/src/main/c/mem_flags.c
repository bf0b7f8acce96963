/* madvise and mlock flags, as VmFlags of /proc/PID/smaps tells them. */
#include "workload.h"

static struct {
    const char *flag;
    int advice;
    uint8_t *area;
} rows[] = {{"dc", MADV_DONTFORK, 0},  {"dd", MADV_DONTDUMP, 0}, {"sr", MADV_SEQUENTIAL, 0},
            {"rr", MADV_RANDOM, 0},    {"hg", MADV_HUGEPAGE, 0}, {"nh", MADV_NOHUGEPAGE, 0}, {"mg", MADV_MERGEABLE, 0},
            {"lo", -1, 0}};
#define ROWS (sizeof rows / sizeof *rows)

static int has_flag(const char *smaps, const uint8_t *area, const char *flag)
{
    char head[32], word[8];
    snprintf(head, sizeof head, "%lx-", (unsigned long)area);
    snprintf(word, sizeof word, " %s", flag);
    const char *at = strstr(smaps, head);
    const char *flags = at ? strstr(at, "VmFlags:") : NULL;
    const char *end = flags ? strchr(flags, '\n') : NULL;
    const char *found = flags ? strstr(flags, word) : NULL;
    return found && found < end;
}

int main(int argc, char **argv)
{
    w_start(argc, argv);
    static char smaps[1 << 20];
    for (size_t i = 0; i < ROWS; i++) {
        uint8_t *gap = MUST(mmap(NULL, 12 * PAGE, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
        rows[i].area = gap + 4 * PAGE;
        MUST(mprotect(rows[i].area, 4 * PAGE, PROT_READ | PROT_WRITE));
        if (rows[i].advice >= 0) {
            if (madvise(rows[i].area, 4 * PAGE, rows[i].advice)) rows[i].flag = NULL; /* not in this kernel */
        } else {
            MUST(mlock(rows[i].area, 4 * PAGE));
        }
        w_fill(rows[i].area, 4 * PAGE, (uint32_t)i);
    }
    w_ready();
    w_wait();

    if (w_damage()) madvise(rows[0].area, 4 * PAGE, MADV_DOFORK);
    w_slurp("/proc/self/smaps", smaps, sizeof smaps);
    for (size_t i = 0; i < ROWS; i++) {
        CHECK(w_differs(rows[i].area, 4 * PAGE, (uint32_t)i) < 0, "contents of row %zu differ", i);
        if (rows[i].flag) CHECK(has_flag(smaps, rows[i].area, rows[i].flag), "flag %s lost", rows[i].flag);
    }
    w_pass();
}
