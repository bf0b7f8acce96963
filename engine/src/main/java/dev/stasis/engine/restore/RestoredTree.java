package dev.stasis.engine.restore;

import dev.stasis.engine.api.Log;
import dev.stasis.engine.api.ProgressListener;
import dev.stasis.engine.api.error.ImageDamaged;
import dev.stasis.engine.api.request.Restore;
import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.abi.Signal;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.pages.ProgressMeter;
import dev.stasis.engine.resource.file.lock.FileLock;
import dev.stasis.engine.resource.file.lock.FileLockImage;
import dev.stasis.engine.resource.file.lock.FileLockRestorer;
import dev.stasis.engine.resource.file.regular.RegularFiles;
import dev.stasis.engine.resource.file.tty.ControllingTerminals;
import dev.stasis.engine.resource.fs.FsContextRestorer;
import dev.stasis.engine.resource.memory.AddressSpace;
import dev.stasis.engine.resource.memory.AddressSpaceRestorer;
import dev.stasis.engine.resource.memory.FreeAddress;
import dev.stasis.engine.resource.task.TaskStep;
import dev.stasis.engine.script.ActionScripts;
import dev.stasis.engine.script.Hook;
import dev.stasis.engine.serving.PidFile;
import dev.stasis.engine.trace.Tracee;
import dev.stasis.image.ImageType;
import dev.stasis.image.proto.FileLockEntry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A tree under construction, on the tracer's thread. Everything that is made dies with this process until {@link
 * #release} lets all of it go at once.
 */
final class RestoredTree {
    private static final long BLOCK_ALL_BUT_TRAP = ~(1L << 4);

    private final Linux linux;
    private final Restore request;
    private final Log log;
    private final ProgressListener progress;
    private final StoredTree stored;
    private final ActionScripts scripts;
    private final List<Member> processes = new ArrayList<>();
    private long pages;

    /** A process that is no zombie, with its threads, the leader first. */
    private record Member(TaskImages images, AddressSpace space, List<RestoreTask> threads) {
        RestoreTask leader() {
            return threads.get(0);
        }
    }

    /**
     * What was measured.
     *
     * @param pages filled
     * @param forkingMicros time for making the processes
     */
    record Figures(long pages, long forkingMicros) {}

    RestoredTree(
            Linux linux,
            Restore request,
            Log log,
            ProgressListener progress,
            StoredTree stored,
            ActionScripts scripts) {
        this.linux = linux;
        this.request = request;
        this.log = log;
        this.progress = progress;
        this.stored = stored;
        this.scripts = scripts;
    }

    @SuppressWarnings("try") // files are closed before the end of their scope
    Figures restore() {
        long free = FreeAddress.find(stored.spaces().values(), StubMemory.SIZE);
        try (StubMemory stub = StubMemory.at(linux, free);
                RestoredFiles files = new RestoredFiles(linux, request, log, stored.files(), stored.tasks());
                LatePages late = LatePages.of(linux, request)) {
            RegularFiles.preflight(files);
            ControllingTerminals.preflight(files);
            SeedProcess seed = SeedProcess.start(linux, request.after().sibling());
            TreeBuilder builder = new TreeBuilder(linux, stub, seed);
            PidFile pidFile = PidFile.none();
            try {
                Figures figures = build(builder, files, late);
                // Only the tasks hold their files from here on: a pipe without a reader must look like one.
                files.letGo();
                scripts.run(Hook.POST_RESTORE, OptionalInt.of(stored.rootPid()));
                if (request.after().pidfile().isPresent()) {
                    Path file = request.dirs()
                            .work()
                            .resolve(request.after().pidfile().get());
                    pidFile = PidFile.write(file, stored.rootPid());
                }
                sayFarewell(stub);
                scripts.run(Hook.PRE_RESUME, OptionalInt.of(stored.rootPid()));
                late.finish();
                release(builder.seed());
                RegularFiles.removeTemporaryNames(files);
                scripts.run(Hook.POST_RESUME, OptionalInt.of(stored.rootPid()));
                return figures;
            } catch (RuntimeException | Error failure) {
                pidFile.remove();
                builder.destroy();
                throw failure;
            }
        }
    }

