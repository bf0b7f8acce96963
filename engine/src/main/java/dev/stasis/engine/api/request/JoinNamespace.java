package dev.stasis.engine.api.request;

import java.util.OptionalInt;

/**
 * An existing namespace that the restored tree enters instead of getting its own.
 *
 * @param file path of the namespace; {@code /proc/PID/ns/KIND} when a pid was given
 * @param uid to take on after entering a user namespace; {@code gid} likewise
 */
public record JoinNamespace(NamespaceKind kind, String file, OptionalInt uid, OptionalInt gid) {}
