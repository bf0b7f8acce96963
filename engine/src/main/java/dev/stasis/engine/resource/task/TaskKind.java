package dev.stasis.engine.resource.task;

/**
 * A kind of task attribute: its four roles under one noun.
 *
 * @param noun the kernel's own name, as errors and documents use it ("credentials")
 * @param record type of the value between the roles
 * @param step when it is restored; within a step the order of {@link dev.stasis.engine.resource.Kinds} counts
 */
public record TaskKind<T>(
        String noun,
        Class<T> record,
        TaskScope scope,
        TaskStep step,
        TaskDumper<T> dumper,
        TaskRestorer<T> restorer,
        TaskImage<T> image) {}