    private Figures build(TreeBuilder builder, RestoredFiles files, LatePages late) {
        progress.entered("make processes");
        long start = System.nanoTime();
        builder.carryOut(stored.plan(), log, leader -> ControllingTerminals.take(leader, files));
        endZombies(builder);
        long forking = (System.nanoTime() - start) / 1000;
        progress.entered("fill memory");
        try (ProgressMeter meter = ProgressMeter.start(progress, "fill memory", OptionalLong.empty())) {
            files.shared(ProgressMeter.class, () -> meter);
            for (TaskImages images : stored.tasks()) {
                if (!images.zombie()) {
                    fill(builder.process(images.pid()), images, files, late);
                }
            }
        }
        late.handOver(stored.tasks());
        progress.entered("open files");
        Set<Integer> finished = new HashSet<>();
        for (Member process : processes) {
            new DescriptorTable(process.leader(), linux.processes().ownPid()).fill(process.images.descriptors(), files);
            FsContextRestorer.restore(process.leader(), process.images.fs(), files);
            process.leader().run();
        }
        progress.entered("make threads");
        for (Member process : processes) {
            makeThreads(builder, process);
        }
        progress.entered("finish files");
        for (Member process : processes) {
            files.finish(process.leader(), process.images.descriptors(), finished);
            process.leader().run();
        }
        takeLocks();
        progress.entered("give attributes");
        for (TaskStep step : TaskStep.values()) {
            if (step != TaskStep.FAREWELL) {
                processes.forEach(process -> attributes(process).restore(step));
            }
        }
        for (Member process : processes) {
            AddressSpaceRestorer.applyDumpable(process.leader(), process.space);
            process.leader().run();
        }
        return new Figures(pages, forking);
    }

    private void takeLocks() {
        for (FileLockEntry entry : stored.set().all(ImageType.FILELOCKS)) {
            FileLock lock = FileLockImage.read(entry);
            RestoreTask holder = processes.stream()
                    .filter(process -> process.images.pid() == lock.pid())
                    .findFirst()
                    .orElseThrow(() -> new ImageDamaged("filelocks.img has a lock of process " + lock.pid()
                            + ", which is not in the image set; dump again"))
                    .leader();
            FileLockRestorer.restore(lock, holder);
            holder.run();
        }
    }

    private TaskAttributes attributes(Member process) {
        return new TaskAttributes(process.images, process.threads, log.forTask(process.images.pid()));
    }

    private void endZombies(TreeBuilder builder) {
        for (TaskImages images : stored.tasks()) {
            if (images.zombie()) {
                builder.end(builder.process(images.pid()), images.exitCode(), images.deathSignal());
            }
        }
    }

    private void fill(RestoreTask task, TaskImages images, RestoredFiles files, LatePages late) {
        // A call, so that SIGCHLD of children that ended here is taken and dropped, before it is blocked.
        task.call("getpid", Nr.GETPID);
        task.tracee().setSignalMask(BLOCK_ALL_BUT_TRAP);
        AddressSpace space = stored.spaces().get(images.pid());
        if (space == null) {
            throw new IllegalStateException("no address space of process " + images.pid());
        }
        pages += late.fill(task, space, files, stored.set());
        try (LentFiles lent = new LentFiles(task, linux)) {
            AddressSpaceRestorer.applyMm(task, space, lent.number(files.open(space.executable())));
        }
        late.register(task, space);
        List<RestoreTask> threads = new ArrayList<>();
        threads.add(task);
        processes.add(new Member(images, space, threads));
    }

    private static void makeThreads(TreeBuilder builder, Member process) {
        for (int tid : process.images.threads()) {
            if (tid != process.images.pid()) {
                process.threads.add(builder.thread(process.leader(), tid));
            }
        }
    }

    private void sayFarewell(StubMemory stub) {
        Farewell farewell = new Farewell(stub);
        for (Member process : processes) {
            farewell.leaveStub(process.images, process.space, process.leader());
            attributes(process).restore(TaskStep.FAREWELL);
        }
    }

    /** From here on the tree lives, whatever becomes of this process; before, it would not have. */
    private void release(RestoreTask seed) {
        progress.entered("release");
        List<Integer> pids =
                processes.stream().map(process -> process.images.pid()).toList();
        for (Member process : processes) {
            if (request.after().leaveStopped() || process.images.stopped()) {
                linux.processes().kill(process.images.pid(), Signal.SIGSTOP);
            }
        }
        try (ReleaseGuard guard = ReleaseGuard.arm(linux, seed, pids)) {
            for (Member process : processes) {
                for (RestoreTask thread : process.threads) {
                    thread.tracee().setOptions(Tracee.TRACE_SYSGOOD);
                    thread.tracee().detach();
                }
            }
            guard.dismiss(!request.after().sibling());
        }
    }
}
