package dev.stasis.engine.resource.file.eventpoll;

import dev.stasis.engine.resource.file.FileKind;
import dev.stasis.engine.resource.file.FileOwner;
import java.util.List;

/**
 * A set of watched files.
 *
 * @param flags open file status flags
 */
public record EventPoll(int flags, FileOwner owner, List<Target> targets) {
    public static final FileKind<EventPoll> KIND = new FileKind<>(
            "eventpoll", EventPoll.class, new EventPollDumper(), new EventPollRestorer(), new EventPollImage());

    public EventPoll {
        targets = List.copyOf(targets);
    }

    /**
     * A watched file.
     *
     * @param number in the process that holds the eventpoll
     * @param events EPOLL* of linux/eventpoll.h
     * @param data as the program gave it
     * @param device of the file, in the kernel's own encoding, for information
     * @param inode likewise
     * @param position likewise
     */
    public record Target(int number, int events, long data, int device, long inode, long position) {}
}
