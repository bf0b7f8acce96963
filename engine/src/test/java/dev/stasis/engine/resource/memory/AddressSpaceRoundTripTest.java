package dev.stasis.engine.resource.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.proc.MemoryArea;
import dev.stasis.engine.kernel.proc.MemoryBounds;
import dev.stasis.engine.kernel.proc.Smaps;
import dev.stasis.engine.kernel.proc.ZeroPage;
import dev.stasis.engine.pages.PageCounts;
import dev.stasis.engine.trace.Target;
import dev.stasis.image.ImageSet;
import dev.stasis.image.ImageType;
import dev.stasis.image.pages.PageFlags;
import dev.stasis.image.pages.Pagemap;
import dev.stasis.image.pages.PagemapWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The memory of a program is the same after a dump and a restore: its list of mappings, their flags, every byte. */
class AddressSpaceRoundTripTest {
    @TempDir
    Path directory;

    @TempDir
    Path images;

    @Test
    void bringsBackAnonymousMemoryOfAllProtections() throws Exception {
        roundTrip("""
                char *p = at(0x100000000, 0x10000, 3, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
                memset(p, 1, 4096); memset(p + 0x8000, 2, 8192);
                volatile char zero = p[0x4000];
                char *r = at(0x100020000, 8192, 3, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
                memset(r, 3, 8192); mprotect(r, 8192, 1);
                char *n = at(0x100030000, 8192, 3, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
                memset(n, 4, 8192); mprotect(n, 8192, 0);
                char *x = at(0x100040000, 8192, 7, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
                memset(x, 5, 8192);
                at(0x100050000, 1L << 36, 0, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
                char *g = at(0x2100000000, 0x21000, 3, MAP_PRIVATE | MAP_ANONYMOUS | MAP_GROWSDOWN, -1, 0);
                memset(g + 0x20000, 6, 4096);
                mmap((void *) 0x2200000000, 8192, 3, 8 | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0); // MAP_DROPPABLE, if known
                sbrk(1 << 20); char *heap = malloc(100000); memset(heap, 7, 100000);
                """);
    }

    @Test
    void bringsBackFilesAndSharedMemory() throws Exception {
        roundTrip("""
                int fd = open("program", O_RDONLY);
                at(0x100030000, 8192, 1, MAP_SHARED, fd, 4096);
                char *w = at(0x100040000, 8192, 3, MAP_PRIVATE, fd, 0);
                w[4096] = 42; volatile char read = w[0];
                char *x = at(0x100048000, 4096, 3, MAP_PRIVATE, fd, 0);
                x[0] = 43; mprotect(x, 4096, 5);
                int rw = open("data", O_RDWR | O_CREAT, 0600);
                ftruncate(rw, 8192);
                char *s = at(0x100050000, 8192, 3, MAP_SHARED, rw, 0);
                memset(s, 8, 5000);
                at(0x100058000, 8192, 1, MAP_SHARED, rw, 0);
                char *a = at(0x100060000, 0x10000, 3, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
                memset(a + 0x3000, 9, 0x2000);
                a[0xffff] = 10;
                munmap(a + 0x6000, 0x2000);
                int memory = memfd_create("some", 0);
                ftruncate(memory, 8192);
                char *m = at(0x100080000, 8192, 3, MAP_SHARED, memory, 0);
                memset(m, 11, 100);
                char *mp = at(0x100090000, 8192, 3, MAP_PRIVATE, memory, 0);
                mp[4096] = 12;
                """);
    }

    @Test
    void bringsBackAdviceLocksAndGuards() throws Exception {
        roundTrip("""
                char *p = at(0x100000000, 0xb0000, 3, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
                memset(p, 1, 0xb0000);
                check(madvise(p, 4096, MADV_DONTFORK), "dontfork");
                check(madvise(p + 0x10000, 4096, MADV_WIPEONFORK), "wipeonfork");
                check(madvise(p + 0x20000, 4096, MADV_NOHUGEPAGE), "nohugepage");
                check(madvise(p + 0x30000, 4096, MADV_DONTDUMP), "dontdump");
                check(madvise(p + 0x40000, 4096, MADV_SEQUENTIAL), "sequential");
                check(madvise(p + 0x50000, 4096, MADV_RANDOM), "random");
                check(mlock(p + 0x60000, 4096), "mlock");
                check(syscall(SYS_mlock2, p + 0x70000, 4096, 1), "mlock2");
                check(madvise(p + 0x80000, 8192, 102), "guard");
                madvise(p + 0x90000, 4096, MADV_HUGEPAGE);
                madvise(p + 0xa0000, 4096, MADV_MERGEABLE);
                """);
    }

    @Test
    void bringsBackThousandsOfMappingsAndScatteredPages() throws Exception {
        PageCounts counts = roundTrip("""
                for (long i = 0; i < 5000; i++)
                    *(long *) at(0x100000000 + i * 8192, 4096, i % 3 ? 3 : 7, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) = i;
                long *p = at(0x200000000, 64 << 20, 3, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
                madvise(p, 64 << 20, MADV_NOHUGEPAGE);
                for (long i = 0; i < 16384; i += 3) p[i * 512] = i;
                """);
        assertTrue(counts.written() > 5000 + 16384 / 3, counts.toString());
    }

