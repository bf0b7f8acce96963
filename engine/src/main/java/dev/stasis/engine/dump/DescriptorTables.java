package dev.stasis.engine.dump;

import dev.stasis.engine.api.error.KernelRefused;
import dev.stasis.engine.kernel.abi.Kcmp;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.call.Result;
import dev.stasis.engine.kernel.proc.FdInfo;
import dev.stasis.engine.pages.track.TrackerDescriptors;
import dev.stasis.engine.resource.file.Descriptor;
import dev.stasis.engine.resource.file.lock.FileLockDumper;
import dev.stasis.engine.tree.FrozenProcess;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The descriptors of all processes of a frozen tree, and which of them share an open file description. Descriptors whose
 * links read alike are put in the kernel's own order by kcmp(2), so that n of them cost n log n comparisons.
 */
final class DescriptorTables {
    private final Linux linux;
    private final FileLockDumper locks;
    private final Map<Integer, List<Descriptor>> tables = new HashMap<>();
    private final Map<Integer, OwnedDescriptor> descriptions = new LinkedHashMap<>();
    private final Map<String, TreeMap<OwnedDescriptor, Integer>> alike = new HashMap<>();
    private int lastId;

    private DescriptorTables(Linux linux, FileLockDumper locks) {
        this.linux = linux;
        this.locks = locks;
    }

    /** Requires: all threads of the processes are stopped. */
    static DescriptorTables read(Linux linux, List<FrozenProcess> processes, FileLockDumper locks) {
        DescriptorTables tables = new DescriptorTables(linux, locks);
        for (FrozenProcess process : processes) {
            if (!process.zombie()) {
                tables.read(process);
            }
        }
        return tables;
    }

    /** Ascending numbers; none for a zombie. */
    List<Descriptor> of(int pid) {
        return tables.getOrDefault(pid, List.of());
    }

    /** Each description once, under its id, by the first descriptor found for it. */
    Map<Integer, OwnedDescriptor> descriptions() {
        return descriptions;
    }

    /** Ids begin with 1 and have no holes. */
    int nextId() {
        return ++lastId;
    }

    private void read(FrozenProcess process) {
        int pid = process.pid();
        List<OwnedDescriptor> descriptors = new ArrayList<>();
        Set<Integer> trackers = new HashSet<>();
        for (int number : numbers(pid)) {
            OwnedDescriptor descriptor = describe(pid, number);
            descriptors.add(descriptor);
            if (TrackerDescriptors.isMark(descriptor.link())) {
                trackers.add(number);
                TrackerDescriptors.at(linux, pid, process.pidfd(), number)
                        .ifPresent(found -> trackers.add(found.userfaultNumber()));
            }
        }
        List<Descriptor> table = new ArrayList<>();
        for (OwnedDescriptor descriptor : descriptors) {
            int number = descriptor.number();
            if (trackers.contains(number)) {
                continue; // ours, from an earlier pre-dump
            }
            int id = identify(descriptor);
            locks.look(pid, number, descriptor.link(), id, descriptor.info().details());
            table.add(new Descriptor(number, descriptor.info().closeOnExec(), id));
        }
        tables.put(pid, List.copyOf(table));
    }

    private int identify(OwnedDescriptor descriptor) {
        return alike.computeIfAbsent(descriptor.link(), link -> new TreeMap<>(this::compare))
                .computeIfAbsent(descriptor, first -> {
                    int id = nextId();
                    descriptions.put(id, first);
                    return id;
                });
    }

    /** kcmp orders by an obfuscated address: 0 equal, 1 less, 2 greater. */
    private int compare(OwnedDescriptor one, OwnedDescriptor other) {
        if (one.pid() == other.pid() && one.number() == other.number()) {
            return 0;
        }
        Result order = linux.processes().kcmp(one.pid(), other.pid(), Kcmp.KCMP_FILE, one.number(), other.number());
        long result = order.orThrow(
                "kcmp",
                "fd " + one.number() + " of process " + one.pid() + " and fd " + other.number() + " of process "
                        + other.pid());
        return result == 0 ? 0 : result == 1 ? -1 : 1;
    }

    private static int[] numbers(int pid) {
        String[] names = new File("/proc/" + pid + "/fd").list();
        if (names == null) {
            throw new KernelRefused("readdir", "/proc/" + pid + "/fd", 2);
        }
        int[] numbers = new int[names.length];
        for (int i = 0; i < names.length; i++) {
            numbers[i] = Integer.parseInt(names[i]);
        }
        Arrays.sort(numbers);
        return numbers;
    }

    private OwnedDescriptor describe(int pid, int number) {
        StringBuilder link = new StringBuilder();
        String path = "/proc/" + pid + "/fd/" + number;
        linux.files().tryReadLink(path, link).orThrow("readlink", path);
        Path info = Path.of("/proc/" + pid + "/fdinfo/" + number);
        try {
            String text = Files.readString(info, StandardCharsets.ISO_8859_1);
            return new OwnedDescriptor(pid, number, link.toString(), FdInfo.parse(text));
        } catch (IOException refused) {
            throw new UncheckedIOException("cannot read " + info, refused);
        }
    }
}
