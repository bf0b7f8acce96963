package dev.stasis.engine.api.option;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Values of all settings, and which options gave them. Options are applied in the order in which their sources count. */
public final class Settings {
    private final Map<Setting<?>, Object> values = new HashMap<>();
    private final Set<Option<?>> given = new LinkedHashSet<>();

    public <T> T get(Setting<T> setting) {
        @SuppressWarnings("unchecked") // put() stores only T under Setting<T>
        T value = (T) values.getOrDefault(setting, setting.initial());
        return value;
    }

    public <T> void put(Setting<T> setting, T value) {
        values.put(setting, value);
    }

    /** Applies one occurrence of an option. */
    public <T> void apply(Option<T> option, Occurrence occurrence) {
        given.add(option);
        put(option.setting(), option.fold().apply(get(option.setting()), occurrence));
    }

    /** The options that occurred, in order of first occurrence. */
    public Set<Option<?>> given() {
        return Set.copyOf(given);
    }

    public boolean isGiven(String option) {
        return given.stream().anyMatch(one -> one.name().equals(option));
    }

    /** The setting has another value than the initial one. */
    public boolean isChanged(Setting<?> setting) {
        return !setting.initial().equals(get(setting));
    }
}
