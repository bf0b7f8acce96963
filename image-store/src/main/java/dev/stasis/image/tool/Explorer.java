package dev.stasis.image.tool;

import dev.stasis.image.ImageDamagedException;
import dev.stasis.image.ImageDirectory;
import dev.stasis.image.ImageType;
import dev.stasis.image.proto.FdinfoEntry;
import dev.stasis.image.proto.FsEntry;
import dev.stasis.image.proto.MmEntry;
import dev.stasis.image.proto.PstreeEntry;
import dev.stasis.image.proto.TaskKobjIdsEntry;
import dev.stasis.image.proto.VmaEntry;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Tells what a set holds, task by task. Zombies have nothing but a name. */
final class Explorer {
    private final ImageDirectory images;
    private final PrintStream out;

    Explorer(ImageDirectory images, PrintStream out) {
        this.images = images;
        this.out = out;
    }

    void explore(Topic topic) {
        List<PstreeEntry> tree = images.all(ImageType.PSTREE);
        if (tree.isEmpty()) {
            throw ImageDamagedException.file(images.file(ImageType.PSTREE, 0), "it has no task, or is not there");
        }
        switch (topic) {
            case PS -> new TaskTree(images, tree).print(out);
            case FDS -> {
                FileNames names = FileNames.read(images);
                forEach(tree, ImageType.IDS, pid -> descriptors(pid, names));
            }
            case MEMS -> {
                MappingNames names = new MappingNames(FileNames.read(images));
                forEach(tree, ImageType.MM, pid -> mappings(pid, names));
            }
            case RSS -> {
                MappingNames names = new MappingNames(FileNames.read(images));
                forEach(tree, ImageType.MM, pid -> new KeptPages(images, pid, names).print(out));
            }
        }
    }

    /** The tasks that have an image of the type. */
    private void forEach(List<PstreeEntry> tree, ImageType<?> type, LongConsumer show) {
        for (PstreeEntry task : tree) {
            long pid = Integer.toUnsignedLong(task.getPid());
            if (images.has(type, pid)) {
                out.println(pid);
                show.accept(pid);
            }
        }
    }

    private void descriptors(long pid, FileNames names) {
        TaskKobjIdsEntry ids = images.require(ImageType.IDS, pid);
        for (FdinfoEntry fd : images.all(ImageType.FDINFO, Integer.toUnsignedLong(ids.getFilesId()))) {
            out.printf("\t%7s: %s%n", Integer.toUnsignedString(fd.getFd()), names.describe(fd.getType(), fd.getId()));
        }
        Optional<FsEntry> fs = images.find(ImageType.FS, pid);
        if (fs.isPresent()) {
            out.printf("\t%7s: %s%n", "cwd", names.path(fs.get().getCwdId()));
            out.printf("\t%7s: %s%n", "root", names.path(fs.get().getRootId()));
        }
    }

    private void mappings(long pid, MappingNames names) {
        MmEntry mm = images.require(ImageType.MM, pid);
        out.printf("\t%-36s    %s%n", "exe", names.files().path(mm.getExeFileId()));
        for (VmaEntry vma : mm.getVmasList()) {
            String range = String.format("%08x-%08x", vma.getStart(), vma.getEnd());
            out.printf("\t%-36s%s%s%n", range, protection(vma.getProt()), names.describe(vma));
        }
    }

    private static String protection(int bits) {
        return ((bits & 1) != 0 ? "r" : "-") + ((bits & 2) != 0 ? "w" : "-") + ((bits & 4) != 0 ? "x" : "-");
    }
}
