package dev.stasis.engine.restore;

import dev.stasis.engine.api.Log;
import dev.stasis.engine.api.request.Restore;
import dev.stasis.engine.resource.memory.AddressSpace;
import dev.stasis.engine.resource.memory.AddressSpaceImage;
import dev.stasis.image.ImageSet;
import dev.stasis.image.ImageType;
import dev.stasis.image.check.ImageSetCheck;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a set says, read and checked as a whole before anything is started.
 *
 * @param tasks parents first
 * @param spaces address space of each process that is no zombie, by pid
 * @param plan how the processes are made
 */
record StoredTree(
        ImageSet set,
        List<TaskImages> tasks,
        Map<Integer, AddressSpace> spaces,
        StoredFiles files,
        List<TreeStep> plan) {

    static StoredTree read(Restore request, Log log) {
        ImageSet set = ImageSet.open(request.dirs().images());
        ImageSetCheck.check(set);
        List<TaskImages> tasks = TaskImages.read(set);
        Map<Integer, AddressSpace> spaces = new HashMap<>();
        for (TaskImages task : tasks) {
            if (!task.zombie()) {
                spaces.put(
                        task.pid(),
                        AddressSpaceImage.read(
                                set.require(ImageType.MM, task.pid()), ImageType.MM.fileName(task.pid())));
            }
        }
        List<TreeStep> plan = TreePlan.of(tasks.stream().map(TaskImages::member).toList(), request.shellJob());
        StoredFiles files = new StoredFiles(set);
        requireFreePids(tasks, plan);
        log.info("the set has " + tasks.size() + " processes with "
                + tasks.stream().mapToInt(task -> task.threads().size()).sum() + " threads and "
                + files.descriptions().size() + " open files");
        return new StoredTree(set, tasks, spaces, files, plan);
    }

    private static void requireFreePids(List<TaskImages> tasks, List<TreeStep> plan) {
        Set<Integer> ids = new LinkedHashSet<>();
        for (TreeStep step : plan) {
            if (step instanceof TreeStep.Birth birth) {
                ids.add(birth.pid());
            }
        }
        tasks.forEach(task -> ids.addAll(task.threads()));
        ids.forEach(Pids::requireFree);
    }

    int rootPid() {
        return tasks.get(0).pid();
    }
}
