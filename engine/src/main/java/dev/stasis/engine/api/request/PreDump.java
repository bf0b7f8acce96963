package dev.stasis.engine.api.request;

import java.util.List;

/**
 * Saves the memory of a running tree ahead of a dump and tracks what it writes from then on.
 *
 * @param irmapScanPaths where paths of watched inodes are searched
 */
public record PreDump(
        int pid,
        ImageDirs dirs,
        Freezing freezing,
        PreDumpMode mode,
        DumpMemory memory,
        boolean forceIrmap,
        List<String> irmapScanPaths)
        implements Request {
    public PreDump {
        irmapScanPaths = List.copyOf(irmapScanPaths);
    }
}
