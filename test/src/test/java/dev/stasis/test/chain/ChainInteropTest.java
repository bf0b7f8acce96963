package dev.stasis.test.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stasis.test.workload.Checkout;
import dev.stasis.test.workload.Command;
import dev.stasis.test.workload.Peer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Our chains and the real CRIU: it restores them, and a dump of its own may be where they begin. */
class ChainInteropTest {
    private static final int PRE_DUMPS = 3;

    @TempDir
    Path root;

    /** Who restores. */
    enum Restorer {
        STASIS,
        CRIU
    }

    @BeforeAll
    static void onlyWhereDumpsCanBeMade() {
        Checkout.assumeDumpsCanBeMade();
    }

    @ParameterizedTest(name = "deduplicated: {0}")
    @ValueSource(booleans = {false, true})
    void criuRestoresAChainOfOurs(boolean deduplicated) throws IOException {
        try (Writer writer = Writer.startForPeer(11)) {
            Sets sets = new Sets(root);
            for (int i = 0; i < PRE_DUMPS; i++) {
                sets.preDump(writer.pid());
            }
            Path set = sets.dump(writer.pid());
            writer.awaitGone();
            if (deduplicated) {
                Command.run(Checkout.stasis().toString(), "dedup", "-D", set.toString())
                        .orFail();
            }
            Peer.run("restore", set, "-d");
            assertEquals("PASS", writer.verdict());
        }
    }

    @ParameterizedTest
    @EnumSource(Restorer.class)
    void aFullDumpOfCriuIsTheParentOfOurIncrements(Restorer restorer) throws IOException {
        try (Writer writer = Writer.startForPeer(12)) {
            Sets sets = new Sets(root);
            Peer.run("dump", sets.foreign("criu"), "-R", "-t", Integer.toString(writer.pid()));
            for (int i = 0; i < PRE_DUMPS; i++) {
                sets.preDump(writer.pid());
            }
            Path set = sets.dump(writer.pid());
            writer.awaitGone();
            if (restorer == Restorer.CRIU) {
                Peer.run("restore", set, "-d");
            } else {
                sets.restore(set);
            }
            assertEquals("PASS", writer.verdict());
        }
    }
}
