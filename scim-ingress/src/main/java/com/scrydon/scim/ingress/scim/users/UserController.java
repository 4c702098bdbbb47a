package com.scrydon.scim.ingress.scim.users;

import com.scrydon.scim.ingress.scim.answers.ScimController;
import com.scrydon.scim.ingress.scim.answers.StreamedBody;
import com.scrydon.scim.ingress.scim.attributes.Projection;
import com.scrydon.scim.ingress.scim.attributes.ResourceShapes;
import com.scrydon.scim.ingress.scim.endpoints.ResourceEndpoint;
import com.scrydon.scim.ingress.scim.listing.ListQuery;
import com.scrydon.scim.ingress.scim.problems.Verdict;
import com.scrydon.scim.schemas.ScimUrns;
import java.util.Optional;
import java.util.UUID;
import org.springframework.web.bind.annotation.RequestMapping;

/** {@code /Users}. */
@ScimController
@RequestMapping(ScimUrns.BASE_PATH + "/Users")
class UserController extends ResourceEndpoint<UserRow> {

    private final UserStore store;
    private final UserResources resources;

    UserController(UserChanges changes, UserStore store, UserResources resources) {
        super(ResourceShapes.USER, changes);
        this.store = store;
        this.resources = resources;
    }

    @Override
    protected Optional<UserRow> find(UUID organisation, UUID id) {
        return store.find(organisation, id);
    }

    @Override
    protected Verdict<StreamedBody> page(UUID organisation, ListQuery query) {
        return resources.list(organisation, query);
    }

    @Override
    protected StreamedBody shown(UUID organisation, UserRow user, Projection projection) {
        return resources.of(organisation, StoredUser.of(user), projection);
    }

    /** Derived groups change without the version (R13). */
    @Override
    protected boolean versionTells(Projection projection) {
        return !projection.shows(UserJson.GROUPS);
    }

    @Override
    protected boolean patchShows(Projection projection) {
        return true;
    }
}
