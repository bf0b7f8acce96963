import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * A JVM under load: threads that allocate so that the collector runs, compile so that code is made, lock and wait.
 *
 * <p>Probes: yes
 */
public final class JvmLoad {
    private static final int THREADS = 4;
    private static final AtomicLongArray ROUNDS = new AtomicLongArray(THREADS);
    private static final Object LOCK = new Object();
    private static volatile boolean stop;
    private static volatile String failure;
    private static Path folder;

    public static void main(String[] arguments) throws Exception {
        folder = Path.of(arguments[0]);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int index = i;
            threads.add(new Thread(() -> work(index), "worker-" + i));
        }
        threads.forEach(Thread::start);
        probe();
        put("ready", ProcessHandle.current().pid() + "\n");
        long began = System.nanoTime();
        while (!Files.exists(folder.resolve("go"))) {
            if (Files.exists(folder.resolve("probe"))) {
                probe();
                Files.move(folder.resolve("probe"), folder.resolve("probed"));
            }
            Thread.sleep(10);
            if (System.nanoTime() - began > 900_000_000_000L) Runtime.getRuntime().halt(4);
        }
        probe();
        stop = true;
        for (Thread thread : threads) thread.join();
        put("result", failure == null ? "PASS\n" : "FAIL " + failure + "\n");
    }

    private static void work(int index) {
        Map<Integer, String> kept = new HashMap<>();
        try {
            for (int round = 0; !stop; round++) {
                int key = round % 2000;
                String was = kept.put(key, index + ":" + key + ":" + "x".repeat(key % 100));
                if (was != null && !was.equals(kept.get(key))) throw new IllegalStateException("entry " + key + " is " + was);
                byte[] garbage = new byte[10_000];
                garbage[round % garbage.length] = 1;
                double sum = 0;
                for (int i = 1; i < 1000; i++) sum += Math.sqrt(i) * (garbage[i] + 1);
                if (Double.isNaN(sum)) throw new IllegalStateException("a sum is no number");
                synchronized (LOCK) {
                    if (round % 100 == 0) LOCK.wait(1);
                    else LOCK.notify();
                }
                ROUNDS.incrementAndGet(index);
            }
        } catch (Exception e) {
            failure = "thread " + index + ": " + e;
        }
    }

    private static void probe() throws Exception {
        long[] before = new long[THREADS];
        for (int i = 0; i < THREADS; i++) before[i] = ROUNDS.get(i);
        for (int i = 0; i < THREADS; i++) {
            for (int waits = 0; ROUNDS.get(i) <= before[i] && failure == null; waits++) {
                if (waits > 5000) failure = "thread " + i + " stands still";
                Thread.sleep(2);
            }
        }
        System.gc();
        if (failure != null) {
            put("result", "FAIL " + failure + "\n");
            Runtime.getRuntime().halt(1);
        }
    }

    private static void put(String name, String text) throws IOException {
        Path temporary = folder.resolve(name + ".tmp");
        Files.write(temporary, text.getBytes(StandardCharsets.UTF_8));
        Files.move(temporary, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }
}
