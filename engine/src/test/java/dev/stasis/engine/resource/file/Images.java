package dev.stasis.engine.resource.file;

import com.google.protobuf.Message;
import com.google.protobuf.MessageLite;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Images in memory. */
public final class Images implements FileSink, FileSource {
    private final Map<String, List<Stored<Message>>> images = new HashMap<>();
    private final Set<List<Object>> keys = new HashSet<>();

    @Override
    public void append(String image, MessageLite record, byte[] payload) {
        images.computeIfAbsent(image, name -> new ArrayList<>()).add(new Stored<>((Message) record, payload));
    }

    @Override
    public boolean first(String image, Object key) {
        return keys.add(List.of(image, key));
    }

    @Override
    public <M extends Message> List<Stored<M>> records(String image, Class<M> type) {
        return images.getOrDefault(image, List.of()).stream()
                .map(stored -> new Stored<>(type.cast(stored.message()), stored.payload()))
                .toList();
    }
}
