package dev.stasis.engine.resource.file.fifo;

import dev.stasis.engine.kernel.abi.Fcntl;
import dev.stasis.engine.kernel.abi.Stat;
import dev.stasis.engine.resource.file.FileDump;
import dev.stasis.engine.resource.file.FileDumper;
import dev.stasis.engine.resource.file.OpenFile;
import dev.stasis.engine.resource.file.pipe.PipeContentReader;
import dev.stasis.engine.resource.file.regular.RegularFiles;

final class FifoDumper implements FileDumper<Fifo> {
    @Override
    public boolean recognises(OpenFile file) {
        return file.stat().is(Stat.S_IFIFO) && file.link().startsWith("/") && (file.flags() & Fcntl.O_PATH) == 0;
    }

    @Override
    public Fifo dump(OpenFile file, FileDump dump) {
        int id = dump.newId();
        dump.add(id, RegularFiles.KIND, RegularFiles.KIND.dumper().dump(file, dump));
        return new Fifo((int) file.stat().inode(), id, PipeContentReader.read(dump, file));
    }
}
