package com.scrydon.scim.ingress.scim.search;

import com.scrydon.scim.ingress.scim.answers.StreamedBody;
import com.scrydon.scim.ingress.scim.attributes.Projection;
import com.scrydon.scim.ingress.scim.groups.GroupResources;
import com.scrydon.scim.ingress.scim.listing.ListQuery;
import com.scrydon.scim.ingress.scim.listing.Listed;
import com.scrydon.scim.ingress.scim.listing.Listing;
import com.scrydon.scim.ingress.scim.listing.SqlPage;
import com.scrydon.scim.ingress.scim.problems.Verdict;
import com.scrydon.scim.ingress.scim.users.UserResources;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;

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

    Verdict<StreamedBody> list(UUID organisation, ListQuery query) {
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
        public boolean isCertain(List<Listed<Place>> places) {
            return places.isEmpty();
        }

        @Override
        public int write(List<Listed<Place>> places, Projection projection, JsonGenerator json) throws IOException {
            var ofUsers = users.at(organisation, only(places, Place.Type.USER), projection);
            var ofGroups = groups.at(organisation, only(places, Place.Type.GROUP), projection);
            int written = 0;
            for (var place : places) {
                var next = type(place) == Place.Type.USER ? ofUsers : ofGroups;
                written += next.writeNext(json) ? 1 : 0;
            }
            return written;
        }

        private static <R> List<Listed<R>> only(List<Listed<Place>> places, Place.Type type) {
            return places.stream().filter(place -> type(place) == type)
                    .map(place -> new Listed<R>(place.id(), place.createdAt())).toList();
        }

        private static Place.Type type(Listed<Place> place) {
            return place.row().orElseThrow().type();
        }
    }
}
