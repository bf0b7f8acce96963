package dev.stasis.engine.resource.file;

import dev.stasis.engine.api.request.InheritFd;
import dev.stasis.engine.kernel.call.Result;
import dev.stasis.engine.kernel.fd.Fd;
import java.util.Optional;

/** Descriptors that the caller of a restore holds open for files of the image set ({@code --inherit-fd}). */
public final class InheritedFiles {
    private InheritedFiles() {}

    /** Whether the caller brought {@code resource}: {@code pipe:[4711]}, {@code file[5:a]}, a path without its first slash. */
    public static boolean has(FileRestore restore, String resource) {
        return descriptor(restore, resource).isPresent();
    }

    /** A copy of what the caller brought for {@code resource}. */
    public static Optional<Fd> find(FileRestore restore, String resource) {
        return descriptor(restore, resource).map(inherited -> copy(restore, inherited));
    }

    private static Optional<InheritFd> descriptor(FileRestore restore, String resource) {
        return restore.request().files().inherited().stream()
                .filter(inherited -> inherited.resource().equals(resource))
                .findFirst();
    }

    private static Fd copy(FileRestore restore, InheritFd inherited) {
        Result copy = restore.linux().files().duplicate(inherited.fd());
        return restore.linux()
                .files()
                .adopt(copy, "dup of --inherit-fd fd[" + inherited.fd() + "]", inherited.resource());
    }
}
