package dev.stasis.engine.resource.file.regular;

import dev.stasis.engine.kernel.abi.Fcntl;
import dev.stasis.engine.kernel.abi.Stat;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.engine.resource.file.DeviceNumber;
import dev.stasis.engine.resource.file.FileDump;
import dev.stasis.engine.resource.file.FileDumper;
import dev.stasis.engine.resource.file.FileStat;
import dev.stasis.engine.resource.file.OpenFile;
import dev.stasis.engine.resource.file.memfd.MemFds;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Descriptors of files with a path. Devices only where an open one has no state: memory devices and block devices. */
final class RegularFileDumper implements FileDumper<RegularFile> {
    /** Documentation/admin-guide/devices.txt: null, zero, full, random, urandom, kmsg, mem. */
    private static final int MEMORY_DEVICES = 1;

    private static final int ELF_HEADER = 64;

    @Override
    public boolean recognises(OpenFile file) {
        if (!file.link().startsWith("/") || MemFds.isOne(file.link())) {
            return false;
        }
        if ((file.flags() & Fcntl.O_PATH) != 0) {
            return true;
        }
        return switch (file.stat().type()) {
            case Stat.S_IFREG, Stat.S_IFDIR, Stat.S_IFBLK -> true;
            case Stat.S_IFCHR -> DeviceNumber.major(file.stat().specialDevice()) == MEMORY_DEVICES;
            default -> false;
        };
    }

    @Override
    public RegularFile dump(OpenFile file, FileDump dump) {
        FoundFile found = new FoundFile(
                file.link(),
                file.stat(),
                file.mountId(),
                "/proc/self/fd/" + file.copy().number(),
                file.describe());
        FilePlace place = FilePlace.of(found, dump);
        boolean readable = (file.flags() & (Fcntl.O_PATH | Fcntl.O_DIRECT)) == 0
                && (file.flags() & Fcntl.O_ACCMODE) != Fcntl.O_WRONLY;
        boolean appending = (file.flags() & Fcntl.O_APPEND) != 0 && (file.flags() & Fcntl.O_ACCMODE) == Fcntl.O_WRONLY;
        return new RegularFile(
                place.path(),
                file.flags(),
                file.position(),
                file.owner(),
                OptionalInt.of(file.stat().mode()),
                appending ? OptionalLong.empty() : size(file.stat()),
                readable ? buildId(dump, file.stat(), file.copy()) : Optional.empty(),
                place.external(),
                place.remap());
    }

    static OptionalLong size(FileStat stat) {
        return stat.is(Stat.S_IFREG) ? OptionalLong.of(stat.size()) : OptionalLong.empty();
    }

    static Optional<BuildId> buildId(FileDump dump, FileStat stat, Fd file) {
        boolean wanted = switch (dump.request().files().validation()) {
            case BUILD_ID -> true;
            case FILE_SIZE -> false;
        };
        return wanted && stat.is(Stat.S_IFREG) && stat.size() >= ELF_HEADER
                ? BuildIdReader.read(dump.linux().files(), file)
                : Optional.empty();
    }
}
