package dev.stasis.engine.api.option;

import dev.stasis.engine.api.request.CpuCap;

/**
 * Reads the tokens of {@code --cpu-cap}. Each is added to what is set already, {@code ^} takes it away; any result but
 * none also asks for the image.
 */
final class CpuCapText {
    private CpuCapText() {}

    static CpuCap apply(CpuCap before, Occurrence use) {
        String text = use.argument();
        if (text == null || text.isEmpty()) {
            return CpuCap.ALL;
        }
        CpuCap result = before;
        for (String token : text.split(",", -1)) {
            boolean inverted = token.startsWith("^");
            result = token(result, inverted ? token.substring(1) : token, !inverted);
        }
        return result.equals(CpuCap.NONE) ? result : new CpuCap(result.fpu(), result.cpu(), result.ins(), true);
    }

    private static CpuCap token(CpuCap before, String token, boolean on) {
        return switch (token) {
            case "fpu" -> new CpuCap(on, before.cpu(), before.ins(), before.image());
            case "cpu" -> new CpuCap(before.fpu(), on, before.ins(), before.image());
            case "ins" -> new CpuCap(before.fpu(), before.cpu(), on, before.image());
            case "all" -> on ? CpuCap.ALL : CpuCap.NONE;
            case "none" -> on ? CpuCap.NONE : CpuCap.ALL;
            default -> throw CommandLineError.usage("Unknown FPU mode `" + token + "' selected");
        };
    }
}
