package dev.stasis.engine.resource.file.timerfd;

import dev.stasis.engine.api.error.Unsupported;
import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.call.Result;
import dev.stasis.engine.resource.file.FileDump;
import dev.stasis.engine.resource.file.FileDumper;
import dev.stasis.engine.resource.file.OpenFile;
import dev.stasis.engine.resource.file.timerfd.TimerFd.Span;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

final class TimerFdDumper implements FileDumper<TimerFd> {
    private static final int ITIMERSPEC = 32;
    private static final int OCTAL = 8;
    private static final Pattern SPAN = Pattern.compile("\\((\\d+), (\\d+)\\)");

    @Override
    public boolean recognises(OpenFile file) {
        return file.link().equals("anon_inode:[timerfd]");
    }

    @Override
    public TimerFd dump(OpenFile file, FileDump dump) {
        TimerFd timer = parse(file);
        boolean asleep = timer.remaining().equals(Span.NOTHING)
                && timer.ticks() != 0
                && !timer.interval().equals(Span.NOTHING);
        return asleep ? parse(awake(file, dump.linux())) : timer;
    }

    /**
     * A timer that repeats rests from its first expiration until somebody reads it or asks for it; fdinfo then shows no
     * time remaining. Asking sets it going again and counts the ticks that were left out, which a read would do too.
     */
    private static OpenFile awake(OpenFile file, Linux linux) {
        try (Arena arena = new Arena()) {
            Block value = arena.allocate(ITIMERSPEC);
            new Result(linux.raw().call(Nr.TIMERFD_GETTIME, file.copy().number(), value.address()))
                    .orThrow("timerfd_gettime", file.describe());
        }
        Path fdinfo = Path.of("/proc/self/fdinfo/" + file.copy().number());
        try {
            List<String> details = Files.readAllLines(fdinfo, StandardCharsets.ISO_8859_1);
            return new OpenFile(
                    file.pid(),
                    file.descriptor(),
                    file.link(),
                    file.stat(),
                    file.flags(),
                    file.position(),
                    file.mountId(),
                    details,
                    file.owner(),
                    file.copy());
        } catch (IOException e) {
            throw new Unsupported("cannot save " + file.describe() + ": " + fdinfo + " cannot be read; mount /proc", e);
        }
    }

    private static TimerFd parse(OpenFile file) {
        return new TimerFd(
                file.flags(),
                file.owner(),
                Integer.parseInt(file.requireDetail("clockid")),
                Long.parseUnsignedLong(file.requireDetail("ticks")),
                Integer.parseInt(file.requireDetail("settime flags"), OCTAL),
                span(file, "it_value"),
                span(file, "it_interval"));
    }

    private static Span span(OpenFile file, String name) {
        String text = file.requireDetail(name);
        Matcher span = SPAN.matcher(text);
        if (!span.matches()) {
            throw new Unsupported("cannot save " + file.describe() + ": its fdinfo says " + name + ": " + text
                    + ", which is not understood; report it with the kernel's version");
        }
        return new Span(Long.parseLong(span.group(1)), Long.parseLong(span.group(2)));
    }
}
