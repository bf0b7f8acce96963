package dev.stasis.engine.dump;

import dev.stasis.engine.api.Log;
import dev.stasis.engine.api.request.AfterDump;
import dev.stasis.engine.api.request.Dump;
import dev.stasis.engine.api.request.ImageDirs;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.pages.LocalPageStore;
import dev.stasis.engine.restore.SeedProcess;
import dev.stasis.engine.tree.FrozenTree;
import dev.stasis.engine.tree.TreeFreezer;
import dev.stasis.image.ImageSetWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * A dump of a process made for it, whose images are thrown away: what a cold virtual machine loads and links at the first
 * dump is then loaded before the real tree has to stand still.
 */
final class Rehearsal {
    private static final int SECONDS = 1;

    private final Linux linux;
    private final boolean tracking;
    private final boolean snapshot;
    private final Log log;

    private Rehearsal(Linux linux, boolean tracking, boolean snapshot, Log log) {
        this.linux = linux;
        this.tracking = tracking;
        this.snapshot = snapshot;
        this.log = log;
    }

    /**
     * Never fails: a rehearsal that breaks off has warmed what it came to.
     *
     * @param place where its images are for the moment: a directory that goes when this process is killed
     * @param tracking what the tree writes will be tracked
     * @param snapshot its memory may be copied
     */
    static void run(Linux linux, Path place, boolean tracking, boolean snapshot, Log log) {
        long start = System.nanoTime();
        try {
            new Rehearsal(linux, tracking, snapshot, log).run(place);
        } catch (IOException | RuntimeException early) {
            log.debug("the rehearsal broke off: " + early.getMessage());
        }
        log.debug("rehearsed for " + (System.nanoTime() - start) / 1000 + " us");
    }

    private void run(Path place) throws IOException {
        Path directory = Files.createTempDirectory(place, "rehearsal-");
        try {
            dump(directory, SeedProcess.startUntraced(linux));
        } finally {
            Files.delete(directory);
        }
    }

    private void dump(Path directory, int pid) throws IOException {
        Dump request =
                Dump.of(pid, ImageDirs.of(directory)).inShellJob().then(snapshot ? AfterDump.RUN : AfterDump.KILL);
        Chain chain = Chain.of(linux, request.dirs(), tracking, Log.NONE);
        SnapshotRule rule = snapshot ? SnapshotRule.ALWAYS : SnapshotRule.NEVER;
        try (ImageSetWriter set = ImageSetWriter.create(directory);
                FrozenTree tree = TreeFreezer.freeze(linux, pid, SECONDS);
                TreeMemory memory = TreeMemory.prepare(
                        linux,
                        set,
                        new LocalPageStore(linux, set, Optional.empty()),
                        chain,
                        Set.of(pid),
                        false,
                        rule,
                        Log.NONE)) {
            TreeFiles files = new TreeFiles(linux, request, Log.NONE, tree);
            FrozenDump dump =
                    new FrozenDump(linux, request, Log.NONE, tree, set, files, memory, chain, new DumpClock());
            for (Stage stage : FrozenStages.ALL) {
                rehearse(stage, dump);
            }
            InventoryImages.inventory(dump);
            memory.saveLater();
            tree.kill();
        }
    }

    /** The process has this one's standard input and output, which may be of a kind that cannot be saved. */
    private void rehearse(Stage stage, FrozenDump dump) {
        try {
            stage.action().run(dump);
        } catch (IOException | RuntimeException early) {
            log.debug("the rehearsal of \"" + stage.name() + "\" broke off: " + early.getMessage());
        }
    }
}
