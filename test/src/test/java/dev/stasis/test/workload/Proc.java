package dev.stasis.test.workload;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What /proc says; a process that is gone says nothing. */
public final class Proc {
    private Proc() {}

    public static List<Integer> all() {
        return numbers(new File("/proc"));
    }

    public static List<Integer> threads(int process) {
        return numbers(new File("/proc/" + process + "/task"));
    }

    /** Children of all its threads, zombies included. */
    public static List<Integer> children(int process) {
        List<Integer> found = new ArrayList<>();
        for (int thread : threads(process)) {
            for (String word :
                    read("/proc/" + process + "/task/" + thread + "/children").split(" ", -1)) {
                if (!word.isBlank()) {
                    found.add(Integer.parseInt(word.strip()));
                }
            }
        }
        return found;
    }

    public static String workingDirectory(int process) {
        return link(process, "cwd");
    }

    public static String executable(int process) {
        return link(process, "exe");
    }

    /** The value of a line of status, or "" if there is no such process. */
    public static String status(int process, int thread, String name) {
        for (String line :
                read("/proc/" + process + "/task/" + thread + "/status").split("\n", -1)) {
            if (line.startsWith(name + ":")) {
                return line.substring(name.length() + 1).strip();
            }
        }
        return "";
    }

    public static boolean traced(int process) {
        String tracer = status(process, process, "TracerPid");
        return !tracer.isEmpty() && !"0".equals(tracer);
    }

    private static String link(int process, String name) {
        try {
            return Files.readSymbolicLink(Path.of("/proc/" + process + "/" + name))
                    .toString();
        } catch (IOException e) {
            return "";
        }
    }

    private static String read(String path) {
        try {
            return new String(Files.readAllBytes(Path.of(path)), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    private static List<Integer> numbers(File folder) {
        List<Integer> found = new ArrayList<>();
        String[] names = folder.list();
        for (String name : names == null ? new String[0] : names) {
            if (!name.isEmpty() && name.chars().allMatch(Character::isDigit)) {
                found.add(Integer.parseInt(name));
            }
        }
        return found;
    }
}
