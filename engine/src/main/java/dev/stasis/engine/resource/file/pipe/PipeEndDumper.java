package dev.stasis.engine.resource.file.pipe;

import dev.stasis.engine.resource.file.FileDump;
import dev.stasis.engine.resource.file.FileDumper;
import dev.stasis.engine.resource.file.OpenFile;

final class PipeEndDumper implements FileDumper<PipeEnd> {
    @Override
    public boolean recognises(OpenFile file) {
        return file.link().startsWith("pipe:[");
    }

    @Override
    public PipeEnd dump(OpenFile file, FileDump dump) {
        PipeEnd end =
                new PipeEnd((int) file.stat().inode(), file.flags(), file.owner(), PipeContentReader.read(dump, file));
        if (TreePipes.otherEndIsOutside(file, end, dump)) {
            dump.log()
                    .warn(file.describe()
                            + " is a pipe whose other end is held by a process outside the tree: a restore"
                            + " finds that end closed, unless it is given --inherit-fd 'fd[N]:" + file.link() + "'");
        }
        return end;
    }
}
