package com.scrydon.scim.ingress.scim.groups;

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

/** {@code /Groups}. */
@ScimController
@RequestMapping(ScimUrns.BASE_PATH + "/Groups")
class GroupController extends ResourceEndpoint<GroupRow> {

    private final GroupStore store;
    private final GroupResources resources;

    GroupController(GroupChanges changes, GroupStore store, GroupResources resources) {
        super(ResourceShapes.GROUP, changes);
        this.store = store;
        this.resources = resources;
    }

    @Override
    protected Optional<GroupRow> find(UUID organisation, UUID id) {
        return store.find(organisation, id);
    }

    @Override
    protected Verdict<StreamedBody> page(UUID organisation, ListQuery query) {
        return resources.list(organisation, query);
    }

    @Override
    protected StreamedBody shown(UUID organisation, GroupRow group, Projection projection) {
        return resources.of(organisation, group, projection);
    }

    @Override
    protected boolean versionTells(Projection projection) {
        return true;
    }

    /** Only if the request asks for attributes: the cost follows the change, not the group (R22). */
    @Override
    protected boolean patchShows(Projection projection) {
        return projection.isAsked();
    }
}
