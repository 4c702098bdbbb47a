package com.scrydon.scim.audit.entries;

import com.scrydon.scim.facts.AccessFact;
import com.scrydon.scim.facts.OrganisationDescription;
import com.scrydon.scim.facts.Rejection;
import com.scrydon.scim.facts.TokenDescription;
import java.util.List;
import java.util.Optional;

/** Facts about tokens, organisations, refused requests and sign-ins at the console: the last tell only their subject. */
final class AccessEntries {

    private AccessEntries() {}

    static AuditEntry of(AccessFact fact) {
        var token = fact.getToken().map(t -> AuditEntry.done(fact.getHeader(),
                List.of(Target.named(Kind.TOKEN, t.getId(), t.getLabel())), describe(t)));
        return token.or(() -> fact.getRejection().map(r -> refused(fact, r)))
                .or(() -> fact.getOrganisation().map(o -> organisation(fact, o)))
                .orElseGet(
                        () -> AuditEntry.done(fact.getHeader(), List.of(),
                                Changes.NONE.with("subject", fact.getSubject())));
    }

    private static Changes describe(TokenDescription token) {
        return Changes.NONE.with("label", token.getLabel()).with("scopes", token.getScopes()).with("expiresAt",
                token.getExpiresAt().map(Object::toString)).with("ratePerSecond", token.getRatePerSecond())
                .with("burst", token.getBurst());
    }

    private static AuditEntry organisation(AccessFact fact, OrganisationDescription organisation) {
        var changes = Changes.NONE.with("slug", organisation.getSlug()).with("name", organisation.getName())
                .with("maxUsers", organisation.getMaxUsers()).with("maxGroups", organisation.getMaxGroups())
                .with("maxMembersPerGroup", organisation.getMaxMembersPerGroup())
                .with("maxTeams", organisation.getMaxTeams());
        return AuditEntry.done(fact.getHeader(),
                List.of(Target.named(Kind.ORGANISATION, organisation.getId(), organisation.getName())), changes);
    }

    private static AuditEntry refused(AccessFact fact, Rejection rejection) {
        var request = rejection.getMethod() + " " + rejection.getPath();
        var changes = Changes.NONE.with("request", request).with("status", rejection.getStatus())
                .with("scimType", rejection.getScimType()).with("detail", rejection.getDetail())
                .with("count", rejection.getCount()).with("source", fact.getSubject());
        var target = new Target(Kind.REQUEST, rejection.getPath(), Optional.of(request));
        return new AuditEntry(fact.getHeader(), Outcome.REFUSED, List.of(target), changes);
    }
}
