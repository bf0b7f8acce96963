package dev.stasis.engine.resource.task;

import dev.stasis.image.proto.CoreEntry;

/** Record to protobuf and back, within a task's or thread's core image. Every field is mapped, or named as dropped. */
public interface TaskImage<T> {
    /** Sets the attribute's fields; a process's core has {@code tc}, every live thread's {@code thread_core}. */
    void write(T value, CoreEntry.Builder core);

    /**
     * Reads the attribute's fields.
     *
     * @throws dev.stasis.engine.api.error.ImageDamaged when they contradict each other
     */
    T read(CoreEntry core);
}
