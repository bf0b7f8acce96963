package dev.stasis.engine.api.option;

import java.util.Map;
import java.util.Optional;

/** The environment variables that stand for options. */
public record Environment(Map<String, String> variables) {
    public Environment {
        variables = Map.copyOf(variables);
    }

    public static Environment ofProcess() {
        return new Environment(System.getenv());
    }

    Optional<String> get(String name) {
        return Optional.ofNullable(variables.get(name));
    }
}
