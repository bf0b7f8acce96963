package dev.stasis.engine.resource.file;

/**
 * A kind of open file: its four roles under one noun.
 *
 * @param noun the kernel's own name, as errors and documents use it ("eventfd")
 * @param record type of the value between the roles: flags and owner of the description are part of it
 */
public record FileKind<T>(
        String noun, Class<T> record, FileDumper<T> dumper, FileRestorer<T> restorer, FileImage<T> image) {}
