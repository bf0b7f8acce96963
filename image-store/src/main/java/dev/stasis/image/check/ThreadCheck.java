package dev.stasis.image.check;

import dev.stasis.image.proto.CoreEntry;
import dev.stasis.image.proto.CredsEntry;
import dev.stasis.image.proto.SeccompMode;
import dev.stasis.image.proto.SiginfoEntry;
import dev.stasis.image.proto.SignalQueueEntry;
import dev.stasis.image.proto.ThreadCoreEntry;
import dev.stasis.image.proto.UserX86FpregsEntry;
import dev.stasis.image.proto.UserX86XsaveEntry;

/** What each thread has of its own: registers, credentials, pending signals. */
final class ThreadCheck {
    private static final int SIGINFO_BYTES = 128;
    private static final int LARGEST_NICE = 19;
    private static final int SMALLEST_NICE = -20;
    /** NGROUPS_MAX. */
    private static final int MOST_GROUPS = 65536;

    private ThreadCheck() {}

    static void check(Spot at, CoreEntry core, SeccompFilters filters) {
        if (core.getMtype() == CoreEntry.March.X86_64 && !core.hasThreadInfo()) {
            throw at.damaged("thread_info", "is missing, but the thread lives and had registers");
        }
        if (!core.hasThreadCore()) {
            throw at.damaged("thread_core", "is missing");
        }
        checkFpregs(at, core.getThreadInfo().getFpregs());
        checkThread(at, core.getThreadCore());
        checkCredentials(at, core.getThreadCore().getCreds());
        if (core.getThreadCore().getSeccompMode() == SeccompMode.filter) {
            filters.checkChain(at, core.getThreadCore().getSeccompFilter());
        }
    }

    private static void checkThread(Spot at, ThreadCoreEntry thread) {
        if (thread.getSchedNice() < SMALLEST_NICE || thread.getSchedNice() > LARGEST_NICE) {
            throw at.damaged("thread_core.sched_nice", "is " + thread.getSchedNice() + ", no nice value");
        }
        at.atMost(64, Integer.toUnsignedLong(thread.getPdeathSig()), "thread_core.pdeath_sig");
        at.lengthAtMost(15, thread.getCommBytes().size(), "thread_core.comm");
        checkQueue(at, "thread_core.signals_p", thread.getSignalsP());
    }

    static void checkQueue(Spot at, String field, SignalQueueEntry queue) {
        for (SiginfoEntry signal : queue.getSignalsList()) {
            if (signal.getSiginfo().size() != SIGINFO_BYTES) {
                throw at.damaged(
                        field + ".siginfo",
                        "has " + signal.getSiginfo().size() + " bytes, but a siginfo_t has " + SIGINFO_BYTES);
            }
        }
    }

    private static void checkCredentials(Spot at, CredsEntry creds) {
        at.lengthIs(2, creds.getCapInhCount(), "thread_core.creds.cap_inh");
        at.lengthIs(2, creds.getCapPrmCount(), "thread_core.creds.cap_prm");
        at.lengthIs(2, creds.getCapEffCount(), "thread_core.creds.cap_eff");
        at.lengthIs(2, creds.getCapBndCount(), "thread_core.creds.cap_bnd");
        at.lengthIs(2, creds.getCapAmbCount(), "thread_core.creds.cap_amb");
        at.lengthAtMost(MOST_GROUPS, creds.getGroupsCount(), "thread_core.creds.groups");
    }

    private static void checkFpregs(Spot at, UserX86FpregsEntry fpregs) {
        at.lengthIs(32, fpregs.getStSpaceCount(), "thread_info.fpregs.st_space");
        at.lengthIs(64, fpregs.getXmmSpaceCount(), "thread_info.fpregs.xmm_space");
        UserX86XsaveEntry xsave = fpregs.getXsave();
        at.lengthIs(64, xsave.getYmmhSpaceCount(), "thread_info.fpregs.xsave.ymmh_space");
        at.lengthIs(8, xsave.getBndregStateCount(), "thread_info.fpregs.xsave.bndreg_state");
        at.lengthIs(8, xsave.getBndcsrStateCount(), "thread_info.fpregs.xsave.bndcsr_state");
        at.lengthIs(8, xsave.getOpmaskRegCount(), "thread_info.fpregs.xsave.opmask_reg");
        at.lengthIs(64, xsave.getZmmUpperCount(), "thread_info.fpregs.xsave.zmm_upper");
        at.lengthIs(128, xsave.getHi16ZmmCount(), "thread_info.fpregs.xsave.hi16_zmm");
        at.lengthIs(2, xsave.getPkruCount(), "thread_info.fpregs.xsave.pkru");
    }
}
