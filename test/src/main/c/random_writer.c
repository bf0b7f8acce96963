/*
 * Processes that change pages at random in private, shared, file and huge mappings, map, unmap, move, shrink, give up, fork
 * and execute, as fast as they can and until they are asked. Each keeps a table of what every page must hold.
 * The seed comes from the environment: WRITER_SEED. With WRITER_SHARED_STAYS shared memory is not moved.
 * Peer restore: it waits for ever where two processes have their shared memories in different order
 */
#include "workload.h"

#define REGIONS 20
#define MOST_PAGES 192
#define CHILDREN 3
#define FILES_EACH 10 /* by each process; none is removed, a child may still have it mapped */
#define HUGE (2UL << 20)

enum kind { ANONYMOUS, HUGE_PAGES, PRIVATE_FILE, SHARED_FILE, SHARED, KINDS };

struct region {
    enum kind kind;
    uint8_t *start;
    size_t pages;
    uint64_t ident;     /* of its content */
    size_t first;       /* number of its first page within that content */
    int foreign;        /* shared with the process that made it: what it holds is not known here */
    int readonly;
    uint32_t *versions; /* of each page; 0 is what a fresh page has */
};

static struct region regions[REGIONS];
static int count;
static uint64_t state;
static uint64_t idents;
static int files;
static pid_t children[CHILDREN];

static uint64_t pick(uint64_t below)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (state * 0x2545f4914f6cdd1dULL >> 33) % below;
}

static uint64_t word(uint64_t ident, size_t page, uint32_t version, size_t at)
{
    uint64_t x = ident * 0x9e3779b97f4a7c15ULL + page * 0xc2b2ae3d27d4eb4fULL + version * 0x165667b19e3779f9ULL;
    return (x ^ x >> 29) * 0xbf58476d1ce4e5b9ULL + at;
}

static void fill(uint64_t *page, uint64_t ident, size_t number, uint32_t version)
{
    uint64_t value = word(ident, number, version, 0);
    for (size_t i = 0; i < PAGE / 8; i++) page[i] = value + i;
}

static int holds(const uint64_t *page, const struct region *region, size_t index)
{
    uint32_t version = region->versions[index];
    int zeros = version == 0 && region->kind != PRIVATE_FILE && region->kind != SHARED_FILE;
    uint64_t value = word(region->ident, region->first + index, version, 0);
    for (size_t i = 0; i < PAGE / 8; i++)
        if (page[i] != (zeros ? 0 : value + i)) return 0;
    return 1;
}

static uint64_t *at(const struct region *region, size_t index)
{
    return (uint64_t *)(region->start + index * PAGE);
}

static void verify(const char *when)
{
    for (int i = 0; i < count; i++) {
        struct region *region = &regions[i];
        for (size_t j = 0; j < region->pages && !region->foreign; j++)
            CHECK(holds(at(region, j), region, j), "%s: process %d, kind %d at %p, page %zu of %zu, version %u", when, getpid(),
                  region->kind, (void *)region->start, j, region->pages, region->versions[j]);
    }
}

static void forget(int index)
{
    free(regions[index].versions);
    regions[index] = regions[--count];
}

