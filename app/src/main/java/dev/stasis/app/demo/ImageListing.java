package dev.stasis.app.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What lies in an image directory, by kind of image, as lines for a person. */
final class ImageListing {
    private ImageListing() {}

    static List<String> of(Path directory) throws IOException {
        Map<String, long[]> kinds = new TreeMap<>();
        long total = 0;
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(".img")) {
                    long[] sums =
                            kinds.computeIfAbsent(name.replaceAll("-[0-9a-f]+\\.img$|\\.img$", ""), k -> new long[2]);
                    sums[0]++;
                    sums[1] += Files.size(file);
                    total += Files.size(file);
                }
            }
        }
        List<String> lines = new ArrayList<>();
        kinds.forEach((kind, sums) -> lines.add(String.format(
                "  %-16s %3d %s %9s", kind, sums[0], sums[0] == 1 ? "file " : "files", Demo.bytes(sums[1]))));
        lines.add(String.format("  %-16s %19s", "all together", Demo.bytes(total)));
        return lines;
    }
}
