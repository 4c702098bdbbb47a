package com.scrydon.scim.ingress.scim.groups;

import com.scrydon.scim.ingress.scim.attributes.Projection;
import com.scrydon.scim.ingress.scim.listing.Listing;
import com.scrydon.scim.ingress.scim.listing.LongArray;
import com.scrydon.scim.ingress.scim.listing.Parts;
import com.scrydon.scim.ingress.scim.listing.Resources;
import com.scrydon.scim.ingress.scim.members.MemberList;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Groups as answers show them, with their members. */
@Component
public final class GroupResources extends Resources<GroupRow> {

    private static final LongArray LONG = new LongArray(GroupJson.MEMBERS);

    private final MemberList members;
    private final GroupJson json;

    GroupResources(Listing listing, GroupStore store, GroupFilterTerms terms, MemberList members, GroupJson json) {
        super(listing, store, terms, "g");
        this.members = members;
        this.json = json;
    }

    @Override
    protected RowWriter<GroupRow> writer(UUID organisation, List<GroupRow> groups, Projection projection) {
        if (!projection.shows(GroupJson.MEMBERS)) {
            return (group, out) -> LONG.write(json.of(group), Parts.of(List.of()), projection, out);
        }
        var ofAll = members.of(organisation, groups.stream().map(GroupRow::id).toList());
        return (group, out) -> LONG.write(json.of(group), ofAll.ofNext().map(json::member), projection, out);
    }
}
