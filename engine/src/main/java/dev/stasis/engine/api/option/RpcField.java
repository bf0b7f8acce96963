package dev.stasis.engine.api.option;

/** Member of CRIU's RPC message {@code criu_opts} that carries an option. */
public record RpcField(String name, int number) {}
