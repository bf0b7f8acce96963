/*
 * A process group whose leader has gone, and an orphan adopted by a subreaper, in a session whose leader has gone.
 * Peer: CRIU 4.1 does not give an adopted orphan back to its subreaper
 */
#include "workload.h"

int main(int argc, char **argv)
{
    w_start(argc, argv);
    MUST(prctl(PR_SET_CHILD_SUBREAPER, 1));
    int numbers[2];
    MUST(pipe(numbers));
    pid_t leader = w_fork();
    if (!leader) {
        MUST(setsid());
        pid_t group = w_fork();
        if (!group) {
            MUST(setpgid(0, 0));
            if (!w_fork()) { /* the orphan: in the group and the session of processes that end */
                pid_t wanted[3] = {getpid(), getpgrp(), getsid(0)};
                w_await("alone");
                MUST(write(numbers[1], wanted, sizeof wanted));
                w_mark("told");
                w_wait();
                if (w_damage()) setpgid(0, 0);
                CHECK(getpgrp() == wanted[1] && getsid(0) == wanted[2], "orphan: group %d, was %d; session %d, was %d", getpgrp(),
                      wanted[1], getsid(0), wanted[2]);
                _exit(0);
            }
            _exit(0);
        }
        int status;
        waitpid(group, &status, 0);
        _exit(0);
    }
    int status;
    waitpid(leader, &status, 0);
    w_mark("alone");
    pid_t orphan[3];
    CHECK(read(numbers[0], orphan, sizeof orphan) == sizeof orphan, "no word of the orphan");
    w_ready();
    w_wait();
    CHECK(getpgid(orphan[0]) == orphan[1] && getsid(orphan[0]) == orphan[2], "the orphan's group or session differs");
    int subreaper = 0;
    MUST(prctl(PR_GET_CHILD_SUBREAPER, &subreaper));
    CHECK(subreaper == 1, "PR_SET_CHILD_SUBREAPER was lost");
    w_join(orphan[0]);
    w_pass();
}
