package dev.stasis.engine.resource.memory;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.stasis.engine.api.error.ImageDamaged;
import dev.stasis.engine.api.error.StasisException;
import dev.stasis.engine.trace.Target;
import dev.stasis.image.proto.MmEntry;
import dev.stasis.image.proto.VmaEntry;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A damaged image of an address space ends in one sentence, whatever is wrong with it. */
class DamagedAddressSpaceTest {
    private static final int MUTANTS = 150;

    @TempDir
    Path directory;

    @TempDir
    Path images;

    @Test
    void endsInASentenceWhateverBitIsWrong() throws Exception {
        MemorySession session = new MemorySession(images);
        int pid;
        try (Target target = MemoryProgram.start(directory, """
                char *p = at(0x100000000, 0x10000, 3, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
                memset(p, 1, 0x10000);
                check(madvise(p, 4096, MADV_DONTFORK), "dontfork");
                check(mlock(p + 0x8000, 4096), "mlock");
                *(char *) at(0x100060000, 0x10000, 3, MAP_SHARED | MAP_ANONYMOUS, -1, 0) = 2;
                """)) {
            pid = target.pid();
            session.dump(pid, () -> {});
            session.end(target);
        }
        byte[] whole = session.image(pid).toByteArray();
        Random random = new Random(4711);
        int refused = 0;
        for (int i = 0; i < MUTANTS; i++) {
            byte[] mutant = whole.clone();
            int bit = random.nextInt(mutant.length * 8);
            mutant[bit / 8] ^= (byte) (1 << bit % 8);
            try {
                MmEntry entry = MmEntry.parseFrom(mutant);
                session.restore(pid, AddressSpaceImage.read(entry, "mm-" + pid + ".img"), (task, space) -> {});
            } catch (InvalidProtocolBufferException | StasisException sentence) {
                refused++;
            }
        }
        assertTrue(refused > MUTANTS / 4, refused + " of " + MUTANTS + " were refused");
    }

    @Test
    void refusesAdviceThatWouldThrowPagesAway() {
        VmaEntry vma = VmaEntry.newBuilder()
                .setStart(4096)
                .setEnd(8192)
                .setPgoff(0)
                .setShmid(0)
                .setProt(3)
                .setFlags(0x22)
                .setStatus(0x201)
                .setFd(-1)
                .setMadv(1 << 4)
                .build();
        ImageDamaged damaged = assertThrows(
                ImageDamaged.class,
                () -> AddressSpaceImage.read(entry().addVmas(vma).build(), "mm-7.img"));
        assertTrue(String.valueOf(damaged.getMessage()).startsWith("mm-7.img: the mapping 0x1000-0x2000 has advice"));
    }

    private static MmEntry.Builder entry() {
        return MmEntry.newBuilder()
                .setMmStartCode(0)
                .setMmEndCode(0)
                .setMmStartData(0)
                .setMmEndData(0)
                .setMmStartStack(0)
                .setMmStartBrk(0)
                .setMmBrk(0)
                .setMmArgStart(0)
                .setMmArgEnd(0)
                .setMmEnvStart(0)
                .setMmEnvEnd(0)
                .setExeFileId(1);
    }
}
