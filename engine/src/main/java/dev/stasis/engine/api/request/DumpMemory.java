package dev.stasis.engine.api.request;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * How memory is dumped.
 *
 * @param track changes from now on are tracked for a next dump
 * @param autoDedup pages that this dump supersedes are punched out of the parent sets
 * @param lazyServer pages are not written but served from here ({@code --lazy-pages})
 * @param pageServer pages are sent there ({@code --page-server})
 * @param statusFd gets one NUL byte when lazy pages are being served
 * @param output how pages are sent or written
 */
public record DumpMemory(
        boolean track,
        boolean autoDedup,
        Optional<PageEndpoint> lazyServer,
        Optional<PageEndpoint> pageServer,
        OptionalInt statusFd,
        PageOutput output) {
    public static final DumpMemory DEFAULT =
            new DumpMemory(false, false, Optional.empty(), Optional.empty(), OptionalInt.empty(), PageOutput.DEFAULT);
}
