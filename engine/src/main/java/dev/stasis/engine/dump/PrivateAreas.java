package dev.stasis.engine.dump;

import dev.stasis.engine.kernel.proc.MemoryArea;
import dev.stasis.engine.kernel.proc.ProcFile;
import dev.stasis.engine.kernel.proc.Smaps;
import java.util.List;

/** The areas of a process whose pages a pre-dump saves: its own, as far as they come from no device and no huge page pool. */
final class PrivateAreas {
    private PrivateAreas() {}

    /** By ascending address. The kernel looks at every page for smaps: it is read only where memory is locked. */
    static List<MemoryArea> of(int pid) {
        boolean locked = ProcFile.read("/proc/" + pid + "/status")
                .lines()
                .anyMatch(line -> line.startsWith("VmLck:") && !line.contains(" 0 kB"));
        List<MemoryArea> areas = locked ? Smaps.read(pid) : Smaps.outline(pid);
        return areas.stream()
                .filter(area -> !area.shared() && !isKernels(area) && !isHuge(area))
                .toList();
    }

    private static boolean isKernels(MemoryArea area) {
        return area.name().startsWith("[v") || area.name().equals("[uprobes]") || area.has("io") || area.has("pf");
    }

    private static boolean isHuge(MemoryArea area) {
        return area.has("ht") || area.name().startsWith("/anon_hugepage");
    }
}
