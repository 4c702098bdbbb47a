package com.scrydon.scim.ingress.users;

import com.scrydon.scim.ingress.attributes.Projection;
import com.scrydon.scim.ingress.groups.AccountMemberships;
import com.scrydon.scim.ingress.listing.Listing;
import com.scrydon.scim.ingress.listing.Resources;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Users as answers show them, with their derived groups (R13). */
@Component
public final class UserResources extends Resources<UserRow> {

    private final AccountMemberships memberships;
    private final UserJson json;

    UserResources(Listing listing, UserStore store, UserFilterTerms terms, AccountMemberships memberships,
            UserJson json) {
        super(listing, store, terms, "a");
        this.memberships = memberships;
        this.json = json;
    }

    @Override
    protected UUID id(UserRow user) {
        return user.id();
    }

    @Override
    protected List<ObjectNode> of(UUID organisation, List<UserRow> users, Projection projection) {
        var ids = projection.shows("groups") ? users.stream().map(UserRow::id).toList() : List.<UUID>of();
        var groups = memberships.groupsOf(organisation, ids);
        return users.stream()
                .map(user -> projection.of(json.of(user, groups.getOrDefault(user.id(), List.of())))).toList();
    }
}
