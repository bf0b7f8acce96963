package dev.stasis.engine.resource.task.credentials;

import java.util.List;

/**
 * Credentials of a thread.
 *
 * @param groups supplementary, ascending as the kernel keeps them
 * @param securebits SECBIT_ constants
 */
public record Credentials(
        Ids users,
        Ids group,
        List<Integer> groups,
        Capabilities capabilities,
        int securebits,
        boolean noNewPrivileges) {
    public Credentials {
        groups = List.copyOf(groups);
    }

    /** Four user or group ids; unsigned. */
    public record Ids(int real, int effective, int saved, int fileSystem) {
        static Ids of(List<Integer> four) {
            return new Ids(four.get(0), four.get(1), four.get(2), four.get(3));
        }
    }

    /** Sets of capabilities; bit n for capability n. */
    public record Capabilities(long inheritable, long permitted, long effective, long bounding, long ambient) {
        /** Without those that {@code available} has not. */
        Capabilities within(Capabilities available) {
            long givable = available.permitted();
            return new Capabilities(
                    inheritable & (givable | available.inheritable()),
                    permitted & givable,
                    effective & givable,
                    bounding & available.bounding(),
                    ambient & givable);
        }
    }
}
