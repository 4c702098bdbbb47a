package com.scrydon.scim.ingress.users;

import com.scrydon.scim.facts.AccountSnapshot;
import com.scrydon.scim.ingress.attributes.ScimSchema;
import com.scrydon.scim.ingress.wire.IngressProperties;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A row of {@code directory.account}: the account of a person or a service in an organisation.
 *
 * @param attributes SCIM attributes that have no column, in canonical form; never a password
 * @param version SCIM version, raised with every change of the SCIM resource
 */
record Account(UUID id, UUID organisationId, String kind, String email, String userName, @Nullable String externalId,
        boolean active, boolean linked, ObjectNode attributes, long version, Instant createdAt, Instant lastModifiedAt,
        @Nullable Instant deprovisionedAt) {

    boolean person() {
        return kind.equals("person");
    }

    boolean deprovisioned() {
        return deprovisionedAt != null;
    }

    /** The state a client may change. */
    UserState state() {
        return new UserState(userName, email, externalId, active, attributes);
    }

    Account with(UserState state, boolean nowLinked, Instant now) {
        return new Account(id, organisationId, kind, state.email(), state.userName(), state.externalId(),
                state.active(), nowLinked, state.attributes(), version + 1, createdAt, now, null);
    }

    Account deprovisioned(Instant now) {
        return new Account(id, organisationId, kind, email, userName, externalId, false, linked, attributes,
                version + 1, createdAt, now, now);
    }

    String etag() {
        return "W/\"" + version + "\"";
    }

    /** The SCIM resource without its derived groups. */
    ObjectNode resource(IngressProperties properties) {
        var resource = state().document();
        var location = properties.location("Users", id.toString());
        resource.put("id", id.toString());
        var schemas = resource.putArray("schemas").add(ScimSchema.USER.urn());
        if (resource.has(ScimSchema.ENTERPRISE.urn())) {
            schemas.add(ScimSchema.ENTERPRISE.urn());
        }
        resource.putObject("meta").put("resourceType", "User").put("created", createdAt.toString())
                .put("lastModified", lastModifiedAt.toString()).put("location", location).put("version", etag());
        return resource;
    }

    AccountSnapshot snapshot() {
        return AccountSnapshot.newBuilder().setKind(kind).setEmail(email).setUserName(userName)
                .setExternalId(externalId).setActive(active).setLinked(linked).setDeprovisioned(deprovisioned())
                .setAttributes(attributes.toString()).setVersion(version).setCreatedAt(createdAt)
                .setLastModifiedAt(lastModifiedAt).build();
    }
}
