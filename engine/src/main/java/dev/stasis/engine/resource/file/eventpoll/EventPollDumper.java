package dev.stasis.engine.resource.file.eventpoll;

import dev.stasis.engine.api.error.Unsupported;
import dev.stasis.engine.kernel.abi.Kcmp;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.resource.file.FileDump;
import dev.stasis.engine.resource.file.FileDumper;
import dev.stasis.engine.resource.file.OpenFile;
import java.io.File;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the watched files from fdinfo, and finds by kcmp(2) under which number each is open. */
final class EventPollDumper implements FileDumper<EventPoll> {
    private static final Pattern TARGET = Pattern.compile("tfd:\\s*(\\d+) events:\\s*([0-9a-f]+) data:\\s*([0-9a-f]+)"
            + "\\s+pos:\\s*(-?\\d+) ino:\\s*([0-9a-f]+) sdev:\\s*([0-9a-f]+)\\s*");
    private static final int HEXADECIMAL = 16;
    private static final int SLOT = 12;

    @Override
    public boolean recognises(OpenFile file) {
        return file.link().equals("anon_inode:[eventpoll]");
    }

    @Override
    public EventPoll dump(OpenFile file, FileDump dump) {
        List<EventPoll.Target> targets = new ArrayList<>();
        // Of files watched under one number, which was closed and used again, the kernel tells only the order.
        Map<Integer, Integer> seen = new HashMap<>();
        for (String line : file.details()) {
            if (line.startsWith("tfd:")) {
                EventPoll.Target target = parse(line, file);
                int index = seen.merge(target.number(), 1, Integer::sum) - 1;
                targets.add(openUnder(number(target.number(), index, file, dump), target));
            }
        }
        return new EventPoll(file.flags(), file.owner(), targets);
    }

    private static EventPoll.Target parse(String line, OpenFile file) {
        Matcher target = TARGET.matcher(line);
        if (!target.matches()) {
            throw new Unsupported("cannot save " + file.describe() + ": its fdinfo says \"" + line
                    + "\", which is not understood; a kernel from Linux 4.13 on is needed");
        }
        return new EventPoll.Target(
                Integer.parseInt(target.group(1)),
                Integer.parseUnsignedInt(target.group(2), HEXADECIMAL),
                Long.parseUnsignedLong(target.group(3), HEXADECIMAL),
                Integer.parseUnsignedInt(target.group(6), HEXADECIMAL),
                Long.parseUnsignedLong(target.group(5), HEXADECIMAL),
                Long.parseLong(target.group(4)));
    }

    private static EventPoll.Target openUnder(int number, EventPoll.Target target) {
        return new EventPoll.Target(
                number, target.events(), target.data(), target.device(), target.inode(), target.position());
    }

    /**
     * The number under which the process has the watched file.
     *
     * @param watched number under which it was added
     * @param index among all watched under this number, in fdinfo's order
     */
    private static int number(int watched, int index, OpenFile file, FileDump dump) {
        if (dump.idOf(file.pid(), watched).isPresent() && same(watched, watched, index, file, dump)) {
            return watched;
        }
        String[] numbers = new File("/proc/" + file.pid() + "/fd").list();
        for (String name : numbers == null ? new String[0] : numbers) {
            int number = Integer.parseInt(name);
            if (dump.idOf(file.pid(), number).isPresent() && same(number, watched, index, file, dump)) {
                return number;
            }
        }
        throw new Unsupported("cannot save " + file.describe() + ": it watches a file added as fd " + watched
                + " that the process has closed while another keeps it open, and that cannot be added again; "
                + "remove it with EPOLL_CTL_DEL before it is closed");
    }

    private static boolean same(int number, int watched, int index, OpenFile file, FileDump dump) {
        try (Arena arena = new Arena()) {
            Block slot = arena.allocate(SLOT)
                    .putInt(0, file.descriptor())
                    .putInt(4, watched)
                    .putInt(8, index);
            int pid = file.pid();
            return dump.linux()
                            .processes()
                            .kcmp(pid, pid, Kcmp.KCMP_EPOLL_TFD, number, slot.address())
                            .orThrow("kcmp(KCMP_EPOLL_TFD)", file.describe())
                    == 0;
        }
    }
}
