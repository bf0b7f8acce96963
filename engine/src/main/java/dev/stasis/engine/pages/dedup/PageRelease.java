package dev.stasis.engine.pages.dedup;

import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.image.DedupMark;
import dev.stasis.image.ImageDirectory;
import dev.stasis.image.pages.FileRanges;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gives ranges of pages files up: all files are probed, then their sets are marked, then the holes are punched. */
final class PageRelease {
    private PageRelease() {}

    /**
     * Throws before anything is changed, if one of the files cannot be punched.
     *
     * @param reason what is said in the sets that give pages up, as the end of a sentence
     */
    static GivenUp carryOut(Linux linux, List<FileRanges> ranges, String reason) throws IOException {
        for (FileRanges each : ranges) {
            PunchableFile.open(linux, each.file()).close();
        }
        for (Path set : sets(ranges)) {
            DedupMark.set(ImageDirectory.at(set), reason);
        }
        long bytes = 0;
        for (FileRanges each : ranges) {
            try (PunchableFile file = PunchableFile.open(linux, each.file())) {
                file.punch(each);
            }
            bytes += each.bytes();
        }
        return new GivenUp(ranges.size(), bytes);
    }

    private static Set<Path> sets(List<FileRanges> ranges) {
        Set<Path> sets = new LinkedHashSet<>();
        for (FileRanges each : ranges) {
            @Nullable Path set = each.file().getParent();
            if (set != null) {
                sets.add(set);
            }
        }
        return sets;
    }
}
