package dev.stasis.engine.pages.lazy;

import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.engine.kernel.fd.Polling;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All memories that pages are brought to: serves who waits first, and fills the rest meanwhile, on one thread.
 */
final class LazyTree implements PageSource.Arrivals, AutoCloseable {
    /** How long nothing may happen before it is looked whether the processes are still there. */
    private static final int QUIET_MILLIS = 1000;

    private final Linux linux;
    private final MemoryKeeper keeper;
    private final List<LazyMemory> memories = new ArrayList<>();
    private final Map<Integer, LazyImage> images = new TreeMap<>();
    private final Filling filling = new Filling();
    private long arrivedBytes;

    LazyTree(Linux linux, MemoryKeeper keeper) {
        this.linux = linux;
        this.keeper = keeper;
    }

    /** A process of the restored tree. Owns the descriptor from now on. */
    void add(LazyImage image, Fd userfaultfd) {
        images.put(image.pid(), image);
        take(new LazyMemory(linux, image, userfaultfd, image.missing(), this::take));
    }

    private void take(LazyMemory memory) {
        memories.add(memory);
        keeper.keep(memory.fd());
    }

    /** Bytes that are missing of all memories, those of children counted on their own. */
    long missingBytes() {
        return memories.stream()
                .filter(memory -> !memory.complete())
                .mapToLong(memory -> memory.missing().bytes())
                .sum();
    }

    /** The same by pid in the image set. */
    Map<Integer, Long> missingByPid() {
        Map<Integer, Long> missing = new TreeMap<>();
        for (LazyMemory memory : memories) {
            if (!memory.complete()) {
                missing.merge(memory.pid(), memory.missing().bytes(), Long::sum);
            }
        }
        return missing;
    }

    boolean complete() {
        return memories.stream().allMatch(LazyMemory::complete);
    }

    /** Bytes that came. */
    long arrivedBytes() {
        return arrivedBytes;
    }

    @Override
    public void arrived(int pid, long address, Block content) {
        arrivedBytes += content.size();
        // Children that are made meanwhile are behind their parents in the list.
        for (int i = 0; i < memories.size(); i++) {
            if (memories.get(i).pid() == pid) {
                memories.get(i).deliver(address, content);
            }
        }
    }

    /**
     * One round: hears what happened, answers, asks, and fills a little. Waits when there is nothing else to do.
     *
     * @param others further descriptors that end the wait
     */
    void attend(PageSource source, List<Fd> others) {
        boolean idle = !fill(source);
        await(source, others, idle);
        for (int i = 0; i < memories.size(); i++) {
            serve(i, source);
        }
        source.attend();
        memories.removeIf(this::forgets);
    }

    /**
     * A memory that is gone needs nobody. One that is complete does: as long as the keeper has its userfaultfd, somebody must hear
     * what the program does.
     */
    private boolean forgets(LazyMemory memory) {
        if (memory.gone()) {
            memory.close();
        }
        return memory.gone();
    }

    private void serve(int number, PageSource source) {
        LazyMemory memory = memories.get(number);
        memory.listen();
        for (MissingPages.Piece page : memory.awaited()) {
            if (!source.expects(memory.pid(), page.source())) {
                filling.touched(number, page.start());
                source.ask(image(memory), page.source(), page.length());
            }
        }
    }

    private LazyImage image(LazyMemory memory) {
        LazyImage image = images.get(memory.pid());
        if (image == null) {
            throw new IllegalStateException("no images of process " + memory.pid());
        }
        return image;
    }

    /** Whether something was asked for. */
    private boolean fill(PageSource source) {
        if (!source.takesMore(filling.chunk())) {
            return false;
        }
        return filling.next(memories, source)
                .map(chunk -> {
                    source.ask(
                            image(chunk.memory()),
                            chunk.piece().source(),
                            chunk.piece().length());
                    return true;
                })
                .orElse(false);
    }

    /** Waits for a fault, an event, an arrival or what is due; not at all unless {@code idle}. */
    private void await(PageSource source, List<Fd> others, boolean idle) {
        List<Fd> watched = new ArrayList<>(others);
        memories.forEach(memory -> watched.add(memory.fd()));
        source.socket().ifPresent(watched::add);
        int due = source.dueMillis();
        int patience = !idle ? 0 : due < 0 ? QUIET_MILLIS : Math.min(due, QUIET_MILLIS);
        if (Polling.among(linux, watched, patience).isEmpty() && idle) {
            memories.forEach(LazyMemory::probe);
        }
    }

    @Override
    public void close() {
        memories.forEach(LazyMemory::close);
        memories.clear();
    }
}
