package dev.stasis.engine.resource.file;

import com.google.protobuf.Message;
import java.util.List;

/** The images of a set that hold what does not fit into file entries. */
public interface FileSource {
    /** All records of an image, in order; none when the image does not exist. Read once and kept. */
    <M extends Message> List<Stored<M>> records(String image, Class<M> type);

    /**
     * A record with the bytes that follow it.
     *
     * @param payload empty where the image's records have none
     */
    record Stored<M extends Message>(M message, byte[] payload) {}
}