    @Test
    void leavesZeroPagesAndUntouchedFilePagesOut() throws Exception {
        assumeTrue(ZeroPage.isShared(Linux.real()), "this kernel gives each page that is only read a frame of its own");
        PageCounts counts = roundTrip("""
                volatile char *p = at(0x100000000, 16 << 20, 3, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
                madvise((void *) p, 16 << 20, MADV_NOHUGEPAGE);
                for (long i = 0; i < 16 << 20; i += 4096) p[i];
                """);
        assertTrue(counts.written() < 500, counts.toString());
    }

    @Test
    void takesPagesFromTheSetThatASetBuildsOn() throws Exception {
        roundTrip("""
                long *p = at(0x100000000, 64 << 10, 3, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
                for (long i = 0; i < 16; i++) p[i * 512] = i;
                """, this::moveHalfOfThePagesIntoAParent);
    }

    private PageCounts roundTrip(String body) throws Exception {
        return roundTrip(body, pid -> {});
    }

    /** Makes of the dumped set one that builds on another, in which every second run of pages is. */
    private void moveHalfOfThePagesIntoAParent(int pid) {
        try {
            Pagemap whole =
                    Pagemap.find(ImageSet.open(images), ImageType.PAGEMAP, pid).orElseThrow();
            Path parent = Files.createDirectory(images.resolve("first"));
            byte[] content = Files.readAllBytes(whole.pagesFile());
            Files.write(parent.resolve("pages-1.img"), content);
            Files.copy(whole.file(), parent.resolve(String.valueOf(whole.file().getFileName())));
            Files.delete(whole.file());
            ByteArrayOutputStream rest = new ByteArrayOutputStream();
            try (PagemapWriter map = PagemapWriter.create(whole.file(), ImageType.PAGEMAP, whole.pagesId())) {
                for (int run = 0; run < whole.size(); run++) {
                    for (long page = 0; page < whole.pages(run); page++) {
                        boolean old = page % 2 == 0;
                        long address = whole.start(run) + page * 4096;
                        map.add(address, 1, old ? PageFlags.PARENT : PageFlags.PRESENT);
                        if (!old) {
                            rest.write(content, (int) (whole.offset(run) + page * 4096), 4096);
                        }
                    }
                }
            }
            Files.write(whole.pagesFile(), rest.toByteArray());
            Files.createSymbolicLink(images.resolve("parent"), Path.of("first"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PageCounts roundTrip(String body, IntConsumer changeImages) throws Exception {
        MemorySession session = new MemorySession(images);
        try (Target target = MemoryProgram.start(directory, body)) {
            int pid = target.pid();
            Map<String, String> before = new LinkedHashMap<>();
            String outline = outline(pid);
            MemoryBounds bounds = MemoryBounds.read(pid);
            PageCounts counts = session.dump(pid, () -> before.putAll(describe(pid, 0)));
            assertEquals(outline, outline(pid));
            changeImages.accept(pid);
            session.restore(target, (task, space) -> {
                long stub = FreeAddress.find(List.of(space), 1);
                assertEquals("", differences(before, describe(pid, stub)));
                assertEquals(bounds, MemoryBounds.read(pid));
            });
            return counts;
        }
    }

    private static String differences(Map<String, String> expected, Map<String, String> found) {
        Set<String> expectedLines = Set.copyOf(expected.values());
        Set<String> foundLines = Set.copyOf(found.values());
        StringBuilder text = new StringBuilder();
        expected.values().stream()
                .filter(line -> !foundLines.contains(line))
                .forEach(line -> text.append("- ").append(line).append('\n'));
        found.values().stream()
                .filter(line -> !expectedLines.contains(line))
                .forEach(line -> text.append("+ ").append(line).append('\n'));
        return text.toString();
    }

    private static String outline(int pid) {
        return Smaps.read(pid).stream()
                .map(area -> area.range() + " " + area.protection() + " " + area.name())
                .collect(Collectors.joining("\n"));
    }

    /** A line for each area: range, protection, name, flags, digest of its bytes; but for the stub's. */
    private static Map<String, String> describe(int pid, long stub) {
        Map<String, String> lines = new LinkedHashMap<>();
        for (MemoryArea area : Smaps.read(pid)) {
            if (area.start() == stub) {
                continue;
            }
            // marks that memory keeps: "ac", accounted, once it was writable; "gu" when it or a former neighbour had
            // guards
            String flags = area.flags().replace("ac", "").replace("gu ", "").strip();
            boolean readable =
                    area.end() - area.start() < 1 << 30 && !area.name().startsWith("[v");
            lines.put(
                    area.range(),
                    area.range() + " " + area.protection() + " " + (area.shared() ? "s " : "p ") + area.offset() + " "
                            + area.name() + " " + flags + " " + (readable ? digest(pid, area) : ""));
        }
        return lines;
    }

    private static String digest(int pid, MemoryArea area) {
        try (RandomAccessFile mem = new RandomAccessFile("/proc/" + pid + "/mem", "r")) {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            byte[] page = new byte[4096];
            int refused = 0;
            for (long at = area.start(); at < area.end(); at += page.length) {
                try {
                    mem.seek(at);
                    mem.readFully(page);
                    digest.update(page);
                } catch (IOException guardOrBeyondTheFile) {
                    refused++;
                }
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, 12) + " " + refused;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
