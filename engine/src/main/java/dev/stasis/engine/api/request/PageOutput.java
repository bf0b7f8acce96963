package dev.stasis.engine.api.request;

import dev.stasis.image.compress.PagesForm;
import java.util.OptionalLong;

/**
 * How pages are sent or written.
 *
 * @param bytesPerSecond the most; at least 1
 * @param form in which the set keeps them
 */
public record PageOutput(OptionalLong bytesPerSecond, PagesForm form) {
    public static final PageOutput DEFAULT = new PageOutput(OptionalLong.empty(), PagesForm.PLAIN);
}
