package dev.stasis.engine.resource.file;

import dev.stasis.engine.kernel.abi.Fcntl;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.fd.Fd;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Sees descriptors as a dump does. */
public final class OpenFiles {
    private static final Linux LINUX = Linux.real();

    private OpenFiles() {}

    /** Descriptor {@code number} of {@code pid}; the copy stays open until it is closed. */
    public static OpenFile of(int pid, int number) {
        Fd copy;
        try (Fd pidfd = LINUX.files().adopt(LINUX.processes().pidfdOpen(pid, 0), "pidfd_open", "" + pid)) {
            copy = LINUX.files()
                    .adopt(LINUX.processes().pidfdGetfd(pidfd.number(), number), "pidfd_getfd", pid + "/" + number);
        }
        StringBuilder link = new StringBuilder();
        LINUX.files().tryReadLink("/proc/" + pid + "/fd/" + number, link).orThrow("readlink", "fd " + number);
        List<String> lines = new ArrayList<>(lines("/proc/" + pid + "/fdinfo/" + number));
        long position = Long.parseLong(take(lines, "pos"));
        int flags = Integer.parseInt(take(lines, "flags"), 8) & ~Fcntl.O_CLOEXEC;
        int mount = Integer.parseInt(take(lines, "mnt_id"));
        return new OpenFile(pid, number, link.toString(), stat(copy), flags, position, mount, lines, owner(copy), copy);
    }

    /** A descriptor of this process. */
    public static OpenFile of(Fd own) {
        return of(LINUX.processes().ownPid(), own.number());
    }

    private static String take(List<String> lines, String name) {
        for (String line : lines) {
            if (line.startsWith(name + ":")) {
                lines.remove(line);
                return line.substring(name.length() + 1).strip();
            }
        }
        throw new IllegalStateException("no " + name);
    }

    private static FileStat stat(Fd file) {
        try (Arena arena = new Arena()) {
            Block stat = arena.allocate(144);
            LINUX.files().fstat(file, stat).orThrow("fstat", file.toString());
            return new FileStat(
                    stat.getLong(0),
                    stat.getLong(8),
                    stat.getInt(24),
                    (int) stat.getLong(16),
                    stat.getInt(28),
                    stat.getInt(32),
                    stat.getLong(40),
                    stat.getLong(48),
                    stat.getLong(64));
        }
    }

    private static FileOwner owner(Fd file) {
        try (Arena arena = new Arena()) {
            Block owner = arena.allocate(8);
            LINUX.files().fcntl(file, Fcntl.F_GETOWN_EX, owner.address()).orThrow("F_GETOWN_EX", "");
            int signal = (int) LINUX.files().fcntl(file, Fcntl.F_GETSIG, 0).orThrow("F_GETSIG", "");
            Block uids = arena.allocate(8);
            LINUX.files().fcntl(file, Fcntl.F_GETOWNER_UIDS, uids.address()).orThrow("F_GETOWNER_UIDS", "");
            int type = owner.getInt(4) == 0 ? 0 : owner.getInt(0);
            return new FileOwner(type, owner.getInt(4), signal, uids.getInt(0), uids.getInt(4));
        }
    }

    private static List<String> lines(String path) {
        try {
            return Files.readAllLines(Path.of(path), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
