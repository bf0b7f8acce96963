package dev.stasis.engine.api.request;

import java.util.Optional;

/**
 * An object that lies outside the tree and is named to dump or restore: {@code TYPE[ID]:VALUE}.
 *
 * @param type {@code mnt}, {@code dev}, {@code file}, {@code tty}, {@code unix}, {@code net}, {@code pid}, {@code veth},
 *     {@code macvlan}, {@code netdev}
 * @param id what is between the brackets
 * @param value what follows the colon
 */
public record External(String type, String id, Optional<String> value) {
    /** Key under which the image set knows the object. */
    public String key() {
        return type + "[" + id + "]";
    }

    @Override
    public String toString() {
        return key() + value.map(text -> ":" + text).orElse("");
    }
}
