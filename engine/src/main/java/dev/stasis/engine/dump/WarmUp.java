package dev.stasis.engine.dump;

import com.google.protobuf.Message;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.resource.Kinds;
import dev.stasis.image.proto.CoreEntry;
import dev.stasis.image.proto.FileEntry;
import dev.stasis.image.proto.MmEntry;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Loads beforehand what would otherwise be loaded while the tree stands still. */
final class WarmUp {
    private static final List<Message> MESSAGES =
            List.of(CoreEntry.getDefaultInstance(), FileEntry.getDefaultInstance(), MmEntry.getDefaultInstance());

    private WarmUp() {}

    static void run(Linux linux) throws IOException {
        Kinds.files();
        Kinds.tasks();
        for (Message message : MESSAGES) {
            message.writeTo(OutputStream.nullOutputStream());
        }
        Namespaces.own(linux);
        ControlGroups.own();
    }
}
