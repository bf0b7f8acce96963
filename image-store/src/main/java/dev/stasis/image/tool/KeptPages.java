package dev.stasis.image.tool;

import dev.stasis.image.ImageDirectory;
import dev.stasis.image.ImageType;
import dev.stasis.image.RecordReader;
import dev.stasis.image.proto.PagemapEntry;
import dev.stasis.image.proto.PagemapHead;
import dev.stasis.image.proto.VmaEntry;
import java.io.PrintStream;
import java.util.List;

/**
 * The runs of pages of a task on the left, the mappings that they are in on the right. The pages themselves need not be there:
 * they may be with a page server.
 */
final class KeptPages {
    private static final int PAGE = 4096;

    private final ImageDirectory images;
    private final long pid;
    private final List<VmaEntry> vmas;
    private final MappingNames names;
    private int next;
    private int shown = -1;

    KeptPages(ImageDirectory images, long pid, MappingNames names) {
        this.images = images;
        this.pid = pid;
        this.vmas = images.require(ImageType.MM, pid).getVmasList();
        this.names = names;
    }

    void print(PrintStream out) {
        try (RecordReader<PagemapEntry> runs = images.records(ImageType.PAGEMAP, pid)) {
            if (runs.remaining() > 0) {
                runs.nested(PagemapHead.parser());
            }
            while (runs.next()) {
                PagemapEntry run = runs.record();
                print(
                        out,
                        run.getVaddr(),
                        run.hasNrPages() ? run.getNrPages() : Integer.toUnsignedLong(run.getCompatNrPages()));
            }
        }
    }

    private void print(PrintStream out, long start, long pages) {
        String left = String.format("%x / %-8d", start, pages).stripTrailing();
        long end = start + pages * PAGE;
        while (next < vmas.size() && Long.compareUnsigned(vmas.get(next).getEnd(), start) <= 0) {
            next++;
        }
        for (int i = next; i < vmas.size() && Long.compareUnsigned(vmas.get(i).getStart(), end) < 0; i++) {
            out.printf("\t%-23s %s%n", left, i == shown ? "~" : mapping(vmas.get(i)));
            left = "";
            shown = i;
        }
        out.printf("\t%-23s%n", left);
    }

    private String mapping(VmaEntry vma) {
        return String.format("%08x / %-8d%s", vma.getStart(), (vma.getEnd() - vma.getStart()) / PAGE, names.path(vma));
    }
}
