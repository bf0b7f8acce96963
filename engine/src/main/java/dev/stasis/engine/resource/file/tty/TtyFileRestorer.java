package dev.stasis.engine.resource.file.tty;

import dev.stasis.engine.api.error.BadRequest;
import dev.stasis.engine.api.error.Unsupported;
import dev.stasis.engine.kernel.abi.Fcntl;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.engine.resource.file.FileRestore;
import dev.stasis.engine.resource.file.FileRestorer;
import dev.stasis.engine.resource.file.FileState;
import dev.stasis.engine.resource.file.Holder;
import dev.stasis.engine.resource.file.InheritedFiles;
import java.util.Optional;

final class TtyFileRestorer implements FileRestorer<TtyFile> {
    @Override
    public Fd open(TtyFile file, FileRestore restore) {
        Terminal terminal = file.terminal();
        Optional<Fd> inherited = InheritedFiles.find(restore, terminal.key());
        if (inherited.isPresent()) {
            return inherited.get();
        }
        int flags = (file.flags() & ~Fcntl.FASYNC) | Fcntl.O_NOCTTY;
        return switch (terminal.type()) {
            case PTY -> pseudoTerminal(file, flags, restore);
            case CONTROLLING -> CurrentTerminal.openAsControlling(restore, flags);
            case EXTERNAL ->
                throw new BadRequest("cannot restore the terminal " + terminal.key()
                        + ", which was external to the dumped tree: give --inherit-fd 'fd[N]:" + terminal.key()
                        + "' with N open on what takes its place");
            case OTHER ->
                throw new Unsupported("cannot restore terminal " + terminal.id()
                        + " of tty-info.img: it was a console, a virtual or a serial terminal; run the tree on a"
                        + " pseudo terminal before the dump");
        };
    }

    private static Fd pseudoTerminal(TtyFile file, int flags, FileRestore restore) {
        if (file.terminal().master()) {
            return PseudoTerminals.openMaster(file, flags, restore);
        }
        return PseudoTerminals.hasMaster(file.terminal(), restore)
                ? PseudoTerminals.openSlave(file, flags, restore)
                : CurrentTerminal.open(restore, flags);
    }

    @Override
    public void finish(TtyFile file, Fd opened, Holder holder, FileRestore restore) {
        FileState.finish(restore, opened, file.owner(), file.flags());
        Terminal terminal = file.terminal();
        if (terminal.type() != TerminalType.PTY || InheritedFiles.has(restore, terminal.key())) {
            return;
        }
        if (PseudoTerminals.hasMaster(terminal, restore)) {
            PseudoTerminals.finish(terminal, opened, holder, restore);
        } else {
            CurrentTerminal.finish(terminal, opened, restore);
        }
    }
}
