package dev.stasis.test.chain;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.CRC32C;

/** Every page that a tree of stopped processes can reach: where, under which protection, and a sum of its content. */
final class MemoryPrint {
    private static final int PAGE = 4096;
    private static final int MOST_TOLD = 10;

    private final Map<String, String> pages = new TreeMap<>();

    private MemoryPrint() {}

    static MemoryPrint of(List<Integer> processes) throws IOException {
        MemoryPrint print = new MemoryPrint();
        for (int pid : processes) {
            print.add(pid);
        }
        return print;
    }

    private void add(int pid) throws IOException {
        byte[] page = new byte[PAGE];
        try (RandomAccessFile memory = new RandomAccessFile("/proc/" + pid + "/mem", "r")) {
            for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/maps"))) {
                if (line.contains("[v")) {
                    continue; // the kernel's own
                }
                String[] words = line.split("[- ]", 4);
                long end = Long.parseLong(words[1], 16);
                for (long at = Long.parseLong(words[0], 16); at < end; at += PAGE) {
                    memory.seek(at);
                    memory.readFully(page);
                    pages.put(String.format("%d %012x", pid, at), words[2] + " " + sum(page));
                }
            }
        }
    }

    private static String sum(byte[] page) {
        CRC32C sum = new CRC32C();
        sum.update(page);
        return Long.toHexString(sum.getValue()) + " " + Arrays.hashCode(page);
    }

    int size() {
        return pages.size();
    }

    /** A line for each page that is not the same in {@code other}, the first few. */
    List<String> differences(MemoryPrint other) {
        List<String> found = new ArrayList<>();
        TreeSet<String> all = new TreeSet<>(pages.keySet());
        all.addAll(other.pages.keySet());
        for (String page : all) {
            String here = pages.getOrDefault(page, "none");
            String there = other.pages.getOrDefault(page, "none");
            if (!here.equals(there)) {
                found.add(page + ": " + here + ", then " + there);
            }
        }
        return found.size() <= MOST_TOLD ? found : merged(found);
    }

    private static List<String> merged(List<String> found) {
        List<String> told = new ArrayList<>(found.subList(0, MOST_TOLD));
        told.add("and " + (found.size() - MOST_TOLD) + " more pages");
        return told;
    }
}
