package dev.stasis.engine.dump;

import dev.stasis.engine.api.error.Unsupported;
import dev.stasis.engine.kernel.abi.Kcmp;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.tree.FrozenProcess;
import dev.stasis.engine.tree.FrozenThread;
import dev.stasis.image.proto.TaskKobjIdsEntry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Memory, descriptor table, working directory and signal actions as kernel objects: each process must have its own, and
 * all threads of a process the same.
 */
final class KernelObjects {
    private static final Map<Integer, String> KINDS = kinds();

    private final Linux linux;

    KernelObjects(Linux linux) {
        this.linux = linux;
    }

    private static Map<Integer, String> kinds() {
        Map<Integer, String> kinds = new LinkedHashMap<>();
        kinds.put(Kcmp.KCMP_VM, "memory");
        kinds.put(Kcmp.KCMP_FILES, "its table of descriptors");
        kinds.put(Kcmp.KCMP_FS, "its working directory and root (CLONE_FS)");
        kinds.put(Kcmp.KCMP_SIGHAND, "its signal actions");
        return kinds;
    }

    /** Requires: all threads are stopped. Zombies have none of these. */
    void requireUnshared(List<FrozenProcess> processes) {
        KINDS.forEach((kind, name) -> {
            TreeMap<Integer, Integer> seen = new TreeMap<>((one, other) -> order(kind, one, other));
            for (FrozenProcess process : processes) {
                if (process.zombie()) {
                    continue;
                }
                Integer other = seen.putIfAbsent(process.pid(), process.pid());
                if (other != null) {
                    throw new Unsupported("cannot dump process " + process.pid() + ": it shares " + name
                            + " with process " + other + ", which cannot be saved yet; wait until one of them has"
                            + " called execve or has ended");
                }
            }
        });
        processes.forEach(this::requireOneForAllThreads);
    }

    /** CLONE_THREAD implies shared memory and signal actions; the others can be taken apart by unshare(2). */
    private void requireOneForAllThreads(FrozenProcess process) {
        for (FrozenThread thread : process.threads()) {
            for (int kind : List.of(Kcmp.KCMP_FILES, Kcmp.KCMP_FS)) {
                if (order(kind, process.pid(), thread.tid()) != 0) {
                    throw new Unsupported("cannot dump process " + process.pid() + ": its thread " + thread.tid()
                            + " has unshared " + KINDS.get(kind) + ", which cannot be saved; stop that thread first");
                }
            }
        }
    }

    private int order(int kind, int one, int other) {
        if (one == other) {
            return 0;
        }
        long result =
                linux.processes().kcmp(one, other, kind, 0, 0).orThrow("kcmp", "processes " + one + " and " + other);
        return result == 0 ? 0 : result == 1 ? -1 : 1;
    }

    /** Ids of this process, or of the n-th process of the tree: 1 or n + 1. The namespaces are the same for all. */
    static TaskKobjIdsEntry ids(int number) {
        return TaskKobjIdsEntry.newBuilder()
                .setVmId(number)
                .setFilesId(number)
                .setFsId(number)
                .setSighandId(number)
                .setPidNsId(1)
                .setNetNsId(2)
                .setIpcNsId(3)
                .setUtsNsId(4)
                .setTimeNsId(5)
                .setMntNsId(6)
                .setUserNsId(7)
                .setCgroupNsId(8)
                .build();
    }
}
