package dev.stasis.engine.api.request;

import java.util.List;
import java.util.Set;

/**
 * How open files are dumped.
 *
 * @param locks file locks are dumped; without it they stop the dump
 * @param linkRemap unlinked files may be given a temporary name beside their old one
 * @param ghostLimit largest unlinked file that is carried in the image set, in bytes
 * @param ghostFiemap its holes are found by FIEMAP
 * @param forceIrmap paths of watched inodes are searched even where a file handle would do
 * @param irmapScanPaths where to search them
 * @param externalUnixSockets {@code --ext-unix-sk} was given
 * @param externalUnixInodes sockets whose other end may lie outside the tree
 */
public record DumpFiles(
        boolean locks,
        boolean linkRemap,
        long ghostLimit,
        boolean ghostFiemap,
        boolean forceIrmap,
        List<String> irmapScanPaths,
        FileValidation validation,
        boolean externalUnixSockets,
        Set<Long> externalUnixInodes) {
    public static final long DEFAULT_GHOST_LIMIT = 1 << 20;

    public static final DumpFiles DEFAULT = new DumpFiles(
            false, false, DEFAULT_GHOST_LIMIT, true, false, List.of(), FileValidation.BUILD_ID, false, Set.of());

    public DumpFiles {
        irmapScanPaths = List.copyOf(irmapScanPaths);
        externalUnixInodes = Set.copyOf(externalUnixInodes);
    }
}
