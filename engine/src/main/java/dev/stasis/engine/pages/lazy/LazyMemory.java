package dev.stasis.engine.pages.lazy;

import dev.stasis.engine.api.error.ImageDamaged;
import dev.stasis.engine.api.error.KernelRefused;
import dev.stasis.engine.kernel.abi.Errno;
import dev.stasis.engine.kernel.abi.Poll;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.call.Result;
import dev.stasis.engine.kernel.fd.Fd;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The memory of a restored process, or of a child that it made since, as far as pages of it are still to come. It hears what
 * the program does with its memory, and is not wrong about any page for a moment: the kernel refuses to take pages as long
 * as something is untold (EAGAIN).
 */
final class LazyMemory implements AutoCloseable {
    private static final long PAGE = 4096;
    private static final int MOMENT_MILLIS = 1;

    private final Linux linux;
    private final LazyImage image;
    private final FaultFd fault;
    private final MissingPages missing;
    private final Consumer<LazyMemory> births;
    private final Set<Long> waiting = new LinkedHashSet<>();
    private boolean gone;

    /** @param births told of each child that is made */
    LazyMemory(Linux linux, LazyImage image, Fd userfaultfd, MissingPages missing, Consumer<LazyMemory> births) {
        this.linux = linux;
        this.image = image;
        this.fault = new FaultFd(linux, userfaultfd);
        this.missing = missing;
        this.births = births;
    }

    /** Pid in the image set of the process whose pages it has: of a child that was made since, the parent's. */
    int pid() {
        return image.pid();
    }

    Fd fd() {
        return fault.fd();
    }

    MissingPages missing() {
        return missing;
    }

    /** Nothing is to come any more: all is there, or the memory is gone. */
    boolean complete() {
        return gone || missing.isEmpty();
    }

    boolean gone() {
        return gone;
    }

    /** Hears what happened. */
    void listen() {
        for (FaultEvent event : fault.events()) {
            if (event instanceof FaultEvent.Touched touched) {
                waiting.add(touched.address() & -PAGE);
            } else if (event instanceof FaultEvent.Forked forked) {
                Fd child = Fd.owning(linux.files(), forked.descriptor());
                births.accept(new LazyMemory(linux, image, child, image.inherited(missing), births));
            } else if (event instanceof FaultEvent.Moved moved) {
                missing.move(moved.from(), moved.to(), moved.length());
            } else if (event instanceof FaultEvent.Dropped dropped) {
                missing.remove(dropped.start(), dropped.end());
            } else if (event instanceof FaultEvent.Unmapped unmapped) {
                missing.remove(unmapped.start(), unmapped.end());
            }
        }
    }

    /**
     * Answers those that wait for pages which the images do not have: they are zero.
     *
     * @return for each page that somebody waits for still, what is missing there
     */
    List<MissingPages.Piece> awaited() {
        waiting.removeIf(page -> missing.at(page).isEmpty() && tryZero(page));
        return waiting.stream()
                .flatMap(page -> missing.within(page, page + PAGE).stream())
                .toList();
    }

    /** Whether it is done; otherwise an event is to be heard first. */
    private boolean tryZero(long page) {
        Result zeroed = fault.zero(page, PAGE);
        if (zeroed.ok() || zeroed.failedWith(Errno.EEXIST) || zeroed.failedWith(Errno.ENOENT)) {
            fault.wake(page, PAGE);
            return true;
        }
        return !again(zeroed, page);
    }

    /** Puts content where it belongs now. {@code source} is the address of its first byte at the dump. */
    void deliver(long source, Block content) {
        while (!gone && !tryDeliver(source, content)) {
            if (linux.files().poll(fault.fd(), Poll.POLLIN, MOMENT_MILLIS).raw() > 0) {
                listen();
            }
        }
    }

    private boolean tryDeliver(long source, Block content) {
        for (MissingPages.Piece piece : missing.ofSource(source, source + content.size())) {
            if (!put(piece.start(), piece.end(), content.address() + piece.source() - source)) {
                return false;
            }
        }
        return true;
    }

    /** Whether all is done; otherwise an event is to be heard first. */
    private boolean put(long start, long end, long from) {
        long at = start;
        long most = end - start;
        while (at < end && !gone) {
            long length = Math.min(most, end - at);
            Result put = fault.copy(at, from + at - start, length);
            if (put.ok()) {
                arrived(at, at + put.raw());
                at += put.raw();
                most = Math.min(end - start, 2 * most);
            } else if (put.failedWith(Errno.ENOENT) && length > PAGE) {
                // The kernel takes no range that lies in two mappings: the program has split what was one.
                most = Math.max(PAGE, length / 2 & -PAGE);
            } else if (put.failedWith(Errno.EEXIST) || put.failedWith(Errno.ENOENT)) {
                fault.wake(at, PAGE);
                arrived(at, at + PAGE);
                at += PAGE;
            } else if (again(put, at)) {
                return false;
            }
        }
        return true;
    }

    private void arrived(long start, long end) {
        missing.remove(start, end);
        waiting.removeIf(page -> page >= start && page < end);
    }

    /** Whether the call can be made again after a moment; if not, the memory is gone. */
    private boolean again(Result refused, long address) {
        switch (refused.errno()) {
            // ENOMEM: the control group of the program is full; it may free something, or be ended for it.
            case Errno.EAGAIN, Errno.ENOMEM -> {
                return true;
            }
            case Errno.ESRCH, Errno.ENOSPC -> {
                gone = true;
                return false;
            }
            case Errno.EFAULT ->
                throw new ImageDamaged("the pages of process " + pid() + " for 0x" + Long.toHexString(address)
                        + " cannot be read; the pages file became shorter");
            default ->
                throw new KernelRefused(
                        "ioctl(UFFDIO_COPY) to 0x" + Long.toHexString(address), "process " + pid(), refused.errno());
        }
    }

    /** Looks whether the process has ended. */
    void probe() {
        gone = gone || fault.memoryGone();
    }

    @Override
    public void close() {
        fault.close();
    }
}
