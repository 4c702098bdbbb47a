package com.scrydon.scim.localstack.endtoend;

import com.scrydon.scim.localstack.bench.neighbour.Organisation;
import java.util.UUID;

/** An organisation of its own on the running stack, whose callers send again until they are answered. */
final class Tenant implements AutoCloseable {

    private final Organisation organisation;
    private final PersistentCaller management;
    private final PersistentCaller scim;

    /** Without a rate limit: the histories send as fast as they can. */
    static Tenant on(TestStack stack) {
        return new Tenant(Organisation.unlimited(stack.file(), stack.signingKey()));
    }

    private Tenant(Organisation organisation) {
        this.organisation = organisation;
        this.management = new PersistentCaller(organisation.management());
        this.scim = new PersistentCaller(organisation.scim());
    }

    UUID organisation() {
        return organisation.id();
    }

    /** By which its admin calls whichever process of the ingress. */
    String adminToken() {
        return organisation.adminToken();
    }

    String scimToken() {
        return organisation.scimToken();
    }

    PersistentCaller management() {
        return management;
    }

    PersistentCaller scim() {
        return scim;
    }

    @Override
    public void close() {
        management.close();
        scim.close();
    }
}
