package com.scrydon.scim.eventlog.members;

import com.scrydon.scim.eventlog.codec.FactCodec;
import com.scrydon.scim.facts.GroupFact;
import com.scrydon.scim.facts.GroupMember;
import com.scrydon.scim.facts.GroupMembersChanged;
import com.scrydon.scim.schemas.FactType;
import com.scrydon.scim.schemas.Topic;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Takes facts apart into a record for each member that came and a tombstone for each that left. The fact alone says who: nothing is
 * read from the directory, which may be further already. The deletion of a group needs nothing of its own, since its members are told
 * as removed before. Thread-safe.
 */
public final class MemberRecords {

    private final FactCodec codec;

    public MemberRecords(FactCodec codec) {
        this.codec = codec;
    }

    /** How many records {@link #of} would make. */
    public int count(String type, byte[] payload) {
        return tellsMembers(type)
                ? codec.decode(payload, GroupFact.class).getMembersChanged().map(MemberRecords::size).orElse(0)
                : 0;
    }

    /**
     * Who came, then who left; none for a fact that says nothing of members.
     *
     * @param type the fact's type
     * @param payload the framed fact
     */
    public List<MemberRecord> of(String type, byte[] payload) {
        if (!tellsMembers(type)) {
            return List.of();
        }
        var fact = codec.decode(payload, GroupFact.class);
        return fact.getMembersChanged().map(changed -> records(fact, changed)).orElse(List.of());
    }

    private static boolean tellsMembers(String type) {
        return type.equals(FactType.GROUP_MEMBERS_CHANGED.typeName());
    }

    private static int size(GroupMembersChanged changed) {
        return changed.getAccountsAdded().size() + changed.getGroupsAdded().size()
                + changed.getAccountsRemoved().size() + changed.getGroupsRemoved().size();
    }

    private List<MemberRecord> records(GroupFact fact, GroupMembersChanged changed) {
        var came = Stream.concat(changed.getAccountsAdded().stream().map(id -> came(fact, id, false)),
                changed.getGroupsAdded().stream().map(id -> came(fact, id, true)));
        var left = Stream.concat(changed.getAccountsRemoved().stream(), changed.getGroupsRemoved().stream())
                .map(id -> new MemberRecord(key(fact, id), null));
        return Stream.concat(came, left).toList();
    }

    private MemberRecord came(GroupFact fact, UUID member, boolean nested) {
        var header = fact.getHeader();
        var value = GroupMember.newBuilder().setOrganisationId(header.getOrganisationId())
                .setGroupId(fact.getGroupId()).setMemberId(member).setNested(nested)
                .setEventSeq(header.getEventSeq()).setSince(header.getOccurredAt()).build();
        return new MemberRecord(key(fact, member), codec.encode(Topic.GROUP_MEMBERS_STATE, value));
    }

    private static String key(GroupFact fact, UUID member) {
        return fact.getGroupId() + "/" + member;
    }
}