static int file_with_content(uint64_t ident, size_t pages)
{
    char name[64];
    static uint64_t page[PAGE / 8];
    snprintf(name, sizeof name, "file-%d-%d", getpid(), files++);
    int fd = MUST(open(name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    for (size_t i = 0; i < pages; i++) {
        fill(page, ident, i, 0);
        MUST(write(fd, page, PAGE));
    }
    return fd;
}

static void map_one(void)
{
    if (count == REGIONS) return;
    enum kind kind = (enum kind)pick(KINDS);
    int of_file = kind == PRIVATE_FILE || kind == SHARED_FILE;
    if (of_file && files >= FILES_EACH) kind = ANONYMOUS, of_file = 0;
    size_t pages = kind == HUGE_PAGES ? HUGE / PAGE : 1 + pick(MOST_PAGES);
    if (kind == HUGE_PAGES && pick(3)) return;
    struct region region = {.kind = kind, .pages = pages, .ident = state ^ ++idents << 48};
    region.versions = calloc(pages, sizeof *region.versions);
    int shared = kind == SHARED || kind == SHARED_FILE;
    int fd = of_file ? file_with_content(region.ident, pages) : -1;
    int flags = (shared ? MAP_SHARED : MAP_PRIVATE) | (of_file ? 0 : MAP_ANONYMOUS);
    if (kind == HUGE_PAGES) {
        uint8_t *room = MUST(mmap(NULL, 2 * HUGE, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0));
        uint8_t *aligned = (uint8_t *)(((uintptr_t)room + HUGE - 1) & ~(HUGE - 1));
        region.start = MUST(mmap(aligned, HUGE, PROT_READ | PROT_WRITE, flags | MAP_FIXED, -1, 0));
        if (aligned > room) MUST(munmap(room, (size_t)(aligned - room)));
        MUST(munmap(aligned + HUGE, (size_t)(room + 2 * HUGE - aligned - HUGE)));
        madvise(region.start, HUGE, MADV_HUGEPAGE);
    } else {
        region.start = MUST(mmap(NULL, pages * PAGE, PROT_READ | PROT_WRITE, flags, fd, 0));
    }
    if (fd >= 0) close(fd);
    regions[count++] = region;
}

static void unmap_one(struct region *region, int index)
{
    MUST(munmap(region->start, region->pages * PAGE));
    forget(index);
}

/* The rest behind the hole becomes a region of its own. */
static void unmap_middle(struct region *region)
{
    if (region->pages < 3 || count == REGIONS) return;
    size_t from = 1 + pick(region->pages - 2);
    size_t length = 1 + pick(region->pages - from - 1);
    MUST(munmap(region->start + from * PAGE, length * PAGE));
    struct region rest = *region;
    size_t behind = from + length;
    rest.start += behind * PAGE;
    rest.pages -= behind;
    rest.first += behind;
    rest.versions = calloc(rest.pages, sizeof *rest.versions);
    memcpy(rest.versions, region->versions + behind, rest.pages * sizeof *rest.versions);
    region->pages = from;
    regions[count++] = rest;
}

/* Moves it away, and often makes it smaller or larger as well. */
static void move(struct region *region)
{
    if (region->kind == SHARED && getenv("WRITER_SHARED_STAYS")) return;
    size_t pages = region->pages;
    if (pick(2)) pages = 1 + pick(pages);
    else if (region->kind == ANONYMOUS && pick(2)) pages += pick(16);
    size_t room = (pages > region->pages ? pages : region->pages) * PAGE;
    uint8_t *to = MUST(mmap(NULL, room, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0));
    void *got = mremap(region->start, region->pages * PAGE, pages * PAGE, MREMAP_MAYMOVE | MREMAP_FIXED, to);
    if (got == MAP_FAILED) { /* over a tracked and an untracked neighbour: the caller has to live with EFAULT */
        CHECK(errno == EFAULT, "mremap: %s", strerror(errno));
        MUST(munmap(to, room));
        return;
    }
    if (room > pages * PAGE) MUST(munmap(to + pages * PAGE, room - pages * PAGE));
    region->start = to;
    if (pages > region->pages) {
        region->versions = realloc(region->versions, pages * sizeof *region->versions);
        for (size_t i = region->pages; i < pages; i++) region->versions[i] = 0;
    }
    region->pages = pages;
}

static void give_up(struct region *region)
{
    if (region->kind == SHARED || region->kind == SHARED_FILE) return;
    size_t from = pick(region->pages);
    size_t length = 1 + pick(region->pages - from);
    MUST(madvise(region->start + from * PAGE, length * PAGE, MADV_DONTNEED));
    for (size_t i = from; i < from + length; i++) region->versions[i] = 0;
}

static void write_one(struct region *region)
{
    if (region->foreign || region->readonly) return;
    size_t index = pick(region->pages);
    CHECK(holds(at(region, index), region, index), "while it ran: process %d, kind %d, page %zu", getpid(), region->kind, index);
    fill(at(region, index), region->ident, region->first + index, ++region->versions[index]);
}

static void protect(struct region *region)
{
    region->readonly = !region->readonly;
    MUST(mprotect(region->start, region->pages * PAGE, region->readonly ? PROT_READ : PROT_READ | PROT_WRITE));
}

static void work(int is_first);

static void bear(void)
{
    int slot = 0;
    while (slot < CHILDREN && children[slot]) slot++;
    if (slot == CHILDREN) return;
    pid_t child = w_fork();
    if (child) {
        children[slot] = child;
        return;
    }
    memset(children, 0, sizeof children);
    files = 0;
    state += (uint64_t)getpid() * 0x9e3779b97f4a7c15ULL;
    if (pick(3) == 0) {
        char seed[32];
        snprintf(seed, sizeof seed, "%llu", (unsigned long long)state);
        execl("/proc/self/exe", "random_writer", "--child", seed, (char *)NULL);
        w_fail("execl: %s", strerror(errno));
    }
    for (int i = 0; i < count; i++)
        if (regions[i].kind == SHARED || regions[i].kind == SHARED_FILE) regions[i].foreign = 1;
    work(0);
    _exit(0);
}

static void reap(void)
{
    for (int i = 0; i < CHILDREN; i++) {
        int status;
        if (children[i] && waitpid(children[i], &status, WNOHANG) == children[i]) {
            CHECK(WIFEXITED(status) && !WEXITSTATUS(status), "child %d ended with status 0x%x", children[i], status);
            children[i] = 0;
        }
    }
}

static void step(int is_first)
{
    if (count == 0) {
        map_one();
        return;
    }
    int index = (int)pick((uint64_t)count);
    struct region *region = &regions[index];
    switch (pick(100)) {
    case 0 ... 3: map_one(); break;
    case 4: unmap_one(region, index); break;
    case 5: unmap_middle(region); break;
    case 6: move(region); break;
    case 7 ... 8: give_up(region); break;
    case 9: protect(region); break;
    case 10: if (is_first && !pick(8)) bear(); break;
    case 11: reap(); break;
    default: write_one(region);
    }
}

static void work(int is_first)
{
    for (long steps = 0; steps % 256 || !w_asked(); steps++) {
        step(is_first);
        if (steps % 16 == 0) w_nap(1);
        if (!is_first && steps > 2000 && pick(2000) == 0) break; /* a short life */
    }
    verify("at the end");
}

static void *write_beside(void *given)
{
    struct region *region = given;
    uint64_t mine = region->ident;
    while (!w_asked()) {
        for (int i = 0; i < 64; i++) {
            mine = mine * 6364136223846793005ULL + 1442695040888963407ULL;
            size_t index = (mine >> 33) % region->pages;
            fill(at(region, index), region->ident, index, ++region->versions[index]);
        }
        w_nap(1);
    }
    return NULL;
}

int main(int argc, char **argv)
{
    if (argc == 3 && !strcmp(argv[1], "--child")) {
        w_continue();
        state = strtoull(argv[2], NULL, 10) | 1;
        work(0);
        return 0;
    }
    w_start(argc, argv);
    const char *seed = getenv("WRITER_SEED");
    state = (seed ? strtoull(seed, NULL, 10) + 1 : 1) * 0x9e3779b97f4a7c15ULL;
    static struct region beside = {.kind = ANONYMOUS, .pages = 256, .ident = 77};
    beside.start = MUST(mmap(NULL, beside.pages * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
    beside.versions = calloc(beside.pages, sizeof *beside.versions);
    pthread_t thread;
    CHECK(!pthread_create(&thread, NULL, write_beside, &beside), "pthread_create");
    for (int i = 0; i < 400; i++) step(1);
    w_ready();
    work(1);
    pthread_join(thread, NULL);
    for (size_t i = 0; i < beside.pages; i++) CHECK(holds(at(&beside, i), &beside, i), "the thread's page %zu", i);
    for (int i = 0; i < CHILDREN; i++)
        if (children[i]) w_join(children[i]);
    if (w_damage() && count) regions[0].versions[0]++, verify("damaged");
    w_pass();
}
