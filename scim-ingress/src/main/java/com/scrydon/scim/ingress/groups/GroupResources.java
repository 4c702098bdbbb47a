package com.scrydon.scim.ingress.groups;

import com.scrydon.scim.ingress.attributes.Projection;
import com.scrydon.scim.ingress.filters.SqlTerms;
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

/** Groups as answers show them, one by one and in lists; members are one query for all of them. */
@Component
public final class GroupResources {

    private static final String ALIAS = "g";

    private final GroupStore store;
    private final MemberList members;
    private final GroupJson json;
    private final Listing listing;
    private final GroupFilterTerms terms;

    GroupResources(GroupStore store, MemberList members, GroupJson json, Listing listing,
            GroupFilterTerms terms) {
        this.store = store;
        this.members = members;
        this.json = json;
        this.listing = listing;
        this.terms = terms;
    }

    /** The attributes of Groups in SQL, for the table under the alias {@code g}. */
    public SqlTerms terms() {
        return terms;
    }

    /** A ListResponse of Groups. */
    public Verdict<ObjectNode> list(UUID organisation, ListQuery query) {
        return listing.answer(query, terms, ALIAS, new Listing.Source<GroupRow>() {

            @Override
            public List<Listed<GroupRow>> page(SqlPage page) {
                return store.page(organisation, page);
            }

            @Override
            public long count(SqlPage page) {
                return store.count(organisation, page.condition());
            }

            @Override
            public List<ObjectNode> resources(List<GroupRow> rows, Projection projection) {
                return of(organisation, rows, projection);
            }
        });
    }

    /** The Groups with these ids, as far as there are any. */
    public Map<UUID, ObjectNode> byId(UUID organisation, Collection<UUID> ids, Projection projection) {
        var rows = store.findAll(organisation, ids);
        var resources = of(organisation, rows, projection).iterator();
        return rows.stream().map(GroupRow::id).collect(Collectors.toMap(Function.identity(), _ -> resources.next()));
    }

    ObjectNode of(UUID organisation, GroupRow group, Projection projection) {
        return of(organisation, List.of(group), projection).getFirst();
    }

    private List<ObjectNode> of(UUID organisation, List<GroupRow> groups, Projection projection) {
        var ids = projection.shows("members") ? groups.stream().map(GroupRow::id).toList() : List.<UUID>of();
        var byGroup = members.of(organisation, ids);
        return groups.stream()
                .map(group -> projection.of(json.of(group, byGroup.getOrDefault(group.id(), List.of())))).toList();
    }
}
