/*
 * Credentials: ids of four sorts, groups, capabilities of five sets, no_new_privs, securebits; a child of another user.
 * Peer dump: CRIU 4.1 reads the limits of another user's task by prlimit, which needs CAP_SYS_RESOURCE
 */
#include "workload.h"
#include <grp.h>
#include <linux/capability.h>
#include <linux/securebits.h>

static char wanted[4096], have[4096];

static void lines(char *into)
{
    static char status[8192];
    static const char *const names[] = {"Uid:", "Gid:", "Groups:", "CapInh:", "CapPrm:", "CapEff:", "CapBnd:", "CapAmb:", "NoNewPrivs:"};
    w_slurp("/proc/self/status", status, sizeof status);
    *into = 0;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char *at = strstr(status, names[i]), *end = at ? strchr(at, '\n') : NULL;
        if (end) strncat(into, at, (size_t)(end + 1 - at));
    }
    sprintf(into + strlen(into), "securebits %x keepcaps\n", prctl(PR_GET_SECUREBITS));
}

static void hold(const char *name)
{
    lines(wanted);
    w_mark(name);
    w_wait();
    if (w_damage() && !strcmp(name, "caps")) prctl(PR_CAPBSET_DROP, CAP_SYS_TIME);
    lines(have);
    for (char *a = wanted, *b = have; *a || *b; a++, b++)
        if (*a != *b) {
            while (a > wanted && a[-1] != '\n') a--, b--;
            w_fail("%s: '%.*s', was '%.*s'", name, (int)strcspn(b, "\n"), b, (int)strcspn(a, "\n"), a);
        }
    _exit(0);
}

int main(int argc, char **argv)
{
    w_start(argc, argv);
    MUST(chmod(".", 0777));
    pid_t user = w_fork();
    if (!user) {
        gid_t groups[] = {5, 77, 1234, 70000};
        MUST(setgroups(4, groups));
        MUST(setresgid(100, 101, 102));
        MUST(setresuid(1000, 1001, 1002));
        hold("user");
    }
    pid_t caps = w_fork();
    if (!caps) {
        struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
        struct __user_cap_data_struct data[2];
        MUST(prctl(PR_CAPBSET_DROP, CAP_SYS_BOOT));
        MUST(prctl(PR_CAPBSET_DROP, CAP_MKNOD));
        MUST(syscall(SYS_capget, &header, data));
        data[0].inheritable = 1u << CAP_NET_RAW | 1u << CAP_CHOWN;
        data[0].effective &= ~(1u << CAP_KILL);
        data[0].permitted &= ~(1u << CAP_MKNOD);
        data[0].effective &= ~(1u << CAP_MKNOD);
        MUST(syscall(SYS_capset, &header, data));
        MUST(prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, CAP_NET_RAW, 0, 0));
        hold("caps");
    }
    pid_t bits = w_fork();
    if (!bits) {
        MUST(prctl(PR_SET_SECUREBITS, SECBIT_NOROOT | SECBIT_NO_SETUID_FIXUP));
        MUST(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0));
        hold("bits");
    }
    w_await("user"), w_await("caps"), w_await("bits");
    w_ready();
    w_wait();
    w_join(user), w_join(caps), w_join(bits);
    w_pass();
}
