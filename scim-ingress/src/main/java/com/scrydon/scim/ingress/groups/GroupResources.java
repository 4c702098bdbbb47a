package com.scrydon.scim.ingress.groups;

import com.scrydon.scim.ingress.attributes.Projection;
import com.scrydon.scim.ingress.listing.Listing;
import com.scrydon.scim.ingress.listing.Resources;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Groups as answers show them, with their members. */
@Component
public final class GroupResources extends Resources<GroupRow> {

    private final MemberList members;
    private final GroupJson json;

    GroupResources(Listing listing, GroupStore store, GroupFilterTerms terms, MemberList members, GroupJson json) {
        super(listing, store, terms, "g");
        this.members = members;
        this.json = json;
    }

    @Override
    protected UUID id(GroupRow group) {
        return group.id();
    }

    @Override
    protected List<ObjectNode> of(UUID organisation, List<GroupRow> groups, Projection projection) {
        var ids = projection.shows("members") ? groups.stream().map(GroupRow::id).toList() : List.<UUID>of();
        var byGroup = members.of(organisation, ids);
        return groups.stream()
                .map(group -> projection.of(json.of(group, byGroup.getOrDefault(group.id(), List.of())))).toList();
    }
}
