package dev.stasis.engine.kernel.feature;

import dev.stasis.engine.kernel.abi.Errno;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.call.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** How a feature is found out. */
@FunctionalInterface
interface Question {
    Optional<String> PRESENT = Optional.empty();

    /** Empty when the feature is there, else what the kernel said instead. */
    Optional<String> missing(Linux linux, StoppedTask task);

    static Optional<String> refused(String call, Result result) {
        return result.ok() ? PRESENT : Optional.of(call + ": " + Errno.describe(result.errno()));
    }

    /** For calls that are meant to fail: {@code errno} comes from behind the door, any other from the door. */
    static Optional<String> unless(int errno, String call, Result result) {
        return result.failedWith(errno) ? PRESENT : refused(call, result);
    }

    static Optional<String> unless(boolean present, String reason) {
        return present ? PRESENT : Optional.of(reason);
    }

    static Question exists(String path) {
        return (linux, task) -> unless(Files.exists(Path.of(path)), "there is no " + path);
    }

    static Question contains(String path, String text) {
        return (linux, task) -> {
            try {
                return unless(Files.readString(Path.of(path)).contains(text), path + " has no \"" + text + "\"");
            } catch (IOException unreadable) {
                return Optional.of(path + " cannot be read: " + unreadable.getMessage());
            }
        };
    }
}
