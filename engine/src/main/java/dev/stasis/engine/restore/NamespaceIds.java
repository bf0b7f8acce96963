package dev.stasis.engine.restore;

import dev.stasis.engine.api.error.Unsupported;
import dev.stasis.image.ImageSet;
import dev.stasis.image.proto.TaskKobjIdsEntry;
import java.util.List;
import java.util.function.ToIntFunction;

/** Whether a task lived in the namespaces of the command that dumped it: then it is restored into ours. */
final class NamespaceIds {
    private record Kind(String name, ToIntFunction<TaskKobjIdsEntry> id) {}

    private static final List<Kind> KINDS = List.of(
            new Kind("pid", TaskKobjIdsEntry::getPidNsId),
            new Kind("network", TaskKobjIdsEntry::getNetNsId),
            new Kind("ipc", TaskKobjIdsEntry::getIpcNsId),
            new Kind("uts", TaskKobjIdsEntry::getUtsNsId),
            new Kind("mount", TaskKobjIdsEntry::getMntNsId),
            new Kind("user", TaskKobjIdsEntry::getUserNsId),
            new Kind("cgroup", TaskKobjIdsEntry::getCgroupNsId),
            new Kind("time", TaskKobjIdsEntry::getTimeNsId));

    private NamespaceIds() {}

    static void requireOurs(ImageSet set, TaskKobjIdsEntry ids, int pid) {
        TaskKobjIdsEntry root = set.inventory().getRootIds();
        for (Kind kind : KINDS) {
            int id = kind.id.applyAsInt(ids);
            if (id != 0 && set.inventory().hasRootIds() && id != kind.id.applyAsInt(root)) {
                throw new Unsupported("process " + pid + " had a " + kind.name
                        + " namespace of its own, and namespaces cannot be restored yet");
            }
        }
    }
}
