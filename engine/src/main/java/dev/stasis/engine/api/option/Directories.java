package dev.stasis.engine.api.option;

import dev.stasis.engine.api.request.ImageDirs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the image and work directories that an invocation names. */
public final class Directories {
    private Directories() {}

    /**
     * @param start the directory that relative names of directories count from
     * @throws CommandLineError when one is not there
     */
    public static ImageDirs of(Invocation invocation, Path start) {
        Settings settings = invocation.settings();
        Optional<String> named = settings.get(CommonOptions.IMAGES);
        Path images = start.resolve(named.orElse(".")).normalize();
        if (invocation.command() != Command.SERVICE && !Files.isDirectory(images)) {
            throw CommandLineError.value("Can't open dir " + named.orElse(".") + ": " + reason(images));
        }
        Path work = settings.get(CommonOptions.WORK)
                .map(start::resolve)
                .orElse(images)
                .normalize();
        if (!Files.isDirectory(work)) {
            throw CommandLineError.value("Can't change directory to "
                    + settings.get(CommonOptions.WORK).orElse(".") + ": " + reason(work));
        }
        return new ImageDirs(images, work, settings.get(MemoryOptions.PARENT));
    }

    private static String reason(Path path) {
        return Files.exists(path) ? "Not a directory" : "No such file or directory";
    }
}
