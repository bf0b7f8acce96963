package dev.stasis.engine.api.request;

import java.util.Optional;

/** TLS of a page transfer; absent files mean the system's defaults. */
public record Tls(
        Optional<String> caCertificate,
        Optional<String> caRevocations,
        Optional<String> certificate,
        Optional<String> key,
        boolean verifyName) {}
