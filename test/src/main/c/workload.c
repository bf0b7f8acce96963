#include "workload.h"

#define POLL_MS 10
#define GIVE_UP_AFTER_S 900 /* a workload that everyone forgot ends by itself */

static pid_t first;
static char folder[512]; /* absolute: a workload may change its working directory */

static const char *in_folder(char *path, const char *name)
{
    snprintf(path, 640, "%s/%s", folder, name);
    return path;
}

static int there(const char *name)
{
    char path[640];
    return access(in_folder(path, name), F_OK) == 0;
}

static void put_file(const char *name, const char *text)
{
    char temporary[720], path[640];
    snprintf(temporary, sizeof temporary, "%s.%d.tmp", in_folder(path, name), (int)syscall(SYS_gettid));
    int fd = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (fd < 0 || write(fd, text, strlen(text)) < 0) _exit(3);
    close(fd);
    if (rename(temporary, path)) _exit(3);
}

void w_start(int argc, char **argv)
{
    if (argc != 2 || chdir(argv[1]) || !getcwd(folder, sizeof folder)) {
        fprintf(stderr, "usage: %s DIR\n", argv[0]);
        exit(2);
    }
    if (getsid(0) != getpid()) setsid();
    syscall(SYS_close_range, 3U, ~0U, 0U);
    int null = open("/dev/null", O_RDWR);
    for (int fd = 0; fd < 3; fd++)
        if (fd != null) dup2(null, fd);
    if (null > 2) close(null);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    for (int signo = 1; signo < 32; signo++)
        if (signo != SIGKILL && signo != SIGSTOP) signal(signo, SIG_DFL);
    umask(022);
    first = getpid();
}

void w_continue(void)
{
    if (!getcwd(folder, sizeof folder)) _exit(3);
}

void w_ready(void)
{
    char stat[2048], text[64];
    w_slurp("/proc/self/stat", stat, sizeof stat);
    char *at = strrchr(stat, ')');
    for (int field = 2; at && field < 22; field++) at = strchr(at + 1, ' ');
    snprintf(text, sizeof text, "%d %llu\n", getpid(), at ? strtoull(at, NULL, 10) : 0ULL);
    put_file("ready", text);
}

int w_asked(void)
{
    return there("go");
}

void w_wait(void)
{
    for (long polls = 0; !w_asked(); polls++) {
        if (polls > GIVE_UP_AFTER_S * 1000L / POLL_MS) _exit(4);
        w_nap(POLL_MS);
    }
}

int w_damage(void)
{
    return there("damage");
}

void w_fail(const char *format, ...)
{
    char text[512] = "FAIL ";
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text + 5, sizeof text - 7, format, arguments);
    va_end(arguments);
    strcat(text, "\n");
    if (!there("failed")) put_file("failed", text);
    if (getpid() == first) put_file("result", text);
    _exit(1);
}

void w_pass(void)
{
    char text[512], path[640];
    if (there("failed")) {
        w_slurp(in_folder(path, "failed"), text, sizeof text);
        put_file("result", text);
        _exit(1);
    }
    put_file("result", "PASS\n");
    _exit(0);
}

void w_mark(const char *name)
{
    char path[64];
    snprintf(path, sizeof path, "mark-%s", name);
    put_file(path, "");
}

void w_await(const char *name)
{
    char path[64];
    snprintf(path, sizeof path, "mark-%s", name);
    for (long polls = 0; !there(path); polls++) {
        if (polls > GIVE_UP_AFTER_S * 1000L) _exit(4);
        if (there("failed")) w_pass();
        w_nap(1);
    }
}

pid_t w_fork(void)
{
    pid_t child = fork();
    if (child < 0) w_fail("fork: %s", strerror(errno));
    return child;
}

void w_join(pid_t child)
{
    int status = 0;
    pid_t got;
    do got = waitpid(child, &status, 0);
    while (got < 0 && errno == EINTR);
    CHECK(got == child, "waitpid %d: %s", child, strerror(errno));
    if (there("failed")) w_pass();
    CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 0, "child %d ended with status 0x%x", child, status);
}

void w_nap(long milliseconds)
{
    struct timespec left = {milliseconds / 1000, milliseconds % 1000 * 1000000};
    while (nanosleep(&left, &left) && errno == EINTR)
        ;
}

size_t w_slurp(const char *path, char *buffer, size_t size)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) w_fail("open %s: %s", path, strerror(errno));
    size_t length = 0;
    ssize_t got;
    while (length < size - 1 && (got = read(fd, buffer + length, size - 1 - length)) > 0) length += (size_t)got;
    close(fd);
    buffer[length] = 0;
    return length;
}

int64_t w_clock(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return now.tv_sec * 1000000000LL + now.tv_nsec;
}

static uint8_t pattern(size_t offset, uint32_t seed)
{
    uint32_t x = (uint32_t)(offset >> 3) * 2654435761u ^ seed * 40503u;
    x ^= x >> 15;
    return (uint8_t)(x * 2246822519u >> ((offset & 3) * 8)) | 1; /* never zero: a lost page shows */
}

void w_fill(void *memory, size_t length, uint32_t seed)
{
    uint8_t *bytes = memory;
    for (size_t i = 0; i < length; i++) bytes[i] = pattern(i, seed);
}

long w_differs(const void *memory, size_t length, uint32_t seed)
{
    const uint8_t *bytes = memory;
    for (size_t i = 0; i < length; i++)
        if (bytes[i] != pattern(i, seed)) return (long)i;
    return -1;
}
