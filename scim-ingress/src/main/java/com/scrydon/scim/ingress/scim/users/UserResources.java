package com.scrydon.scim.ingress.scim.users;

import com.scrydon.scim.ingress.scim.attributes.Projection;
import com.scrydon.scim.ingress.scim.listing.Listing;
import com.scrydon.scim.ingress.scim.listing.LongArray;
import com.scrydon.scim.ingress.scim.listing.Parts;
import com.scrydon.scim.ingress.scim.listing.Resources;
import com.scrydon.scim.ingress.scim.members.GroupOfAccount;
import com.scrydon.scim.ingress.scim.members.GroupsOfAccounts;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Users as answers show them, with their derived groups (R13). */
@Component
public final class UserResources extends Resources<StoredUser> {

    private static final LongArray LONG = new LongArray(UserJson.GROUPS);

    private final GroupsOfAccounts memberships;
    private final UserJson json;

    UserResources(Listing listing, UserStore store, UserFilterTerms terms, GroupsOfAccounts memberships,
            UserJson json) {
        super(listing, store, terms, "a");
        this.memberships = memberships;
        this.json = json;
    }

    @Override
    protected RowWriter<StoredUser> writer(UUID organisation, List<StoredUser> users, Projection projection) {
        var ids = users.stream().map(StoredUser::id).toList();
        Parts.OfEach<GroupOfAccount> groups = projection.shows(UserJson.GROUPS)
                ? memberships.of(organisation, ids)
                : () -> Parts.of(List.of());
        return (user, out) -> {
            var parts = groups.ofNext();
            var first = parts.next();
            LONG.write(json.of(user.row(), !first.isEmpty()), parts.after(first).map(json::group), projection, out);
        };
    }
}
