package dev.stasis.engine.api.request;

/** A bind mount from outside: mount point and name at dump, name and place at restore. */
public record ExternalMount(String key, String value) {}
