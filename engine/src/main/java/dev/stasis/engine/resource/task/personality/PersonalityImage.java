package dev.stasis.engine.resource.task.personality;

import dev.stasis.engine.api.error.ImageDamaged;
import dev.stasis.engine.resource.task.TaskImage;
import dev.stasis.image.proto.CoreEntry;
import dev.stasis.image.proto.TaskCoreEntry;

/** {@code tc.personality}, hexadecimal digits taken for decimal ones up to the first letter; and {@code tc.flags}. */
public final class PersonalityImage implements TaskImage<Personality> {
    private static final int DIGITS = 8;

    @Override
    public void write(Personality value, CoreEntry.Builder core) {
        core.getTcBuilder().setPersonality(decimal(value.domain())).setFlags(value.flags());
    }

    @Override
    public Personality read(CoreEntry core) {
        TaskCoreEntry task = core.getTc();
        String digits = Integer.toUnsignedString(task.getPersonality());
        if (digits.length() > DIGITS) {
            throw new ImageDamaged("the core image's personality " + digits + " has more than " + DIGITS
                    + " digits; the set is damaged");
        }
        return new Personality(Integer.parseUnsignedInt(digits, 16), task.getFlags());
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
