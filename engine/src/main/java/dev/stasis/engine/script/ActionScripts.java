package dev.stasis.engine.script;

import dev.stasis.engine.api.Log;
import dev.stasis.engine.api.error.ScriptFailed;
import dev.stasis.engine.api.request.ImageDirs;
import dev.stasis.engine.kernel.abi.Fcntl;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.fd.Fd;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The action scripts of one session. They run one after another, the last one given first; all of them run even when one
 * fails. Each sees the caller's environment and
 *
 * <ul>
 *   <li>CRTOOLS_SCRIPT_ACTION: the hook's name,
 *   <li>CRTOOLS_IMAGE_DIR: the image directory, as {@code /proc/PID/fd/N} of this process: good while the session lasts,
 *   <li>CRTOOLS_INIT_PID: pid of the tree's root as the session sees it, where there is one.
 * </ul>
 *
 * <p>A script is started in the work directory, without arguments, with an empty standard input, its output in the
 * session's log. A name without a slash is looked up in PATH.
 *
 * <p>Scripts are plain children of this JVM, which are waited for by their exact pid: a tracer's waits neither see them nor
 * lose anything to them, and any thread may run a hook.
 */
public final class ActionScripts implements AutoCloseable {
    private static final File NOTHING = new File("/dev/null");
    private static final int SIGNALLED = 128;

    private final List<String> scripts;
    private final ImageDirs dirs;
    private final Log log;
    private final @Nullable Fd images;

    private ActionScripts(List<String> scripts, ImageDirs dirs, Log log, @Nullable Fd images) {
        this.scripts = scripts;
        this.dirs = dirs;
        this.log = log;
        this.images = images;
    }

    /**
     * Holds the image directory open until closed.
     *
     * @param scripts in the order in which they were given; mostly none
     */
    public static ActionScripts of(List<String> scripts, ImageDirs dirs, Log log) {
        if (scripts.isEmpty()) {
            return new ActionScripts(List.of(), dirs, log, null);
        }
        List<String> lastFirst = new ArrayList<>(scripts);
        Collections.reverse(lastFirst);
        Fd images = Linux.real().files().open(dirs.images().toString(), Fcntl.O_RDONLY | Fcntl.O_DIRECTORY, 0);
        return new ActionScripts(List.copyOf(lastFirst), dirs, log, images);
    }

    /**
     * Runs all scripts for {@code hook} and waits for their ends.
     *
     * @param root pid of the tree's root; empty before a restore has made it
     * @throws ScriptFailed when one of them failed and {@link Hook#failure()} says that this ends the session
     */
    public void run(Hook hook, OptionalInt root) {
        if (scripts.isEmpty()) {
            return;
        }
        log.debug("running " + hook.word() + " scripts");
        List<String> failures = new ArrayList<>();
        scripts.forEach(script -> run(script, hook, root, failures));
        if (failures.isEmpty()) {
            return;
        }
        if (hook.failure() == Hook.Failure.ABORTS) {
            throw new ScriptFailed(String.join("; ", failures));
        }
        failures.forEach(log::error);
    }

    private void run(String script, Hook hook, OptionalInt root, List<String> failures) {
        String subject = "action script " + script + " failed at " + hook.word() + ": ";
        try {
            int code = start(script, hook, root).waitFor();
            if (code != 0) {
                failures.add(subject + ending(code));
            }
        } catch (IOException refused) {
            failures.add(subject + "it cannot be started (" + refused.getMessage() + ")");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            failures.add(subject + "the session was interrupted");
        }
    }

    /** The JDK tells a signal as 128 and its number, and cannot tell it from an exit with that code. */
    private static String ending(int code) {
        return "exit code " + code + (code > SIGNALLED ? " (or signal " + (code - SIGNALLED) + ")" : "");
    }

    private Process start(String script, Hook hook, OptionalInt root) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(script)
                .directory(dirs.work().toFile())
                .redirectInput(NOTHING)
                .redirectErrorStream(true)
                .redirectOutput(log.forPrograms());
        builder.environment().put("CRTOOLS_SCRIPT_ACTION", hook.word());
        builder.environment().put("CRTOOLS_IMAGE_DIR", imageDirectory());
        builder.environment().remove("CRTOOLS_INIT_PID");
        root.ifPresent(pid -> builder.environment().put("CRTOOLS_INIT_PID", Integer.toString(pid)));
        return builder.start();
    }

    private String imageDirectory() {
        if (images == null) {
            throw new IllegalStateException("no script, no image directory");
        }
        return "/proc/" + ProcessHandle.current().pid() + "/fd/" + images.number();
    }

    @Override
    public void close() {
        if (images != null) {
            images.close();
        }
    }
}
