package dev.stasis.engine.api.option;

/** Whether an option takes a value, as in getopt_long(3). */
public enum Argument {
    NONE,
    REQUIRED,
    /** Only attached: {@code --name=value}, {@code -nvalue}. */
    OPTIONAL
}
