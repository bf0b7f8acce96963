package dev.stasis.image.check;

import static dev.stasis.image.SampleSet.CHILD;
import static dev.stasis.image.SampleSet.HEAP;
import static dev.stasis.image.SampleSet.PAGE;
import static dev.stasis.image.SampleSet.ROOT;
import static dev.stasis.image.SampleSet.SHARED;
import static dev.stasis.image.SampleSet.STACK;
import static dev.stasis.image.SampleSet.THREAD;
import static dev.stasis.image.SampleSet.ZOMBIE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import dev.stasis.image.ImageDamagedException;
import dev.stasis.image.ImageSet;
import dev.stasis.image.SampleSet;
import dev.stasis.image.proto.CoreEntry;
import dev.stasis.image.proto.FdTypes;
import dev.stasis.image.proto.TaskKobjIdsEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageSetCheckTest {
    @TempDir
    Path directory;

    private final SampleSet sample = new SampleSet();

    private void accepted() {
        sample.write(directory);
        ImageSetCheck.check(ImageSet.open(directory));
    }

    /** The check says that this field of this record of this file is wrong. */
    private void refused(String file, int record, String field) {
        sample.write(directory);
        refusedOnDisk(file, record, field);
    }

    private void refusedOnDisk(String file, int record, String field) {
        ImageDamagedException damaged =
                assertThrows(ImageDamagedException.class, () -> ImageSetCheck.check(ImageSet.open(directory)));
        assertEquals(directory.resolve(file).toString(), damaged.file(), damaged.toString());
        assertEquals(record, damaged.recordIndex(), damaged.toString());
        assertEquals(field, damaged.field(), damaged.toString());
        assertTrue(damaged.toString().endsWith("; copy the image set again, or dump again"), damaged.toString());
    }

    private CoreEntry.Builder core(int tid) {
        return sample.core(tid);
    }

    @Test
    void acceptsASoundSet() {
        accepted();
    }

    @Test
    void refusesOneNumberForTwoTasks() {
        sample.tree.get(1).setPid(ROOT).setThreads(0, ROOT);
        refused("pstree.img", 1, "threads");
    }

    @Test
    void refusesAZombieThatDiedOfASignalThatDoesNotKill() {
        core(ZOMBIE).getTcBuilder().setExitCode(22);
        refused("core-" + ZOMBIE + ".img", 0, "tc.exit_code");
    }

    @Test
    void refusesAFileWithoutAPath() {
        for (String name : new String[] {"", "relative", "/with\0end"}) {
            sample.files.get(0).getRegBuilder().setName(name);
            refused("files.img", 0, "reg.name");
        }
    }

    @Test
    void refusesARootThatIsAZombie() {
        core(ROOT).getTcBuilder().setTaskState(2);
        refused("core-" + ROOT + ".img", 0, "tc.task_state");
    }

    @Test
    void refusesAThreadOfTwoTasks() {
        sample.tree.get(1).addThreads(THREAD);
        refused("pstree.img", 1, "threads");
    }

    @Test
    void refusesAZombieWithTheNumberOfAThread() {
        sample.tree.get(2).setPid(THREAD);
        core(THREAD).setTc(core(ZOMBIE).getTc());
        refused("pstree.img", 2, "pid");
    }

    @Test
    void refusesAParentThatIsNotThere() {
        sample.tree.get(1).setPpid(4711);
        refused("pstree.img", 1, "ppid");
    }

    @Test
    void refusesAParentThatIsAZombie() {
        sample.tree.add(1, sample.tree.remove(2));
        sample.tree.get(2).setPpid(ZOMBIE);
        refused("pstree.img", 2, "ppid");
    }

    @Test
    void refusesACircleOfParents() {
        sample.tree.get(0).setPpid(CHILD);
        refused("pstree.img", 0, "ppid");
    }

    @Test
    void refusesTasksWithoutTheThreadOfTheTask() {
        sample.tree.get(1).setThreads(0, 9999);
        refused("pstree.img", 1, "threads");
    }

    @Test
    void refusesNumbersThatNoTaskCanHave() {
        sample.tree.get(1).setPid(0);
        refused("pstree.img", 1, "pid");
    }

    @Test
    void refusesThreadsThatClaimToBeTasks() {
        core(THREAD).setTc(core(ROOT).getTc());
        refused("core-101.img", 0, "tc");
    }

    @Test
    void refusesThreadsWithIds() {
        core(THREAD)
                .setIds(TaskKobjIdsEntry.newBuilder()
                        .setVmId(1)
                        .setFilesId(1)
                        .setFsId(1)
                        .setSighandId(1));
        refused("core-101.img", 0, "ids");
    }

    @Test
    void refusesMissingFilesOfATask() throws IOException {
        for (String file : new String[] {"core-101", "ids-102", "mm-102", "fs-102", "pagemap-102", "ghost-file-1f"}) {
            sample.write(directory);
            Files.delete(directory.resolve(file + ".img"));
            assertThrows(ImageDamagedException.class, () -> ImageSetCheck.check(ImageSet.open(directory)), () -> file);
        }
    }

    @Test
    void refusesStatesThatNoTaskHas() {
        core(CHILD).getTcBuilder().setTaskState(6);
        refused("core-102.img", 0, "tc.task_state");
    }

    @Test
    void refusesOtherNumbersOfSignalActions() {
        core(CHILD).getTcBuilder().removeSigactions(5);
        refused("core-102.img", 0, "tc.sigactions");
    }

    @Test
    void refusesOtherNumbersOfLimits() {
        core(CHILD).getTcBuilder().getRlimitsBuilder().removeRlimits(5);
        refused("core-102.img", 0, "tc.rlimits");
    }

    @Test
    void refusesLimitsAboveTheirMaximum() {
        core(CHILD).getTcBuilder().getRlimitsBuilder().getRlimitsBuilder(3).setMax(3);
        refused("core-102.img", 0, "tc.rlimits.cur");
    }

    @Test
    void refusesSignalsOfAnotherSize() {
        core(THREAD)
                .getThreadCoreBuilder()
                .getSignalsPBuilder()
                .getSignalsBuilder(0)
                .setSiginfo(ByteString.copyFrom(new byte[127]));
        refused("core-101.img", 0, "thread_core.signals_p.siginfo");
    }

    @Test
    void refusesRegistersOfAnotherSize() {
        core(THREAD).getThreadInfoBuilder().getFpregsBuilder().addXmmSpace(1);
        refused("core-101.img", 0, "thread_info.fpregs.xmm_space");
    }

    @Test
    void refusesThreadsWithoutRegisters() {
        core(THREAD).clearThreadInfo();
        refused("core-101.img", 0, "thread_info");
    }

    @Test
    void refusesMicrosecondsOfMoreThanASecond() {
        core(ROOT).getTcBuilder().getTimersBuilder().getVirtBuilder().setVusec(1_000_000);
        refused("core-100.img", 0, "tc.timers.virt.vusec");
    }

    @Test
    void refusesAFilterThatIsNotThere() {
        core(CHILD).getThreadCoreBuilder().setSeccompFilter(2);
        refused("core-102.img", 0, "thread_core.seccomp_filter");
    }

    @Test
    void refusesACircleOfFilters() {
        sample.seccomp.getSeccompFiltersBuilder(0).setPrev(1);
        refused("seccomp.img", 0, "seccomp_filters.prev");
    }

    @Test
    void refusesOneNumberForTwoDescriptors() {
        sample.descriptorOf(2, 3).setFd(1);
        refused("fdinfo-2.img", 3, "fd");
    }

    @Test
    void refusesDescriptorsWithAbsurdNumbers() {
        sample.descriptorOf(3, 0).setFd(-1);
        refused("fdinfo-3.img", 0, "fd");
    }

    @Test
    void refusesDescriptorsOfFilesThatAreNotThere() {
        sample.descriptorOf(3, 2).setId(99);
        refused("fdinfo-3.img", 2, "id");
    }

    @Test
    void refusesDescriptorsOfFilesOfAnotherType() {
        sample.descriptorOf(3, 2).setType(FdTypes.REG);
        refused("fdinfo-3.img", 2, "id");
    }

    @Test
    void refusesOneIdForTwoFiles() {
        sample.files.get(2).setId(2).getRegBuilder().setId(2);
        refused("files.img", 2, "id");
    }

    @Test
    void refusesFilesWithoutTheMemberOfTheirType() {
        sample.files.get(4).setType(FdTypes.SIGNALFD);
        refused("files.img", 4, "type");
    }

    @Test
    void refusesFilesWhoseMemberHasAnotherId() {
        sample.files.get(4).getEfdBuilder().setId(4);
        refused("files.img", 4, "id");
    }

    @Test
    void refusesDescriptorsOfSharedMemoryThatIsNotThere() {
        sample.inodes.clear();
        refused("files.img", 5, "memfd.inode_id");
    }

    @Test
    void refusesPagesBehindTheEndOfSharedMemory() {
        sample.inodes.get(0).setSize(0);
        refused("memfd.img", 0, "size");
    }

    @Test
    void refusesRemapsOfFilesThatAreNotThere() {
        sample.remaps.get(0).setOrigId(99);
        refused("remap-fpath.img", 0, "orig_id");
    }

    @Test
    void refusesPacketsForSocketsThatAreNotThere() {
        sample.packets.get(0).setIdFor(99);
        refused("sk-queues.img", 0, "id_for");
    }

    @Test
    void refusesAWorkingDirectoryThatIsNotThere() {
        sample.fs(CHILD).setCwdId(99);
        refused("fs-102.img", 0, "cwd_id");
    }

    @Test
    void refusesARootThatIsNoDirectory() {
        sample.fs(CHILD).setRootId(5);
        refused("fs-102.img", 0, "root_id");
    }

    @Test
    void refusesOverlappingMappings() {
        sample.vma(ROOT, 0).setEnd(HEAP + PAGE);
        refused("mm-100.img", 0, "vmas.1.start");
    }

    @Test
    void refusesMappingsOutOfOrder() {
        sample.vma(ROOT, 3).setStart(SHARED - 2 * PAGE).setEnd(SHARED - PAGE);
        refused("mm-100.img", 0, "vmas.3.start");
    }

    @Test
    void refusesMappingsThatAreNotAligned() {
        sample.vma(ROOT, 1).setStart(HEAP + 1);
        refused("mm-100.img", 0, "vmas.1.start");
    }

    @Test
    void refusesMappingsOutsideOfUserSpace() {
        sample.vma(ROOT, 3).setEnd(0x8000_0000_0000L);
        refused("mm-100.img", 0, "vmas.3.end");
    }

    @Test
    void refusesMappingsOfFilesThatAreNotThere() {
        sample.vma(ROOT, 2).setShmid(2);
        refused("mm-100.img", 0, "vmas.2.shmid");
    }

    @Test
    void refusesMappingsThatWouldBeFixed() {
        sample.vma(ROOT, 1).setFlags(0x32);
        refused("mm-100.img", 0, "vmas.1.flags");
    }

    @Test
    void refusesAdviceThatThrowsPagesAway() {
        sample.vma(ROOT, 1).setMadv(1 << 4);
        refused("mm-100.img", 0, "vmas.1.madv");
    }

    @Test
    void refusesALongerAuxiliaryVector() {
        sample.mm(ROOT).addMmSavedAuxv(1);
        refused("mm-100.img", 0, "mm_saved_auxv");
    }

    @Test
    void refusesABreakBelowItsStart() {
        sample.mm(ROOT).setMmBrk(HEAP - 1);
        refused("mm-100.img", 0, "mm_brk");
    }

    @Test
    void refusesAnExecutableThatIsNotThere() {
        sample.mm(ROOT).setExeFileId(99);
        refused("mm-100.img", 0, "exe_file_id");
    }

    @Test
    void refusesPagesOutsideOfAllMappings() {
        sample.pagesOf(ROOT).put(STACK + 3 * PAGE, 1);
        refused("pagemap-100.img", 4, "vaddr");
    }

    @Test
    void refusesPagesOfSharedMappings() {
        sample.pagesOf(ROOT).remove(STACK + PAGE);
        sample.pagesOf(ROOT).put(SHARED, 1);
        refused("pagemap-100.img", 3, "vaddr");
    }

    @Test
    void refusesAPagesFileThatIsTooShort() throws IOException {
        sample.write(directory);
        Path pages = directory.resolve("pages-1.img");
        Files.write(pages, new byte[(int) Files.size(pages) - 1]);
        refusedOnDisk("pagemap-100.img", 3, "nr_pages");
    }

    @Test
    void refusesPreDumps() {
        sample.inventory.clearFdinfoPerId().setPreDumpMode(1);
        refused("inventory.img", 0, "fdinfo_per_id");
    }
}
