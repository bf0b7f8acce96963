package dev.stasis.engine.resource.file.regular;

import dev.stasis.engine.kernel.abi.Stat;
import dev.stasis.engine.resource.file.FileOwner;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * An open file that has a path, or had one.
 *
 * @param path absolute, a character per byte; {@code file[MNT:INODE]} of an external file
 * @param flags open file status flags without O_CLOEXEC
 * @param position in bytes; -1 when it is left where opening puts it
 * @param mode type and permission bits; empty in old sets
 * @param size in bytes, of regular files that are not just appended to
 * @param buildId of ELF files
 * @param external the caller of the restore brings it along
 * @param remap what stands for the file when no path leads to it
 */
public record RegularFile(
        String path,
        int flags,
        long position,
        FileOwner owner,
        OptionalInt mode,
        OptionalLong size,
        Optional<BuildId> buildId,
        boolean external,
        Optional<Remap> remap) {
    public static final long NO_POSITION = -1;

    /** Whether its mode is known and of this type, S_IFREG and so on. */
    public boolean is(int type) {
        return mode.isPresent() && (mode.getAsInt() & Stat.S_IFMT) == type;
    }
}
