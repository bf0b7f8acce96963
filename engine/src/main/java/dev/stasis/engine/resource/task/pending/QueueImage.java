package dev.stasis.engine.resource.task.pending;

import com.google.protobuf.ByteString;
import dev.stasis.engine.api.error.ImageDamaged;
import dev.stasis.image.proto.SiginfoEntry;
import dev.stasis.image.proto.SignalQueueEntry;
import java.util.ArrayList;
import java.util.List;

/** A queue in an image: 128 raw bytes a signal. */
final class QueueImage {
    private QueueImage() {}

    static SignalQueueEntry write(List<SignalInfo> queue) {
        SignalQueueEntry.Builder entry = SignalQueueEntry.newBuilder();
        for (SignalInfo info : queue) {
            entry.addSignals(SiginfoEntry.newBuilder().setSiginfo(ByteString.copyFrom(info.bytes())));
        }
        return entry.build();
    }

    static List<SignalInfo> read(SignalQueueEntry entry) {
        List<SignalInfo> queue = new ArrayList<>();
        for (SiginfoEntry info : entry.getSignalsList()) {
            if (info.getSiginfo().size() != SignalInfo.BYTES) {
                throw new ImageDamaged("the core image has a pending signal of "
                        + info.getSiginfo().size() + " bytes instead of " + SignalInfo.BYTES + "; the set is damaged");
            }
            queue.add(SignalInfo.of(info.getSiginfo().toByteArray()));
        }
        return queue;
    }
}
