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
import java.util.HashSet;
import java.util.Set;

/** The terminal of whoever restores, which a shell job gets for the one it had. */
final class CurrentTerminal {
    private static final int STANDARD_DESCRIPTORS = 3;
    private static final int SIG_BLOCK = 0;
    private static final int SIG_SETMASK = 2;
    private static final long SIGTTOU = 1L << 21;
    private static final int MASK_BYTES = 8;

    private final Set<Integer> settled = new HashSet<>();

    private CurrentTerminal() {}

    /** Refuses a restore that has no terminal to give. */
    static void require(FileRestore restore) {
        way(restore);
    }

    /** A new description of it. */
    static Fd open(FileRestore restore, int flags) {
        return restore.linux().files().open(way(restore), flags, 0);
    }

    /** {@code /dev/tty}. */
    static Fd openAsControlling(FileRestore restore, int flags) {
        requireShellJob(restore);
        Result opened = restore.linux().files().tryOpen("/dev/tty", flags, 0);
        if (!opened.ok()) {
            throw new BadRequest("cannot restore /dev/tty, which the tree had open: this command has no controlling"
                    + " terminal; run it in a terminal");
        }
        return Fd.owning(restore.linux().files(), (int) opened.raw());
    }

    private static void requireShellJob(FileRestore restore) {
        if (!restore.request().shellJob()) {
            throw new BadRequest(
                    "the tree had a terminal that belonged to somebody outside it; give --shell-job (-j) to"
                            + " restore it onto the present terminal, or --inherit-fd 'fd[N]:tty[RDEV:DEV]'");
        }
    }

    private static String way(FileRestore restore) {
        requireShellJob(restore);
        Linux linux = restore.linux();
        try (Arena arena = new Arena()) {
            Block settings = arena.allocate(Termios.BYTES);
            for (int fd = 0; fd < STANDARD_DESCRIPTORS; fd++) {
                if (new Result(linux.raw().call(Nr.IOCTL, fd, Ioctl.TCGETS, settings.address())).ok()) {
                    return "/proc/self/fd/" + fd;
                }
            }
        }
        throw new BadRequest("cannot restore the terminal that the tree shared with its shell: neither input nor output"
                + " of this command is a terminal; run it in one");
    }

    /** Gives it the settings that the job had made, and the job its foreground. Its size stays what it is. */
    static void finish(Terminal terminal, Fd opened, FileRestore restore) {
        CurrentTerminal current = restore.shared(CurrentTerminal.class, CurrentTerminal::new);
        if (current.settled.add(terminal.id())) {
            try (Arena arena = new Arena()) {
                withoutStops(restore.linux(), arena, () -> settle(terminal, opened, restore, arena));
            }
        }
    }

    private static void settle(Terminal terminal, Fd opened, FileRestore restore, Arena arena) {
        Linux linux = restore.linux();
        terminal.settings().ifPresent(settings -> {
            Result set =
                    linux.files().ioctl(opened, Ioctl.TCSETS, settings.in(arena).address());
            if (!set.ok()) {
                restore.log().warn("the terminal keeps its settings: it refused those of the dump");
            }
        });
        // Only a group of the tree: the number may belong to another job by now.
        if (!restore.descriptors(terminal.group()).isEmpty()) {
            Block group = arena.allocate(4).putInt(0, terminal.group());
            Result set = linux.files().ioctl(opened, Ioctl.TIOCSPGRP, group.address());
            if (!set.ok()) {
                restore.log()
                        .warn(
                                "process group " + terminal.group()
                                        + " is restored into the background of the terminal; a read from it will stop the group");
            }
        }
    }

    /** A process in the background is stopped by SIGTTOU when it changes its terminal, unless it blocks the signal. */
    private static void withoutStops(Linux linux, Arena arena, Runnable change) {
        Block blocked = arena.allocate(MASK_BYTES).putLong(0, SIGTTOU);
        Block before = arena.allocate(MASK_BYTES);
        linux.raw().call(Nr.RT_SIGPROCMASK, SIG_BLOCK, blocked.address(), before.address(), MASK_BYTES);
        try {
            change.run();
        } finally {
            linux.raw().call(Nr.RT_SIGPROCMASK, SIG_SETMASK, before.address(), 0, MASK_BYTES);
        }
    }
}
