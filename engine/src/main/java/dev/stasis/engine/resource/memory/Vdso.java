package dev.stasis.engine.resource.memory;

import dev.stasis.engine.api.error.ImageDamaged;
import dev.stasis.engine.api.error.Unsupported;
import dev.stasis.engine.kernel.abi.ArchPrctl;
import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.proc.MemoryArea;
import dev.stasis.engine.kernel.proc.Smaps;
import dev.stasis.engine.restore.RestoreTask;
import java.util.List;
import java.util.Optional;

/**
 * The kernel's code for user space and its data, which a task must find where they were: programs keep addresses of it. The
 * kernel maps both in one piece, the data first; the pieces of the data count as one.
 *
 * @param data bytes of vvar
 * @param code bytes of vdso
 */
record Vdso(long data, long code) {
    /** That of the running kernel, as this process has it. */
    static Vdso ofThisKernel(int ownPid) {
        long data = 0;
        long code = 0;
        for (MemoryArea area : Smaps.read(ownPid)) {
            long length = area.end() - area.start();
            if (area.name().startsWith("[vvar")) {
                data += length;
            } else if (area.name().equals("[vdso]")) {
                code += length;
            }
        }
        return new Vdso(data, code);
    }

    /** Maps it into a task at the addresses that {@code mappings} tell; nothing if they have none. */
    static void restore(RestoreTask task, List<Mapping> mappings, int ownPid) {
        Optional<Mapping> code = find(mappings, MappingKind.VDSO);
        Optional<Mapping> data = find(mappings, MappingKind.VVAR);
        if (code.isEmpty() && data.isEmpty()) {
            return;
        }
        if (code.isEmpty()) {
            throw new ImageDamaged("task " + task.tid() + " has the data of a vDSO in its image, but no vDSO");
        }
        if (data.isEmpty() || data.get().end() != code.get().start()) {
            throw new Unsupported(
                    "task " + task.tid() + " has its vDSO at " + code.get().range()
                            + " without the data before it; only the layout of Linux 3.16 and later can be restored");
        }
        Vdso here = ofThisKernel(ownPid);
        if (here.code != code.get().length() || here.data != data.get().length()) {
            throw new Unsupported("task " + task.tid() + " was saved with a vDSO of "
                    + code.get().length()
                    + " bytes and " + data.get().length() + " of data, this kernel has " + here.code + " and "
                    + here.data
                    + "; restore it on the kernel that it was saved on");
        }
        task.call(
                "arch_prctl(ARCH_MAP_VDSO_64) at " + data.get().range(),
                Nr.ARCH_PRCTL,
                ArchPrctl.ARCH_MAP_VDSO_64,
                data.get().start());
    }

    private static Optional<Mapping> find(List<Mapping> mappings, MappingKind kind) {
        return mappings.stream().filter(mapping -> mapping.kind() == kind).findFirst();
    }
}
