package dev.stasis.image.tool;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

/** Sets of bits as text: names by ascending bit with {@code |} between, and what has no name as one hexadecimal number. */
final class FlagNames {
    private static final String OPEN = "O_WRONLY 1 O_RDWR 2 O_CREAT 40 O_EXCL 80 O_NOCTTY 100 O_TRUNC 200 O_APPEND 400"
            + " O_NONBLOCK 800 O_DSYNC 1000 FASYNC 2000 O_DIRECT 4000 O_LARGEFILE 8000 O_DIRECTORY 10000 O_NOFOLLOW 20000"
            + " O_NOATIME 40000 O_CLOEXEC 80000";
    private static final String STATUS = "VMA_AREA_REGULAR 1 VMA_AREA_STACK 2 VMA_AREA_VSYSCALL 4 VMA_AREA_VDSO 8"
            + " VMA_AREA_HEAP 20 VMA_FILE_PRIVATE 40 VMA_FILE_SHARED 80 VMA_ANON_SHARED 100 VMA_ANON_PRIVATE 200"
            + " VMA_AREA_SYSVIPC 400 VMA_AREA_SOCKET 800 VMA_AREA_VVAR 1000 VMA_AREA_AIORING 2000 VMA_AREA_MEMFD 4000"
            + " VMA_AREA_SHSTK 8000 VMA_UNSUPP 80000000";

    private static final Map<String, FlagNames> TABLES = Map.of(
            "rfile.flags", of(OPEN),
            "mmap.prot", of("PROT_READ 1 PROT_WRITE 2 PROT_EXEC 4"),
            "mmap.flags", of("MAP_SHARED 1 MAP_PRIVATE 2 MAP_ANON 20 MAP_GROWSDOWN 100"),
            "mmap.status", of(STATUS),
            "pmap.flags", of("PE_PARENT 1 PE_LAZY 2 PE_PRESENT 4"),
            "seals.flags", of("F_SEAL_SEAL 1 F_SEAL_SHRINK 2 F_SEAL_GROW 4 F_SEAL_WRITE 8 F_SEAL_FUTURE_WRITE 10"));

    private final Map<String, Integer> bits = new LinkedHashMap<>();

    private FlagNames() {}

    /** The table that a schema names. */
    static FlagNames table(String name) {
        FlagNames table = TABLES.get(name);
        if (table == null) {
            throw new IllegalArgumentException("no table of flags is called " + name);
        }
        return table;
    }

    String text(int value) {
        StringJoiner text = new StringJoiner(" | ");
        int rest = value;
        for (Map.Entry<String, Integer> bit : bits.entrySet()) {
            if ((value & bit.getValue()) != 0) {
                text.add(bit.getKey());
                rest &= ~bit.getValue();
            }
        }
        return rest == 0
                ? text.toString()
                : text.add("0x" + Integer.toHexString(rest)).toString();
    }

    int value(String text) {
        int value = 0;
        for (String part : text.isEmpty() ? new String[0] : text.split(" *\\| *", -1)) {
            Integer bit = bits.get(part);
            value |= bit != null ? bit : Numbers.parse(part).intValue();
        }
        return value;
    }

    private static FlagNames of(String table) {
        FlagNames names = new FlagNames();
        String[] words = table.split(" ");
        for (int i = 0; i < words.length; i += 2) {
            names.bits.put(words[i], Integer.parseUnsignedInt(words[i + 1], 16));
        }
        return names;
    }
}
