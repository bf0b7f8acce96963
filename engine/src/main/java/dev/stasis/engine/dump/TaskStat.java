package dev.stasis.engine.dump;

import dev.stasis.engine.api.error.TaskGone;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What an image of the tree needs of /proc/PID/stat (man 5 proc_pid_stat).
 *
 * @param exitCode of a zombie: the wait status that its parent will see
 */
record TaskStat(String comm, int processGroup, int session, int exitCode) {
    private static final int EXIT_CODE = 52;
    /** The third field is the first behind the name. */
    private static final int FIRST = 3;

    static TaskStat read(int pid) {
        String text;
        try {
            text = Files.readString(Path.of("/proc/" + pid + "/stat"), StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            throw new TaskGone("process " + pid + " has ended", gone);
        }
        int end = text.lastIndexOf(')');
        List<String> fields = List.of(text.substring(end + 2).trim().split(" ", -1));
        return new TaskStat(
                text.substring(text.indexOf('(') + 1, end),
                Integer.parseInt(fields.get(5 - FIRST)),
                Integer.parseInt(fields.get(6 - FIRST)),
                Integer.parseInt(fields.get(EXIT_CODE - FIRST)));
    }
}
