package dev.stasis.engine.restore;

import dev.stasis.engine.api.error.Unsupported;
import dev.stasis.engine.restore.TreeStep.Birth;
import dev.stasis.engine.restore.TreeStep.JoinGroup;
import dev.stasis.engine.restore.TreeStep.Leave;
import dev.stasis.engine.restore.TreeStep.NewSession;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * In which order the processes of a tree are made, so that each has its old parent, session and group. The kernel knows
 * only inheritance, setsid(2) and setpgid(2): a child of another session than its parent's is cloned before its parent
 * starts its own, or by a sibling that is in that session, or by a helper that leads it and ends afterwards.
 */
final class TreePlan {
    /** The session of the restoring command, which a shell job joins. */
    private static final int OUTSIDE = 0;
    /** A session leader may be born in any session. */
    private static final int ANY = -1;

    /**
     * A process of the tree.
     *
     * @param parent 0 for the root
     * @param group its process group
     * @param session its session
     */
    record Member(int pid, int parent, int group, int session) {
        boolean leadsSession() {
            return session == pid;
        }
    }

    private final Map<Integer, Member> members = new LinkedHashMap<>();
    private final Map<Integer, Integer> sessions = new HashMap<>();
    private final Map<Integer, Integer> groups = new HashMap<>();
    private final Map<Integer, Integer> parents = new HashMap<>();
    private final List<TreeStep> steps = new ArrayList<>();
    private final List<Leave> helpers = new ArrayList<>();
    private final int outsideGroup;

    private TreePlan(List<Member> tree, boolean shellJob) {
        Member root = tree.get(0);
        boolean foreignSession = !root.leadsSession();
        if (foreignSession && !shellJob) {
            throw new Unsupported("the root of the tree, process " + root.pid + ", was part of session " + root.session
                    + " which is not in the images; give --shell-job to restore it into your own session");
        }
        this.outsideGroup = foreignSession && root.group != root.pid ? root.group : OUTSIDE;
        for (Member member : tree) {
            int session = foreignSession && member.session == root.session ? OUTSIDE : member.session;
            int group = session == OUTSIDE && member.group == outsideGroup ? OUTSIDE : member.group;
            members.put(member.pid, new Member(member.pid, member.parent, group, session));
        }
    }

    /**
     * Makes the plan.
     *
     * @param tree parents before children, the root first
     * @param shellJob session and group of the root, when it does not lead them, are those of the restoring command
     */
    static List<TreeStep> of(List<Member> tree, boolean shellJob) {
        TreePlan plan = new TreePlan(tree, shellJob);
        Member root = plan.first();
        plan.born(root.pid, 0, true, 0, OUTSIDE, OUTSIDE);
        plan.build(root);
        plan.joinGroups();
        plan.steps.addAll(plan.helpers);
        return List.copyOf(plan.steps);
    }

    private Member first() {
        return members.values().iterator().next();
    }

    private void born(int pid, int creator, boolean sibling, int parent, int session, int group) {
        steps.add(new Birth(pid, creator, sibling));
        sessions.put(pid, session);
        groups.put(pid, group);
        parents.put(pid, parent);
    }

    private void newSession(int pid) {
        steps.add(new NewSession(pid));
        sessions.put(pid, pid);
        groups.put(pid, pid);
    }

    /** Requires: the member is born. Makes its session and all below it. */
    private void build(Member member) {
        List<Member> later = new ArrayList<>();
        for (Member child : childrenOf(member.pid)) {
            int needed = neededAtBirth(child);
            if (member.leadsSession() && needed != ANY && needed != member.pid && needed == sessionOf(member.pid)) {
                bearDirectly(child);
            } else {
                later.add(child);
            }
        }
        if (member.leadsSession()) {
            newSession(member.pid);
        }
        for (Member child : later) {
            bear(child, member.pid);
        }
    }

    private void bear(Member child, int parent) {
        int needed = neededAtBirth(child);
        if (needed == ANY || needed == sessionOf(parent)) {
            bearDirectly(child);
            return;
        }
        int creator = siblingIn(needed, parent);
        if (creator == 0) {
            creator = helperLeading(needed, parent, child);
        }
        born(child.pid, creator, true, parent, needed, groupOf(creator));
        build(child);
    }

    private void bearDirectly(Member child) {
        born(child.pid, child.parent, false, child.parent, sessionOf(child.parent), groupOf(child.parent));
        build(child);
    }

    /** In which session a member must be cloned: its own, or, if it leads its own, one that a child of it needs. */
    private int neededAtBirth(Member member) {
        if (!member.leadsSession()) {
            return member.session;
        }
        for (Member child : childrenOf(member.pid)) {
            int needed = neededAtBirth(child);
            if (needed != ANY && needed != member.pid && !ledBelow(needed, member.pid)) {
                return needed;
            }
        }
        return ANY;
    }

    /** Whether the leader of that session is a child of {@code parent}, which can then clone its siblings into it. */
    private boolean ledBelow(int session, int parent) {
        Member leader = members.get(session);
        return leader != null && leader.parent == parent;
    }

    private int siblingIn(int session, int parent) {
        for (Map.Entry<Integer, Integer> born : sessions.entrySet()) {
            if (born.getValue() == session && parents.getOrDefault(born.getKey(), ANY) == parent) {
                return born.getKey();
            }
        }
        return 0;
    }

    private int helperLeading(int session, int parent, Member child) {
        if (session == OUTSIDE || members.containsKey(session)) {
            throw new Unsupported("process " + child.pid + ", child of " + parent + ", belongs to session " + session
                    + " whose processes are elsewhere in the tree; such an adopted process cannot be restored yet");
        }
        born(session, parent, false, parent, sessionOf(parent), groupOf(parent));
        newSession(session);
        helpers.add(new Leave(session, parent));
        return session;
    }

    private void joinGroups() {
        Set<Integer> alive = new HashSet<>(groups.values());
        for (Member member : members.values()) {
            if (member.group == member.pid && groupOf(member.pid) != member.pid) {
                join(member.pid, member.pid);
                alive.add(member.pid);
            }
        }
        for (Member member : members.values()) {
            if (groupOf(member.pid) == member.group) {
                continue;
            }
            if (!alive.contains(member.group)) {
                helperGroup(member);
                alive.add(member.group);
            }
            join(member.pid, member.group);
        }
    }

    private void join(int pid, int group) {
        steps.add(new JoinGroup(pid, group));
        groups.put(pid, group);
    }

    /** A group whose leader has ended before the dump: somebody must be its leader for a moment. */
    private void helperGroup(Member member) {
        if (member.group == OUTSIDE || members.containsKey(member.group)) {
            throw new Unsupported("process " + member.pid + " belongs to process group " + member.group
                    + " of another session; such a group cannot be restored");
        }
        born(member.group, member.pid, false, member.pid, sessionOf(member.pid), groupOf(member.pid));
        join(member.group, member.group);
        helpers.add(new Leave(member.group, member.pid));
    }

    private int sessionOf(int pid) {
        return sessions.getOrDefault(pid, OUTSIDE);
    }

    private int groupOf(int pid) {
        return groups.getOrDefault(pid, OUTSIDE);
    }

    /** Session leaders first: others may have to be cloned by them. */
    private List<Member> childrenOf(int pid) {
        List<Member> children = new ArrayList<>();
        for (Member member : members.values()) {
            if (member.parent == pid) {
                children.add(member);
            }
        }
        children.sort(Comparator.comparing(child -> !child.leadsSession()));
        return children;
    }
}
