package dev.stasis.engine.api.request;

import java.util.List;

/**
 * How open files are restored.
 *
 * @param locks file locks are taken again
 * @param evasiveDevices another path to the same device will do
 * @param checkPermissions a file's permission bits must be those of the dump
 * @param externalUnixSockets sockets whose other end lay outside are restored
 */
public record RestoreFiles(
        boolean locks,
        boolean evasiveDevices,
        boolean checkPermissions,
        FileValidation validation,
        boolean externalUnixSockets,
        List<InheritFd> inherited) {
    public static final RestoreFiles DEFAULT =
            new RestoreFiles(false, false, true, FileValidation.BUILD_ID, false, List.of());

    public RestoreFiles {
        inherited = List.copyOf(inherited);
    }
}
