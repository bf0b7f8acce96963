package dev.stasis.test.mutant;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The program that restores spoiled sets, one after the other: process 1 of namespaces of its own ({@code scripts/enclosed}).
 * It prints each that ends wrongly, and a line with the counts at the end.
 */
final class Mutants {
    private static final Path DEVICES = Path.of("/dev");
    private static final int HUNG = 3;

    private final long seed;
    private final List<SpoiledSet> sets = new ArrayList<>();
    private final Sandbox sandbox;
    private final Map<Sandbox.End, Integer> ends = new EnumMap<>(Sandbox.End.class);
    private int failed;

    private Mutants(long seed, Path scratch) {
        this.seed = seed;
        this.sandbox = new Sandbox(scratch);
    }

    /**
     * Runs.
     *
     * @param words seed, number of the first mutant, number behind the last, scratch directory, and for each set its
     *     directory and the folder that its program worked in
     */
    public static void main(String[] words) throws Exception {
        Mutants mutants = new Mutants(Long.parseLong(words[0]), Path.of(words[3]));
        for (int i = 4; i < words.length; i += 2) {
            mutants.sets.add(new SpoiledSet(Path.of(words[i]), Path.of(words[i + 1])));
        }
        mutants.restoreWhole();
        mutants.run(Integer.parseInt(words[1]), Integer.parseInt(words[2]));
        System.exit(mutants.failed == 0 ? 0 : 1);
    }

    /** Sets that are whole must be restored, or their mutants prove nothing; this loads all classes, too. */
    private void restoreWhole() throws InterruptedException {
        for (SpoiledSet set : sets) {
            Sandbox.End end = sandbox.restore(set.directory());
            if (end != Sandbox.End.RESTORED) {
                throw new AssertionError("the set of " + set.name() + " is whole, but it was " + end);
            }
            sandbox.clear();
        }
    }

    private void run(int first, int end) throws InterruptedException {
        long start = System.nanoTime();
        for (int number = first; number < end; number++) {
            SpoiledSet set = sets.get(number % sets.size());
            Random random = new Random(seed * 1_000_003 + number);
            String what = set.spoil(random);
            Traces traces = new Traces(List.of(set.directory(), set.folder(), DEVICES));
            try {
                Sandbox.End result = sandbox.restore(set.directory());
                sandbox.clear();
                if (result == Sandbox.End.RESTORED) {
                    traces.removeSockets();
                }
                traces.requireNone();
                ends.merge(result, 1, Integer::sum);
            } catch (AssertionError failure) {
                failed++;
                report(number, set, what, failure);
                sandbox.clear();
            }
            set.mend();
        }
        long seconds = (System.nanoTime() - start) / 1_000_000_000;
        long busy = (Usage.own().millis() + Usage.children().millis()) / 1000;
        System.out.println((end - first) + " mutants of seed " + seed + " in " + seconds + " s (" + busy
                + " s of processor time): " + ends + ", " + failed
                + " ended wrongly");
    }

    private static void report(int number, SpoiledSet set, String what, AssertionError failure) {
        System.out.println("mutant " + number + " of " + set.name() + ", " + what + ": " + failure.getMessage());
        if (failure.getCause() != null) {
            failure.getCause().printStackTrace(System.out);
        }
        if (failure instanceof Hang) {
            System.out.flush();
            Runtime.getRuntime().halt(HUNG);
        }
    }
}
