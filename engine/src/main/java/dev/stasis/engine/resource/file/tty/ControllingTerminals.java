package dev.stasis.engine.resource.file.tty;

import dev.stasis.engine.kernel.abi.Ioctl;
import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.resource.file.FileRestore;
import dev.stasis.engine.resource.file.FileRestore.Identified;
import dev.stasis.engine.resource.file.InheritedFiles;
import dev.stasis.engine.restore.LentFiles;
import dev.stasis.engine.restore.RestoreTask;

/** The terminals that control sessions of the tree. */
public final class ControllingTerminals {
    private ControllingTerminals() {}

    /**
     * Checks that there is a terminal for those that the tree shared with somebody outside it, before any process is made.
     *
     * @throws dev.stasis.engine.api.error.BadRequest saying what can be done, when there is none
     */
    public static void preflight(FileRestore files) {
        for (Identified<TtyFile> file : files.all(TtyFile.class)) {
            Terminal terminal = file.record().terminal();
            boolean fromOutside = terminal.type() == TerminalType.PTY && !PseudoTerminals.hasMaster(terminal, files);
            if (fromOutside && !InheritedFiles.has(files, terminal.key())) {
                CurrentTerminal.require(files);
            }
        }
    }

    /**
     * Lets the leader of a new session take its terminal, if that is in the images with its master. Its children inherit
     * it, so they must not be there yet.
     */
    public static void take(RestoreTask leader, FileRestore files) {
        for (Identified<TtyFile> file : files.all(TtyFile.class)) {
            Terminal terminal = file.record().terminal();
            if (!terminal.master()
                    && terminal.session() == leader.tid()
                    && PseudoTerminals.hasMaster(terminal, files)) {
                try (LentFiles lent = new LentFiles(leader, files.linux())) {
                    leader.call("ioctl(TIOCSCTTY)", Nr.IOCTL, lent.number(files.open(file.id())), Ioctl.TIOCSCTTY, 0);
                }
                return;
            }
        }
    }
}
