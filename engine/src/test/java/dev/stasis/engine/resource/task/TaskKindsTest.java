package dev.stasis.engine.resource.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.stasis.engine.api.error.ImageDamaged;
import dev.stasis.engine.resource.Kinds;
import dev.stasis.image.proto.CoreEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What every kind of task attribute owes: a way through the image and back, and together every field of the image. */
class TaskKindsTest {
    private static final String OTHER_MACHINE = "of another processor, and this engine knows x86-64 only";
    private static final String SESSION = "what the dump as a whole knows: engine.dump and engine.restore map it";
    private static final String SECCOMP = "programs under seccomp are refused";
    private static final String LABELS = "labels of security modules are not kept";

    /** Fields of the core image that no kind maps, and why. A prefix stands for all that is under it. */
    private static final Map<String, String> DROPPED = new TreeMap<>(Map.ofEntries(
            Map.entry("mtype", SESSION),
            Map.entry("ids", SESSION),
            Map.entry("tc.task_state", SESSION),
            Map.entry("tc.exit_code", SESSION),
            Map.entry("tc.stop_signo", SESSION),
            Map.entry("tc.cg_set", "the old place of thread_core.cg_set"),
            Map.entry("thread_core.cg_set", SESSION),
            Map.entry("tc.old_seccomp_mode", SECCOMP),
            Map.entry("tc.old_seccomp_filter", SECCOMP),
            Map.entry("thread_core.seccomp_mode", SECCOMP),
            Map.entry("thread_core.seccomp_filter", SECCOMP),
            Map.entry("tc.blk_sigset_extended", OTHER_MACHINE),
            Map.entry("thread_core.blk_sigset_extended", OTHER_MACHINE),
            Map.entry("tc.sigactions.mask_extended", OTHER_MACHINE),
            Map.entry("thread_core.creds.lsm_profile", LABELS),
            Map.entry("thread_core.creds.lsm_sockcreate", LABELS),
            Map.entry("thread_core.creds.apparmor_data", LABELS),
            Map.entry("thread_info.fpregs.padding", "the area's free bytes, which no CRIU writes any more"),
            Map.entry("thread_info.fpregs.xsave.cet", "threads with a shadow stack are refused"),
            Map.entry("ti_arm", OTHER_MACHINE),
            Map.entry("ti_aarch64", OTHER_MACHINE),
            Map.entry("ti_ppc64", OTHER_MACHINE),
            Map.entry("ti_s390", OTHER_MACHINE),
            Map.entry("ti_mips", OTHER_MACHINE),
            Map.entry("ti_loongarch64", OTHER_MACHINE),
            Map.entry("ti_riscv64", OTHER_MACHINE)));

    @Test
    void everyKindComesBackFromTheImageOfALeader() {
        for (TaskKind<?> kind : Kinds.tasks()) {
            assertComesBack(kind, true);
        }
    }

    @Test
    void everyKindOfAThreadComesBackFromTheImageOfAnyThread() {
        for (TaskKind<?> kind : Kinds.tasks()) {
            if (kind.scope() == TaskScope.THREAD) {
                assertComesBack(kind, false);
            }
        }
    }

    private static <T> void assertComesBack(TaskKind<T> kind, boolean leader) {
        CoreEntry.Builder core = allKinds(leader);
        assertEquals(TaskSamples.of(kind), kind.image().read(core.buildPartial()), kind.noun());
    }

    @Test
    void aThreadsImageHasNothingOfItsProcess() {
        assertTrue(!allKinds(false).hasTc());
    }

    @Test
    void everyFieldOfTheImageIsMappedOrDroppedForAReason() {
        Set<String> mapped = new TreeSet<>(paths(allKinds(true).buildPartial()));
        mapped.addAll(paths(allKinds(false).buildPartial()));
        Set<String> unmapped = new TreeSet<>(leaves(CoreEntry.getDescriptor(), ""));
        unmapped.removeAll(mapped);
        unmapped.removeIf(TaskKindsTest::dropped);
        assertEquals(Set.of(), unmapped);
    }

