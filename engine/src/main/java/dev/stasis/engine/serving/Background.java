package dev.stasis.engine.serving;

import dev.stasis.engine.api.error.PeerLost;
import dev.stasis.engine.kernel.abi.Errno;
import dev.stasis.engine.kernel.abi.Fcntl;
import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.call.Result;
import dev.stasis.engine.kernel.fd.Fd;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code --daemon}. A JVM cannot fork: its other threads would be missing in the child. So the same program is started once
 * more with the same words, in a session of its own, and a pipe on which it says that it listens; until then whoever
 * started it waits. What fails, fails in the child, which says so where it would have said it in the foreground.
 */
public final class Background {
    /** Set in the child: the descriptor on which it tells that it listens. */
    private static final String STARTER = "stasis.starter";

    private static final int STANDARD_DESCRIPTORS = 3;
    private static final int FAILURE = 1;

    private Background() {}

    /** Whether this process is one that {@link #start} made. */
    public static boolean isHere() {
        return System.getProperty(STARTER) != null;
    }

    /**
     * Runs this program's own command line in the background.
     *
     * @param inherited descriptors that the child needs under their numbers, beside the standard ones
     * @return the exit code: 0 once the child listens, else the child's own
     */
    public static int start(Linux linux, List<Integer> inherited) throws IOException {
        try (Arena arena = new Arena()) {
            Block ends = arena.allocate(8);
            new Result(linux.raw().call(Nr.PIPE2, ends.address(), Fcntl.O_CLOEXEC)).orThrow("pipe2", "");
            try (Fd reading = Fd.owning(linux.files(), ends.getInt(0))) {
                int child;
                try (Fd writing = Fd.owning(linux.files(), ends.getInt(4))) {
                    List<Integer> kept = new ArrayList<>(inherited);
                    kept.add(writing.number());
                    child = ChildProgram.start(
                            linux, program(linux), words(writing.number()), strings("/proc/self/environ"), kept);
                }
                boolean listens = linux.files().read(reading, arena.allocate(1)).raw() == 1;
                return listens ? 0 : endOf(linux, child);
            }
        }
    }

    private static String program(Linux linux) {
        StringBuilder path = new StringBuilder();
        linux.files().tryReadLink("/proc/self/exe", path).orThrow("readlink", "/proc/self/exe");
        return path.toString();
    }

    /** Those of this process, with a word for the JVM behind the first. */
    private static List<String> words(int starter) throws IOException {
        List<String> words = strings("/proc/self/cmdline");
        words.add(1, "-D" + STARTER + "=" + starter);
        return words;
    }

    /** Each ends with a NUL. */
    private static List<String> strings(String file) throws IOException {
        String all = new String(Files.readAllBytes(Path.of(file)), StandardCharsets.ISO_8859_1);
        List<String> strings = new ArrayList<>(List.of(all.split("\0", -1)));
        strings.remove(strings.size() - 1);
        return strings;
    }

    private static int endOf(Linux linux, int child) {
        try (Arena arena = new Arena()) {
            Block status = arena.allocate(4);
            linux.processes().waitFor(child, status, 0).orThrow("wait4", "the server in the background");
            int word = status.getInt(0);
            return (word & 0x7f) == 0 && word != 0 ? word >>> 8 & 0xff : FAILURE;
        }
    }

    /** In the child, once it listens: from now on nobody hears it. Elsewhere nothing. */
    static void tellStarter(Linux linux) {
        String starter = System.getProperty(STARTER);
        if (starter == null) {
            return;
        }
        System.out.flush();
        System.err.flush();
        try (Fd pipe = Fd.owning(linux.files(), Integer.parseInt(starter));
                Fd nothing = linux.files().open("/dev/null", Fcntl.O_RDWR, 0);
                Arena arena = new Arena()) {
            Result told = linux.files().write(pipe, arena.allocate(1));
            if (!told.ok()) {
                throw new PeerLost("the process that started this one into the background is gone: "
                        + Errno.describe(told.errno()));
            }
            for (int standard = 0; standard < STANDARD_DESCRIPTORS; standard++) {
                linux.raw().call(Nr.DUP2, nothing.number(), standard);
            }
        }
    }
}
