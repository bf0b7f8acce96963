package dev.stasis.engine.resource.memory;

import dev.stasis.engine.api.error.Unsupported;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** An address at which no task of a restore has memory. */
public final class FreeAddress {
    /** Above programs at fixed addresses, below those that the kernel places: free in nearly every image. */
    private static final long FIRST = 0x1000_0000_0000L;

    private static final long LAST = 0x7000_0000_0000L;
    private static final long ALIGNMENT = 2L << 20;

    private FreeAddress() {}

    /** The start of {@code size} bytes that are free in all of {@code spaces}, aligned to 2 MB. */
    public static long find(Collection<AddressSpace> spaces, long size) {
        List<Mapping> mappings = new ArrayList<>();
        spaces.forEach(space -> mappings.addAll(space.mappings()));
        mappings.removeIf(mapping -> mapping.kind() == MappingKind.VSYSCALL);
        mappings.sort(Comparator.comparingLong(Mapping::start));
        long free = FIRST;
        for (Mapping mapping : mappings) {
            if (mapping.start() >= free + size) {
                break;
            }
            if (mapping.end() > free) {
                free = (mapping.end() + ALIGNMENT - 1) & -ALIGNMENT;
            }
        }
        if (free + size > LAST) {
            throw new Unsupported("there is no address at which all tasks of the image have " + size
                    + " bytes free, which the restore needs; restore the tasks in smaller trees");
        }
        return free;
    }
}