    @Test
    void nothingThatIsMappedIsCalledDropped() {
        Set<String> mapped = paths(allKinds(true).buildPartial());
        mapped.removeIf(path -> !dropped(path));
        assertEquals(Set.of(), mapped);
    }

    @Test
    void noFieldBelongsToTwoKinds() {
        Set<String> seen = new HashSet<>();
        for (TaskKind<?> kind : Kinds.tasks()) {
            CoreEntry.Builder core = CoreEntry.newBuilder();
            core.getTcBuilder();
            write(kind, core);
            for (String path : paths(core.buildPartial())) {
                assertTrue(seen.add(path), kind.noun() + " writes " + path + " of another kind");
            }
        }
    }

    @Test
    void everyKindSaysWhatItReadsAndCalls() throws Exception {
        for (TaskKind<?> kind : Kinds.tasks()) {
            String folder = kind.record().getPackageName().replace('.', '/');
            String text = Files.readString(Path.of("src/main/java/" + folder + "/package-info.java"));
            assertTrue(text.contains("Kernel contract"), folder);
        }
    }

    @Test
    void nounsAreUnique() {
        List<String> nouns = Kinds.tasks().stream().map(TaskKind::noun).toList();
        assertEquals(nouns.size(), new HashSet<>(nouns).size());
        assertNotEquals(0, nouns.size());
    }

    @Test
    void impossibleValuesAreDamage() {
        CoreEntry.Builder core = allKinds(true);
        core.getTcBuilder().setPersonality(-1);
        core.getThreadCoreBuilder().setComm("a name of more than fifteen bytes");
        core.getThreadCoreBuilder().getCredsBuilder().addCapInh(1);
        core.getThreadCoreBuilder().getSignalsPBuilder().getSignalsBuilder(0).setSiginfo(ByteString.EMPTY);
        core.getThreadInfoBuilder().getFpregsBuilder().addXmmSpace(1);
        core.getTcBuilder().removeSigactions(0);
        Set<String> damaged = new TreeSet<>();
        for (TaskKind<?> kind : Kinds.tasks()) {
            try {
                kind.image().read(core.buildPartial());
            } catch (ImageDamaged found) {
                damaged.add(kind.noun());
            }
        }
        assertEquals(
                Set.of("credentials", "name", "pending signals", "personality", "registers", "signal actions"),
                damaged);
    }

    private static CoreEntry.Builder allKinds(boolean leader) {
        CoreEntry.Builder core = CoreEntry.newBuilder();
        if (leader) {
            core.getTcBuilder();
        }
        for (TaskKind<?> kind : Kinds.tasks()) {
            if (leader || kind.scope() == TaskScope.THREAD) {
                write(kind, core);
            }
        }
        return core;
    }

    private static <T> void write(TaskKind<T> kind, CoreEntry.Builder core) {
        kind.image().write(TaskSamples.of(kind), core);
    }

    private static boolean dropped(String path) {
        return DROPPED.keySet().stream().anyMatch(prefix -> path.equals(prefix) || path.startsWith(prefix + "."));
    }

    /** Paths of all scalar fields that are set. */
    private static Set<String> paths(Message message) {
        Set<String> paths = new TreeSet<>();
        collect(message, "", paths);
        return paths;
    }

    private static void collect(Message message, String prefix, Set<String> into) {
        message.getAllFields().forEach((field, value) -> {
            String path = prefix + field.getName();
            if (field.getJavaType() != FieldDescriptor.JavaType.MESSAGE) {
                into.add(path);
            } else if (value instanceof List<?> list) {
                list.forEach(item -> collect((Message) item, path + ".", into));
            } else {
                collect((Message) value, path + ".", into);
            }
        });
    }

    private static Set<String> leaves(Descriptor type, String prefix) {
        Set<String> leaves = new TreeSet<>();
        for (FieldDescriptor field : type.getFields()) {
            String path = prefix + field.getName();
            if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
                leaves.addAll(leaves(field.getMessageType(), path + "."));
            } else {
                leaves.add(path);
            }
        }
        return leaves;
    }
}
