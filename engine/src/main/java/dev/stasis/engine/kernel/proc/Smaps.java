package dev.stasis.engine.kernel.proc;

import dev.stasis.engine.api.error.TaskGone;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * /proc/PID/smaps: the areas of a process's memory with their flags. The counters in it are skipped. There may be tens of
 * thousands of areas, and the process stands still meanwhile: the bytes are looked at once.
 */
public final class Smaps {
    private static final String FLAGS = "VmFlags:";
    private static final String KEY = "ProtectionKey:";

    private final byte[] text;
    private final List<MemoryArea> areas = new ArrayList<>();
    private int at;

    private Smaps(byte[] text) {
        this.text = text;
    }

    /** Areas by ascending address. The kernel looks at every page meanwhile. */
    public static List<MemoryArea> read(int pid) {
        return read(pid, "smaps");
    }

    /** As {@link #read}, but without flags and keys, as /proc/PID/maps tells: the kernel looks at no page. */
    public static List<MemoryArea> outline(int pid) {
        return read(pid, "maps");
    }

    private static List<MemoryArea> read(int pid, String file) {
        try {
            return parse(Files.readAllBytes(Path.of("/proc/" + pid + "/" + file)));
        } catch (IOException gone) {
            throw new TaskGone("process " + pid + " ended while its mappings were read", gone);
        }
    }

    /** As {@link #read}, of a text had otherwise. */
    public static List<MemoryArea> parse(byte[] text) {
        Smaps smaps = new Smaps(text);
        while (smaps.at < text.length) {
            smaps.area();
        }
        return smaps.areas;
    }

    /** 7fb8-7fba rw-p 00001000 fe:00 4711    /path. */
    private void area() {
        long start = hex('-');
        long end = hex(' ');
        int protection = (text[at] == 'r' ? 1 : 0) | (text[at + 1] == 'w' ? 2 : 0) | (text[at + 2] == 'x' ? 4 : 0);
        boolean shared = text[at + 3] == 's';
        at += 5;
        long offset = hex(' ');
        long device = device(hex(':'), hex(' '));
        long inode = decimal();
        String name = name();
        String flags = "";
        int key = 0;
        while (at < text.length && !isLowerCaseHex(text[at])) {
            if (startsWith(FLAGS)) {
                flags = restOfLine(FLAGS.length());
            } else if (startsWith(KEY)) {
                key = Integer.parseInt(restOfLine(KEY.length()));
            } else {
                skipLine();
            }
        }
        areas.add(new MemoryArea(start, end, protection, shared, offset, device, inode, name, flags, key));
    }

    private static long device(long major, long minor) {
        return (minor & 0xff) | (major << 8) | ((minor & ~0xffL) << 12);
    }

    private static boolean isLowerCaseHex(byte letter) {
        return (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'f');
    }

    private long hex(char end) {
        long value = 0;
        while (text[at] != end) {
            value = (value << 4) | Character.digit(text[at++], 16);
        }
        at++;
        return value;
    }

    private long decimal() {
        long value = 0;
        while (text[at] >= '0' && text[at] <= '9') {
            value = value * 10 + text[at++] - '0';
        }
        return value;
    }

    private String name() {
        while (text[at] == ' ') {
            at++;
        }
        int from = at;
        skipLine();
        return new String(text, from, at - 1 - from, StandardCharsets.ISO_8859_1);
    }

    private boolean startsWith(String word) {
        if (at + word.length() > text.length) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (text[at + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private String restOfLine(int skipped) {
        int from = at + skipped;
        skipLine();
        return new String(text, from, at - 1 - from, StandardCharsets.ISO_8859_1).strip();
    }

    private void skipLine() {
        while (at < text.length && text[at] != '\n') {
            at++;
        }
        at++;
    }
}
