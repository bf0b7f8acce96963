package dev.stasis.engine.resource.file;

import com.google.protobuf.MessageLite;

/** Where a file kind puts what does not fit into its entry: further images of the set under construction. */
public interface FileSink {
    /**
     * Appends a record to an image ("pipes-data.img", "sk-queues.img", "remap-fpath.img", "memfd.img", "ghost-file-1.img").
     *
     * @param image file name, from ImageType's table
     * @param payload bytes that follow the record; empty for none
     */
    void append(String image, MessageLite record, byte[] payload);

    /** Whether key was never given before: for images that hold one record per object shared by many descriptions. */
    boolean first(String image, Object key);
}
