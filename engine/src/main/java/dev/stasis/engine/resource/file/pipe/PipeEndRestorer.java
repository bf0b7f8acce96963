package dev.stasis.engine.resource.file.pipe;

import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.engine.resource.file.FileRestore;
import dev.stasis.engine.resource.file.FileRestorer;
import dev.stasis.engine.resource.file.FileState;
import dev.stasis.engine.resource.file.Holder;

final class PipeEndRestorer implements FileRestorer<PipeEnd> {
    @Override
    public Fd open(PipeEnd file, FileRestore restore) {
        return RestoredPipes.of(file, restore).open(file);
    }

    @Override
    public void finish(PipeEnd file, Fd opened, Holder holder, FileRestore restore) {
        FileState.finish(restore, opened, file.owner(), file.flags());
    }
}
