package com.scrydon.scim.ingress.users;

import com.scrydon.scim.ingress.attributes.Projection;
import com.scrydon.scim.ingress.filters.SqlTerms;
import com.scrydon.scim.ingress.groups.AccountMemberships;
import com.scrydon.scim.ingress.listing.ListQuery;
import com.scrydon.scim.ingress.listing.Listed;
import com.scrydon.scim.ingress.listing.Listing;
import com.scrydon.scim.ingress.listing.SqlPage;
import com.scrydon.scim.ingress.wire.Verdict;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Users as answers show them, one by one and in lists; derived groups are one query for all of them (R13). */
@Component
public final class UserResources {

    private static final String ALIAS = "a";

    private final UserStore store;
    private final AccountMemberships memberships;
    private final UserJson json;
    private final Listing listing;
    private final UserFilterTerms terms;

    UserResources(UserStore store, AccountMemberships memberships, UserJson json, Listing listing,
            UserFilterTerms terms) {
        this.store = store;
        this.memberships = memberships;
        this.json = json;
        this.listing = listing;
        this.terms = terms;
    }

    /** The attributes of Users in SQL, for the table under the alias {@code a}. */
    public SqlTerms terms() {
        return terms;
    }

    /** A ListResponse of Users. */
    public Verdict<ObjectNode> list(UUID organisation, ListQuery query) {
        return listing.answer(query, terms, ALIAS, new Listing.Source<UserRow>() {

            @Override
            public List<Listed<UserRow>> page(SqlPage page) {
                return store.page(organisation, page);
            }

            @Override
            public long count(SqlPage page) {
                return store.count(organisation, page.condition());
            }

            @Override
            public List<ObjectNode> resources(List<UserRow> rows, Projection projection) {
                return of(organisation, rows, projection);
            }
        });
    }

    /** The Users with these ids, as far as there are any. */
    public Map<UUID, ObjectNode> byId(UUID organisation, Collection<UUID> ids, Projection projection) {
        var rows = store.findAll(organisation, ids);
        var resources = of(organisation, rows, projection).iterator();
        return rows.stream().map(UserRow::id).collect(Collectors.toMap(Function.identity(), _ -> resources.next()));
    }

    ObjectNode of(UUID organisation, UserRow user, Projection projection) {
        return of(organisation, List.of(user), projection).getFirst();
    }

    private List<ObjectNode> of(UUID organisation, List<UserRow> users, Projection projection) {
        var ids = projection.shows("groups") ? users.stream().map(UserRow::id).toList() : List.<UUID>of();
        var groups = memberships.groupsOf(organisation, ids);
        return users.stream()
                .map(user -> projection.of(json.of(user, groups.getOrDefault(user.id(), List.of())))).toList();
    }
}
