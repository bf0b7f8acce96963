package dev.stasis.engine.resource.task.personality;

import dev.stasis.engine.resource.task.TaskImage;
import dev.stasis.image.proto.CoreEntry;
import dev.stasis.image.proto.TaskCoreEntry;

/** {@code tc.personality}, hexadecimal digits taken for decimal ones up to the first letter; and {@code tc.flags}. */
public final class PersonalityImage implements TaskImage<Personality> {
    @Override
    public void write(Personality value, CoreEntry.Builder core) {
        core.getTcBuilder().setPersonality(decimal(value.domain())).setFlags(value.flags());
    }

    @Override
    public Personality read(CoreEntry core) {
        TaskCoreEntry task = core.getTc();
        int domain = Integer.parseUnsignedInt(Integer.toUnsignedString(task.getPersonality()), 16);
        return new Personality(domain, task.getFlags());
    }

    private static int decimal(int domain) {
        String digits = String.format("%08x", domain);
        int end = 0;
        while (end < digits.length() && Character.isDigit(digits.charAt(end))) {
            end++;
        }
        return end == 0 ? 0 : Integer.parseInt(digits.substring(0, end));
    }
}
