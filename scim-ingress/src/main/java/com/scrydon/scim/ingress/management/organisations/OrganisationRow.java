package com.scrydon.scim.ingress.management.organisations;

import com.scrydon.scim.facts.OrganisationDescription;
import java.util.UUID;

/** An organisation with the caps of its own. */
record OrganisationRow(UUID id, String slug, String name, OwnCaps caps) {

    /** As facts tell it. */
    OrganisationDescription described() {
        return OrganisationDescription.newBuilder().setId(id).setSlug(slug).setName(name).setMaxUsers(caps.users())
                .setMaxGroups(caps.groups()).setMaxMembersPerGroup(caps.membersPerGroup())
                .setMaxTeams(caps.teams()).build();
    }
}
