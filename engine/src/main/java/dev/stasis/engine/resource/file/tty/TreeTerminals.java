package dev.stasis.engine.resource.file.tty;

import dev.stasis.engine.kernel.proc.FdInfo;
import dev.stasis.engine.kernel.proc.ProcFile;
import dev.stasis.engine.kernel.proc.ProcessStat;
import dev.stasis.engine.resource.file.FileDump;
import dev.stasis.engine.resource.file.OpenFile;
import java.io.File;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/** What the processes of a tree have to do with terminals: whose masters they hold, which ones control them. */
final class TreeTerminals {
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final String INDEX = "tty-index:";
    private final Set<Integer> masters = new HashSet<>();
    private final Map<Long, Control> controls = new HashMap<>();
    private final Map<String, Integer> externals = new HashMap<>();

    /** The session that a terminal controls, and the group in its foreground. */
    record Control(int session, int group) {
        static Control of(ProcessStat stat) {
            return new Control(stat.session(), Math.max(0, stat.foregroundGroup()));
        }
    }

    private TreeTerminals(FileDump dump) {
        for (String pid : numbers("/proc")) {
            if (dump.inTree(Integer.parseInt(pid))) {
                ProcFile.tryRead("/proc/" + pid + "/stat")
                        .map(ProcessStat::parse)
                        .ifPresent(this::noteControl);
                noteMasters(dump, "/proc/" + pid);
            }
        }
    }

    static TreeTerminals of(FileDump dump) {
        return dump.shared(TreeTerminals.class, () -> new TreeTerminals(dump));
    }

    boolean hasMaster(int index) {
        return masters.contains(index);
    }

    Optional<Control> control(long device) {
        return Optional.ofNullable(controls.get(device));
    }

    /** The number of a terminal named by {@code --external tty[RDEV:DEV]}. */
    OptionalInt external(OpenFile file, FileDump dump) {
        String id = Long.toHexString(file.stat().specialDevice()) + ":"
                + Long.toHexString(file.stat().device());
        boolean named = dump.request().externals().stream()
                .anyMatch(external ->
                        external.type().equals("tty") && external.id().equals(id));
        if (!named) {
            return OptionalInt.empty();
        }
        Integer known = externals.get(id);
        if (known == null) {
            known = externals.size();
            externals.put(id, known);
        }
        return OptionalInt.of(known);
    }

    private void noteControl(ProcessStat stat) {
        if (stat.terminal() != 0) {
            controls.put(stat.terminal(), Control.of(stat));
        }
    }

    private void noteMasters(FileDump dump, String process) {
        for (String number : numbers(process + "/fd")) {
            StringBuilder link = new StringBuilder();
            if (dump.linux()
                            .files()
                            .tryReadLink(process + "/fd/" + number, link)
                            .ok()
                    && link.toString().endsWith("/ptmx")) {
                ProcFile.tryRead(process + "/fdinfo/" + number).ifPresent(this::noteMaster);
            }
        }
    }

    private void noteMaster(String info) {
        FdInfo.parse(info).details().stream()
                .filter(line -> line.startsWith(INDEX))
                .map(line -> Integer.parseInt(line.substring(INDEX.length()).strip()))
                .forEach(masters::add);
    }

    private static String[] numbers(String directory) {
        String[] names =
                new File(directory).list((parent, name) -> NUMBER.matcher(name).matches());
        return names == null ? new String[0] : names;
    }
}
