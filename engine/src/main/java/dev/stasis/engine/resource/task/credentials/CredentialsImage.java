package dev.stasis.engine.resource.task.credentials;

import dev.stasis.engine.api.error.ImageDamaged;
import dev.stasis.engine.resource.task.TaskImage;
import dev.stasis.engine.resource.task.credentials.Credentials.Capabilities;
import dev.stasis.engine.resource.task.credentials.Credentials.Ids;
import dev.stasis.image.proto.CoreEntry;
import dev.stasis.image.proto.CredsEntry;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * {@code thread_core.creds}; each set of capabilities is two words, the low one first. Not mapped: lsm_profile,
 * lsm_sockcreate, apparmor_data.
 */
public final class CredentialsImage implements TaskImage<Credentials> {
    /** linux/limits.h */
    private static final int NGROUPS_MAX = 65536;

    @Override
    public void write(Credentials value, CoreEntry.Builder core) {
        CredsEntry.Builder entry = CredsEntry.newBuilder()
                .setUid(value.users().real())
                .setEuid(value.users().effective())
                .setSuid(value.users().saved())
                .setFsuid(value.users().fileSystem())
                .setGid(value.group().real())
                .setEgid(value.group().effective())
                .setSgid(value.group().saved())
                .setFsgid(value.group().fileSystem())
                .addAllGroups(value.groups())
                .setSecbits(value.securebits());
        Capabilities capabilities = value.capabilities();
        words(capabilities.inheritable(), entry::addCapInh);
        words(capabilities.permitted(), entry::addCapPrm);
        words(capabilities.effective(), entry::addCapEff);
        words(capabilities.bounding(), entry::addCapBnd);
        words(capabilities.ambient(), entry::addCapAmb);
        if (value.noNewPrivileges()) {
            entry.setNoNewPrivs(1);
        }
        core.getThreadCoreBuilder().setCreds(entry);
    }

    @Override
    public Credentials read(CoreEntry core) {
        if (!core.getThreadCore().hasCreds()) {
            throw new ImageDamaged("the core image has no credentials; restoring it with those of the restoring process"
                    + " would give it rights that it did not have");
        }
        CredsEntry entry = core.getThreadCore().getCreds();
        if (entry.getGroupsCount() > NGROUPS_MAX) {
            throw new ImageDamaged("the core image has " + entry.getGroupsCount() + " supplementary groups, more than "
                    + NGROUPS_MAX + "; the set is damaged");
        }
        Capabilities capabilities = new Capabilities(
                set("cap_inh", entry.getCapInhList()),
                set("cap_prm", entry.getCapPrmList()),
                set("cap_eff", entry.getCapEffList()),
                set("cap_bnd", entry.getCapBndList()),
                set("cap_amb", entry.getCapAmbList()));
        return new Credentials(
                new Ids(entry.getUid(), entry.getEuid(), entry.getSuid(), entry.getFsuid()),
                new Ids(entry.getGid(), entry.getEgid(), entry.getSgid(), entry.getFsgid()),
                entry.getGroupsList(),
                capabilities,
                entry.getSecbits(),
                entry.getNoNewPrivs() != 0);
    }

    private static void words(long set, IntConsumer to) {
        to.accept((int) set);
        to.accept((int) (set >>> Integer.SIZE));
    }

    private static long set(String field, List<Integer> words) {
        if (words.size() > 2) {
            throw new ImageDamaged("the core image's creds." + field + " has " + words.size()
                    + " words instead of 2; the set is damaged");
        }
        long set = 0;
        for (int i = 0; i < words.size(); i++) {
            set |= Integer.toUnsignedLong(words.get(i)) << (Integer.SIZE * i);
        }
        return set;
    }
}
