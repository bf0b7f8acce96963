package dev.stasis.engine.resource.task.loginuid;

import java.util.OptionalInt;

/**
 * A process's login user.
 *
 * @param uid {@link #UNSET} when nobody has logged in; empty when the kernel has no auditing
 */
public record LoginUid(OptionalInt uid) {
    /** 4294967295, unsigned. */
    public static final int UNSET = -1;
}
