package dev.stasis.engine.api.option;

/**
 * Whether Stasis does what an option or command asks for.
 *
 * @param sentence for a refusal, what is missing; for an unused option, why nothing is to be done
 */
public record Support(State state, String sentence) {
    /** What happens to a user of it. */
    public enum State {
        SUPPORTED,
        /** Stopped with the sentence, before anything is done. */
        REFUSED,
        /** Accepted without effect, because CRIU ignores it too or because there is nothing to do. */
        ACCEPTED_UNUSED
    }

    private static final Support SUPPORTED = new Support(State.SUPPORTED, "");

    public static Support supported() {
        return SUPPORTED;
    }

    public static Support refused(String sentence) {
        return new Support(State.REFUSED, sentence);
    }

    public static Support unused(String reason) {
        return new Support(State.ACCEPTED_UNUSED, reason);
    }

    public boolean isRefused() {
        return state == State.REFUSED;
    }
}
