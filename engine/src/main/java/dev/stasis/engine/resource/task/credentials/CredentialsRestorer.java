package dev.stasis.engine.resource.task.credentials;

import dev.stasis.engine.kernel.abi.Capability;
import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.abi.Prctl;
import dev.stasis.engine.kernel.abi.Securebits;
import dev.stasis.engine.resource.task.TaskRestorer;
import dev.stasis.engine.resource.task.ThreadUnderRestore;
import dev.stasis.engine.resource.task.credentials.Credentials.Capabilities;
import dev.stasis.engine.resource.task.credentials.Credentials.Ids;
import dev.stasis.engine.restore.RestoreTask;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Gives a thread its credentials, in the order in which the kernel lets it; see the package's comment. */
public final class CredentialsRestorer implements TaskRestorer<Credentials> {
    @Override
    public void restore(Credentials value, ThreadUnderRestore thread) {
        RestoreTask task = thread.task();
        int securebits = (int) task.call("prctl(PR_GET_SECUREBITS)", Nr.PRCTL, Prctl.PR_GET_SECUREBITS);
        Credentials present = CredentialsDumper.read(thread.pid(), thread.tid(), securebits);
        if (value.equals(present)) {
            return;
        }
        Capabilities possible = value.capabilities().within(present.capabilities());
        if (!possible.equals(value.capabilities())) {
            tellWhatIsMissing(thread, value.capabilities(), possible);
        }
        Step step = new Step(task, present);
        boolean kept = step.identities(value);
        if (kept || !possible.equals(present.capabilities()) || value.securebits() != present.securebits()) {
            step.capabilities(possible, value.securebits());
        }
        if (value.noNewPrivileges() && !present.noNewPrivileges()) {
            task.add("prctl(PR_SET_NO_NEW_PRIVS)", Nr.PRCTL, Prctl.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
        }
    }

    private static void tellWhatIsMissing(ThreadUnderRestore thread, Capabilities wanted, Capabilities possible) {
        long missing = (wanted.permitted() & ~possible.permitted())
                | (wanted.inheritable() & ~possible.inheritable())
                | (wanted.bounding() & ~possible.bounding());
        thread.log()
                .warn("task " + thread.tid() + " had capabilities (set 0x" + Long.toHexString(missing)
                        + ") that the restoring process lacks, and goes on without them; restore it with more rights");
    }

    /** The calls, by a thread that may do all this still. */
    private record Step(RestoreTask task, Credentials present) {
        private static final int U32 = Integer.BYTES;

        /** Returns whether securebits had to be changed for the time being. */
        boolean identities(Credentials value) {
            if (!value.groups().equals(present.groups())) {
                setGroups(value.groups());
            }
            boolean users = !value.users().equals(present.users());
            boolean keep = users && !keepsCapabilities();
            if (keep) {
                setSecurebits(present.securebits() | Securebits.SECBIT_NO_SETUID_FIXUP);
            }
            if (!value.group().equals(present.group())) {
                set(value.group(), "setresgid", Nr.SETRESGID, Nr.SETFSGID);
            }
            if (users) {
                set(value.users(), "setresuid", Nr.SETRESUID, Nr.SETFSUID);
            }
            return keep;
        }

        private boolean keepsCapabilities() {
            return (present.securebits() & Securebits.SECBIT_NO_SETUID_FIXUP) != 0;
        }

        private void setGroups(List<Integer> groups) {
            ByteBuffer list = ByteBuffer.allocate(groups.size() * U32).order(ByteOrder.LITTLE_ENDIAN);
            groups.forEach(list::putInt);
            task.add(
                    "setgroups",
                    Nr.SETGROUPS,
                    groups.size(),
                    task.bytes(list.array()).value());
        }

        private void set(Ids ids, String name, long all, long fileSystem) {
            task.add(name, all, unsigned(ids.real()), unsigned(ids.effective()), unsigned(ids.saved()));
            // It answers the id before, never an error.
            task.addTolerant(name, fileSystem, unsigned(ids.fileSystem()));
        }

        void capabilities(Capabilities wanted, int securebits) {
            Capabilities had = present.capabilities();
            if (wanted.inheritable() != had.inheritable()) {
                capset(had.effective(), had.permitted(), wanted.inheritable());
            }
            for (int number = 0; number < Long.SIZE; number++) {
                if ((had.bounding() & ~wanted.bounding() & 1L << number) != 0) {
                    task.add("prctl(PR_CAPBSET_DROP)", Nr.PRCTL, Prctl.PR_CAPBSET_DROP, number);
                }
            }
            ambient(wanted.ambient(), had.ambient());
            setSecurebits(securebits);
            capset(wanted.effective(), wanted.permitted(), wanted.inheritable());
        }

        private void ambient(long wanted, long had) {
            for (int number = 0; number < Long.SIZE; number++) {
                long bit = 1L << number;
                if ((wanted & ~had & bit) != 0) {
                    task.add(
                            "prctl(PR_CAP_AMBIENT_RAISE)",
                            Nr.PRCTL,
                            Prctl.PR_CAP_AMBIENT,
                            Prctl.PR_CAP_AMBIENT_RAISE,
                            number,
                            0,
                            0);
                } else if ((had & ~wanted & bit) != 0) {
                    task.add(
                            "prctl(PR_CAP_AMBIENT_LOWER)",
                            Nr.PRCTL,
                            Prctl.PR_CAP_AMBIENT,
                            Prctl.PR_CAP_AMBIENT_LOWER,
                            number,
                            0,
                            0);
                }
            }
        }

        private void setSecurebits(int securebits) {
            task.add("prctl(PR_SET_SECUREBITS)", Nr.PRCTL, Prctl.PR_SET_SECUREBITS, securebits);
        }

        private void capset(long effective, long permitted, long inheritable) {
            byte[] header = ByteBuffer.allocate(2 * U32)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(Capability._LINUX_CAPABILITY_VERSION_3)
                    .array();
            ByteBuffer data = ByteBuffer.allocate(6 * U32).order(ByteOrder.LITTLE_ENDIAN);
            for (int shift = 0; shift < Long.SIZE; shift += Integer.SIZE) {
                data.putInt((int) (effective >>> shift))
                        .putInt((int) (permitted >>> shift))
                        .putInt((int) (inheritable >>> shift));
            }
            task.add(
                    "capset",
                    Nr.CAPSET,
                    task.bytes(header).value(),
                    task.bytes(data.array()).value());
        }

        private static long unsigned(int id) {
            return Integer.toUnsignedLong(id);
        }
    }
}
