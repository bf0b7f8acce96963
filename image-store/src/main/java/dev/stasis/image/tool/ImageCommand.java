package dev.stasis.image.tool;

import dev.stasis.image.ImageDamagedException;
import dev.stasis.image.ImageDirectory;
import dev.stasis.image.ImageSet;
import dev.stasis.image.PagesConversion;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The commands of {@code crit} with its arguments - {@code decode}, {@code encode}, {@code info}, {@code show}, {@code x} -,
 * {@code convert} and {@code verify}. Answers the exit code; all trouble is one line on the error stream.
 */
public final class ImageCommand {
    /** How it is called. */
    public static final String USAGE = """
            decode [-i IN] [-o OUT] [--pretty]    image to JSON; standard streams unless named
            encode [-i IN] [-o OUT]               JSON to image
            show [--nopl] IN                      image to JSON for people; --nopl: without bytes behind records
            info IN                               magic and number of records
            convert --to FORM [--output DIR] DIR  keeps pages as plain (CRIU's format), zstd or zstd:LEVEL
            verify DIR                            reads a set with its parents, and checks all that it can
            x DIR ps|fds|mems|rss                 what a set holds: tasks, files, mappings, kept pages
            """;

    private final InputStream in;
    private final OutputStream out;
    private final OutputStream errors;
    private final ImageTool tool = new ImageTool();

    public ImageCommand(InputStream in, OutputStream out, OutputStream errors) {
        this.in = in;
        this.out = out;
        this.errors = errors;
    }

    /** Runs one command: 0 if it was done, 1 if the image is bad, 2 if the arguments are. */
    public int run(List<String> arguments) throws IOException {
        try {
            dispatch(arguments);
            return 0;
        } catch (BadArguments bad) {
            return failed(2, String.valueOf(bad.getMessage()) + "\n" + USAGE);
        } catch (ImageDamagedException | BadImageText bad) {
            return failed(1, String.valueOf(bad.getMessage()));
        } catch (NoSuchFileException missing) {
            return failed(1, "there is no " + missing.getFile());
        } catch (FileAlreadyExistsException there) {
            return failed(1, there.getFile() + " is there already");
        } catch (IOException refused) {
            return failed(1, "cannot read or write: " + refused.getMessage());
        }
    }

    private int failed(int code, String message) throws IOException {
        out.flush();
        errors.write((message.stripTrailing() + "\n").getBytes(StandardCharsets.UTF_8));
        errors.flush();
        return code;
    }

    private void dispatch(List<String> arguments) throws IOException {
        if (arguments.isEmpty()) {
            throw new BadArguments("a command is missing");
        }
        List<String> rest = arguments.subList(1, arguments.size());
        switch (arguments.get(0)) {
            case "decode" -> decode(ImageArguments.parse(rest, "--pretty"));
            case "encode" -> encode(ImageArguments.parse(rest, ""));
            case "show" -> show(ImageArguments.parse(rest, "--nopl"));
            case "info" -> info(ImageArguments.parse(rest, ""));
            case "convert" -> convert(ConvertArguments.parse(rest));
            case "verify" -> verify(rest);
            case "x" -> explore(rest);
            default -> throw new BadArguments("there is no command " + arguments.get(0));
        }
    }

    private void decode(ImageArguments arguments) throws IOException {
        arguments.requireNoOthers();
        ImageTool.Style style = arguments.flag() ? ImageTool.Style.PRETTY : ImageTool.Style.PLAIN;
        if (arguments.in().isPresent()) {
            decode(arguments.in().get(), arguments, style);
        } else {
            Path copy = Files.createTempFile("stasis-image-", ".img");
            try {
                Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
                decode(copy, arguments, style);
            } finally {
                Files.deleteIfExists(copy);
            }
        }
    }

    private void decode(Path image, ImageArguments arguments, ImageTool.Style style) throws IOException {
        if (arguments.out().isEmpty()) {
            toStandardOutput(stream -> tool.decode(image, stream, style));
            return;
        }
        try (OutputStream file =
                new BufferedOutputStream(Files.newOutputStream(arguments.out().get()))) {
            tool.decode(image, file, style);
        }
    }

    private void encode(ImageArguments arguments) throws IOException {
        arguments.requireNoOthers();
        byte[] text =
                arguments.in().isPresent() ? Files.readAllBytes(arguments.in().get()) : in.readAllBytes();
        Path directory = Files.createTempDirectory("stasis-image-");
        Path image = directory.resolve("image");
        try {
            tool.encode(new String(text, StandardCharsets.UTF_8), image);
            if (arguments.out().isPresent()) {
                Files.copy(image, arguments.out().get(), StandardCopyOption.REPLACE_EXISTING);
            } else {
                Files.copy(image, out);
                out.flush();
            }
        } finally {
            Files.deleteIfExists(image);
            Files.deleteIfExists(directory);
        }
    }

    private void show(ImageArguments arguments) throws IOException {
        Path image = arguments.onlyOther("an image");
        ImageTool.Style style = arguments.flag() ? ImageTool.Style.PRETTY_WITHOUT_BYTES : ImageTool.Style.PRETTY;
        toStandardOutput(stream -> tool.decode(image, stream, style));
    }

    private void info(ImageArguments arguments) throws IOException {
        Path image = arguments.onlyOther("an image");
        toStandardOutput(stream -> tool.info(image, stream));
    }

    private void convert(ConvertArguments arguments) throws IOException {
        Path directory = arguments.directory();
        PagesConversion.Figures figures;
        try {
            figures = arguments.output().isPresent()
                    ? PagesConversion.into(
                            ImageSet.open(directory), arguments.output().get(), arguments.form())
                    : PagesConversion.inPlace(ImageDirectory.at(directory), arguments.form());
        } catch (FileSystemException named) {
            throw named;
        } catch (IOException refused) {
            throw new IOException(
                    refused.getMessage() + "; pages files of " + directory
                            + " that were not converted are as they were",
                    refused);
        }
        toStandardOutput(stream -> stream.write((figures.files() + " pages files: " + figures.contentBytes()
                        + " bytes of pages in " + figures.storedBytes() + " bytes")
                .getBytes(StandardCharsets.UTF_8)));
    }

    private void verify(List<String> arguments) throws IOException {
        if (arguments.size() != 1) {
            throw new BadArguments("verify takes a directory");
        }
        SetVerification.Figures figures = SetVerification.verify(Path.of(arguments.get(0)));
        toStandardOutput(stream -> stream.write((arguments.get(0) + " is whole: " + figures.sets() + " sets, "
                        + figures.compressedFiles() + " compressed pages files with " + figures.compressedBytes()
                        + " bytes of pages")
                .getBytes(StandardCharsets.UTF_8)));
    }

    private void explore(List<String> arguments) throws IOException {
        if (arguments.size() != 2) {
            throw new BadArguments("x takes a directory and one of ps, fds, mems and rss");
        }
        Topic topic = Topic.named(arguments.get(1))
                .orElseThrow(() -> new BadArguments("x shows ps, fds, mems or rss, not " + arguments.get(1)));
        tool.explore(Path.of(arguments.get(0)), topic, out);
        out.flush();
    }

    private interface Writing {
        void to(OutputStream stream) throws IOException;
    }

    private void toStandardOutput(Writing writing) throws IOException {
        OutputStream buffered = new BufferedOutputStream(out);
        try {
            writing.to(buffered);
            buffered.write('\n');
        } finally {
            buffered.flush();
        }
    }
}
