package dev.stasis.engine.resource.file.tty;

import dev.stasis.engine.api.error.Unsupported;
import dev.stasis.engine.kernel.abi.Errno;
import dev.stasis.engine.kernel.abi.Ioctl;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.call.Result;
import dev.stasis.engine.kernel.proc.ProcessStat;
import dev.stasis.engine.resource.file.FileDump;
import dev.stasis.engine.resource.file.FileStat;
import dev.stasis.engine.resource.file.OpenFile;
import java.util.Optional;

/** Asks a terminal for its state. */
final class TerminalReader {
    private final FileDump dump;
    private final Linux linux;
    private final OpenFile file;
    private final TreeTerminals terminals;

    TerminalReader(FileDump dump, OpenFile file, TreeTerminals terminals) {
        this.dump = dump;
        this.linux = dump.linux();
        this.file = file;
        this.terminals = terminals;
    }

    static Terminal external(OpenFile file, int id) {
        FileStat stat = file.stat();
        return new Terminal(
                id,
                TerminalType.EXTERNAL,
                false,
                false,
                false,
                0,
                0,
                stat.specialDevice(),
                stat.device(),
                stat.uid(),
                stat.gid(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    Terminal slave(int index) {
        return read(
                Terminal.id(index, false),
                TerminalType.PTY,
                false,
                terminals.control(file.stat().specialDevice()));
    }

    Terminal master(int index) {
        return read(Terminal.id(index, true), TerminalType.PTY, true, Optional.empty());
    }

    Terminal controlling() {
        return read(
                Terminal.controllingId(),
                TerminalType.CONTROLLING,
                false,
                Optional.of(TreeTerminals.Control.of(ProcessStat.of(file.pid()))));
    }

    /** Only a member of the session may ask a slave for its session, anybody may ask the master. */
    private Terminal read(int id, TerminalType type, boolean master, Optional<TreeTerminals.Control> control) {
        FileStat stat = file.stat();
        Termios settings = settings(Ioctl.TCGETS);
        warnOfLostInput();
        return new Terminal(
                id,
                type,
                master && number(Ioctl.TIOCGPTLCK) != 0,
                number(Ioctl.TIOCGEXCL) != 0,
                master && number(Ioctl.TIOCGPKT) != 0,
                master
                        ? number(Ioctl.TIOCGSID)
                        : control.map(TreeTerminals.Control::session).orElse(0),
                master
                        ? number(Ioctl.TIOCGPGRP)
                        : control.map(TreeTerminals.Control::group).orElse(0),
                stat.specialDevice(),
                stat.device(),
                stat.uid(),
                stat.gid(),
                Optional.of(settings),
                Optional.of(settings(Ioctl.TIOCGLCKTRMIOS)),
                Optional.of(size()));
    }

    private Termios settings(long request) {
        try (Arena arena = new Arena()) {
            Block struct = arena.allocate(Termios.BYTES);
            Result asked = linux.files().ioctl(file.copy(), request, struct.address());
            if (asked.failedWith(Errno.EIO)) {
                throw new Unsupported("cannot dump " + file.describe()
                        + ": the terminal was hung up, and such files cannot be restored; close it first");
            }
            asked.orThrow("ioctl(TCGETS)", file.describe());
            return Termios.of(struct);
        }
    }

    /** What cannot be asked counts as 0: a master without a session, a kernel without the request. */
    private int number(long request) {
        try (Arena arena = new Arena()) {
            Block value = arena.allocate(8);
            return linux.files().ioctl(file.copy(), request, value.address()).ok() ? value.getInt(0) : 0;
        }
    }

    private WindowSize size() {
        try (Arena arena = new Arena()) {
            Block size = arena.allocate(8);
            linux.files().ioctl(file.copy(), Ioctl.TIOCGWINSZ, size.address()).orThrow("TIOCGWINSZ", file.describe());
            return new WindowSize(
                    size.getShort(0) & 0xffff,
                    size.getShort(2) & 0xffff,
                    size.getShort(4) & 0xffff,
                    size.getShort(6) & 0xffff);
        }
    }

    private void warnOfLostInput() {
        int waiting = number(Ioctl.FIONREAD);
        if (waiting > 0) {
            dump.log()
                    .warn(file.describe() + " has " + waiting
                            + " bytes that nobody has read yet; they are not in the images");
        }
    }
}
