package com.scrydon.scim.ingress.search;

import com.scrydon.scim.ingress.attributes.Projection;
import com.scrydon.scim.ingress.groups.GroupResources;
import com.scrydon.scim.ingress.listing.ListQuery;
import com.scrydon.scim.ingress.listing.Listed;
import com.scrydon.scim.ingress.listing.Listing;
import com.scrydon.scim.ingress.listing.SqlPage;
import com.scrydon.scim.ingress.users.UserResources;
import com.scrydon.scim.ingress.wire.Verdict;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Users and Groups as one list: their places come from one statement, the resources themselves by id. */
@Component
class AllResources {

    private static final String USERS = "u";
    private static final String GROUPS = "g";

    private final Listing listing;
    private final PlaceStore places;
    private final UserResources users;
    private final GroupResources groups;

    AllResources(Listing listing, PlaceStore places, UserResources users, GroupResources groups) {
        this.listing = listing;
        this.places = places;
        this.users = users;
        this.groups = groups;
    }

    Verdict<ObjectNode> list(UUID organisation, ListQuery query) {
        return query.part(users.terms(), USERS).then(ofUsers -> query.part(groups.terms(), GROUPS)
                .then(ofGroups -> listing.answer(query, new Parts(organisation, new Union(ofUsers, ofGroups)))));
    }

    /** The union of both as the source of one list. */
    private final class Parts implements Listing.Source<Place> {

        private final UUID organisation;
        private final Union union;

        Parts(UUID organisation, Union union) {
            this.organisation = organisation;
            this.union = union;
        }

        @Override
        public List<Listed<Place>> page(SqlPage page) {
            return places.page(organisation, union, page);
        }

        @Override
        public long count(SqlPage page) {
            return places.count(organisation, union);
        }

        @Override
        public List<ObjectNode> resources(List<Place> rows, Projection projection) {
            var byId = new HashMap<>(users.byId(organisation, ids(rows, Place.Type.USER), projection));
            byId.putAll(groups.byId(organisation, ids(rows, Place.Type.GROUP), projection));
            // A resource that was deleted between the two statements is no longer part of the page.
            return rows.stream().map(Place::id).filter(byId::containsKey).map(byId::get).toList();
        }

        private static List<UUID> ids(List<Place> rows, Place.Type type) {
            return rows.stream().filter(place -> place.type() == type).map(Place::id).toList();
        }
    }
}
