package dev.stasis.engine.resource.task.sigaction;

import dev.stasis.engine.api.error.ImageDamaged;
import dev.stasis.engine.api.error.Unsupported;
import dev.stasis.engine.resource.task.TaskImage;
import dev.stasis.image.proto.CoreEntry;
import dev.stasis.image.proto.SaEntry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code tc.sigactions}: one entry for each of the 62 signals. Not mapped: mask_extended, which only MIPS with its 128
 * signals has.
 */
public final class SignalActionsImage implements TaskImage<SignalActions> {
    @Override
    public void write(SignalActions value, CoreEntry.Builder core) {
        for (int signal : SignalActions.signals()) {
            SignalAction action = value.of(signal);
            core.getTcBuilder()
                    .addSigactions(SaEntry.newBuilder()
                            .setSigaction(action.handler())
                            .setFlags(action.flags())
                            .setRestorer(action.restorer())
                            .setMask(action.mask())
                            .setCompatSigaction(false));
        }
    }

    @Override
    public SignalActions read(CoreEntry core) {
        List<SaEntry> entries = core.getTc().getSigactionsList();
        List<Integer> signals = SignalActions.signals();
        if (entries.size() != signals.size()) {
            throw new ImageDamaged("the core image has " + entries.size() + " signal actions instead of "
                    + signals.size() + "; the set is damaged");
        }
        Map<Integer, SignalAction> actions = new HashMap<>();
        for (int i = 0; i < entries.size(); i++) {
            SaEntry entry = entries.get(i);
            if (entry.getCompatSigaction()) {
                throw new Unsupported("the image has signal actions of a 32-bit task, which cannot be restored yet;"
                        + " use CRIU for it");
            }
            actions.put(
                    signals.get(i),
                    new SignalAction(entry.getSigaction(), entry.getFlags(), entry.getRestorer(), entry.getMask()));
        }
        return new SignalActions(actions);
    }
}
