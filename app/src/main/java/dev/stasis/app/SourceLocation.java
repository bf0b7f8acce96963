package dev.stasis.app;

import dev.stasis.engine.api.Log;
import dev.stasis.engine.api.option.CommandLineError;
import dev.stasis.engine.api.option.Occurrence;
import java.util.Arrays;
import java.util.Set;

/** The {@code FILE:LINE} of an error or warning, as CRIU's log has it. */
final class SourceLocation {
    private static final Set<String> PASSED_OVER = Set.of(
            Log.class.getName(), LogFile.class.getName(), CommandLineError.class.getName(), Occurrence.class.getName());

    /** Callbacks, as in {@code list.forEach(log::error)}. */
    private static final String LIBRARY = "java.";

    private SourceLocation() {}

    /** Where the log was called. */
    static String ofCaller() {
        return StackWalker.getInstance()
                .walk(frames -> frames.filter(frame -> !isPassedOver(frame.getClassName()))
                        .skip(1)
                        .findFirst()
                        .map(frame -> text(frame.toStackTraceElement()))
                        .orElse("?:0"));
    }

    /** Where an error arose. */
    static String of(Throwable error) {
        return Arrays.stream(error.getStackTrace())
                .filter(frame -> !isPassedOver(frame.getClassName()))
                .findFirst()
                .map(SourceLocation::text)
                .orElse("?:0");
    }

    private static boolean isPassedOver(String className) {
        return className.startsWith(LIBRARY) || PASSED_OVER.contains(className.replaceFirst("\\$.*", ""));
    }

    private static String text(StackTraceElement frame) {
        return frame.getFileName() + ":" + frame.getLineNumber();
    }
}
