package dev.stasis.engine.resource.file.tty;

import dev.stasis.engine.api.error.BadRequest;
import dev.stasis.engine.kernel.abi.Ioctl;
import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.call.Result;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.engine.resource.file.FileRestore;
import dev.stasis.engine.resource.file.FileRestore.Identified;
import dev.stasis.engine.resource.file.Holder;
import dev.stasis.engine.resource.file.regular.RegularFile;
import dev.stasis.engine.restore.RestoreTask;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Pseudo terminals whose masters are in the tree, made again under their old numbers. */
final class PseudoTerminals {
    private static final int MOST_TRIES = 4096;

    private PseudoTerminals() {}

    static boolean hasMaster(Terminal terminal, FileRestore restore) {
        return master(terminal, restore).isPresent();
    }

    private static Optional<Identified<TtyFile>> master(Terminal terminal, FileRestore restore) {
        return restore.all(TtyFile.class).stream()
                .filter(file -> file.record().terminal().master()
                        && file.record().terminal().index() == terminal.index())
                .findFirst();
    }

    /** The kernel gives out the lowest free number: those below are held until the right one comes. */
    static Fd openMaster(TtyFile file, int flags, FileRestore restore) {
        Linux linux = restore.linux();
        int wanted = file.terminal().index();
        List<Fd> lower = new ArrayList<>();
        try {
            for (int i = 0; i < MOST_TRIES; i++) {
                Fd master = linux.paths().open(path(file, restore), flags, 0);
                int index = index(linux, master);
                if (index == wanted) {
                    unlock(linux, master, 0);
                    return master;
                }
                lower.add(master);
                if (index > wanted) {
                    break;
                }
            }
        } finally {
            lower.forEach(Fd::close);
        }
        throw new BadRequest("cannot restore the pseudo terminal /dev/pts/" + wanted
                + " of the tree: another program has that number now; end it first");
    }

    static Fd openSlave(TtyFile file, int flags, FileRestore restore) {
        restore.open(master(file.terminal(), restore).orElseThrow().id());
        return restore.linux().paths().open(path(file, restore), flags, 0);
    }

    private static String path(TtyFile file, FileRestore restore) {
        if (file.path().isEmpty()) {
            return file.terminal().master()
                    ? "/dev/ptmx"
                    : "/dev/pts/" + file.terminal().index();
        }
        return restore.record(file.path().getAsInt(), RegularFile.class).path();
    }

    private static int index(Linux linux, Fd master) {
        try (Arena arena = new Arena()) {
            Block index = arena.allocate(4);
            linux.files().ioctl(master, Ioctl.TIOCGPTN, index.address()).orThrow("ioctl(TIOCGPTN)", "/dev/ptmx");
            return index.getInt(0);
        }
    }

    private static void unlock(Linux linux, Fd master, int locked) {
        try (Arena arena = new Arena()) {
            Block value = arena.allocate(4).putInt(0, locked);
            linux.files().ioctl(master, Ioctl.TIOCSPTLCK, value.address()).orThrow("ioctl(TIOCSPTLCK)", "/dev/ptmx");
        }
    }

    /** Settings, owner, session: when all ends are open and all process groups exist. */
    static void finish(Terminal terminal, Fd opened, Holder holder, FileRestore restore) {
        Linux linux = restore.linux();
        String name = "/dev/pts/" + terminal.index();
        try (Arena arena = new Arena()) {
            terminal.settings().ifPresent(settings -> ioctl(linux, opened, Ioctl.TCSETS, settings.in(arena), name));
            terminal.lockedSettings()
                    .ifPresent(settings -> ioctl(linux, opened, Ioctl.TIOCSLCKTRMIOS, settings.in(arena), name));
            terminal.size().ifPresent(size -> ioctl(linux, opened, Ioctl.TIOCSWINSZ, struct(size, arena), name));
            if (terminal.packets()) {
                ioctl(linux, opened, Ioctl.TIOCPKT, arena.allocate(4).putInt(0, 1), name);
            }
        }
        if (terminal.exclusive()) {
            linux.files().ioctl(opened, Ioctl.TIOCEXCL, 0).orThrow("ioctl(TIOCEXCL)", name);
        }
        if (terminal.locked()) {
            unlock(linux, opened, 1);
        }
        if (!terminal.master()) {
            giveAway(linux, terminal, opened, name);
            foreground(terminal, holder, restore, name);
        }
    }

    private static void ioctl(Linux linux, Fd file, long request, Block argument, String name) {
        linux.files()
                .ioctl(file, request, argument.address())
                .orThrow("ioctl(0x" + Long.toHexString(request) + ")", name);
    }

    private static Block struct(WindowSize size, Arena arena) {
        return arena.allocate(8)
                .putShort(0, (short) size.rows())
                .putShort(2, (short) size.columns())
                .putShort(4, (short) size.width())
                .putShort(6, (short) size.height());
    }

    private static void giveAway(Linux linux, Terminal terminal, Fd slave, String name) {
        new Result(linux.raw().call(Nr.FCHOWN, slave.number(), terminal.uid(), terminal.gid())).orThrow("fchown", name);
    }

    /** A process of the session puts the group into the foreground; it holds the terminal and blocks SIGTTOU. */
    private static void foreground(Terminal terminal, Holder holder, FileRestore restore, String name) {
        if (terminal.session() == 0 || terminal.group() == 0) {
            return;
        }
        RestoreTask task = holder.task();
        byte[] group = ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(terminal.group())
                .array();
        Result set = task.tryCall(
                Nr.IOCTL,
                holder.descriptor(),
                Ioctl.TIOCSPGRP,
                task.bytes(group).value());
        if (!set.ok()) {
            restore.log()
                    .warn("process group " + terminal.group() + " could not be put into the foreground of " + name);
        }
    }
}
