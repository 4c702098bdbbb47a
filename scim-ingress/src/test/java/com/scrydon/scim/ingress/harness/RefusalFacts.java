package com.scrydon.scim.ingress.harness;

import com.scrydon.scim.eventlog.codec.FactCodec;
import com.scrydon.scim.eventlog.registry.SchemaPins;
import com.scrydon.scim.facts.AccessFact;
import com.scrydon.scim.facts.Rejection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Facts of refused requests that wait in an ingress's outbox. */
public record RefusalFacts(List<AccessFact> facts) {

    public static RefusalFacts of(RunningIngress ingress, UUID organisation) {
        var codec = new FactCodec(new SchemaPins(ingress.owner(), Optional.empty()));
        return new RefusalFacts(ingress.owner().sql("""
                select payload from directory.outbox
                where organisation_id = :organisation and type = 'scim.request.rejected' and topic = 'scim.access.v1'
                order by id
                """).param("organisation", organisation).query(byte[].class).list().stream()
                .map(payload -> codec.decode(payload, AccessFact.class)).toList());
    }

    public List<Rejection> rejections() {
        return facts.stream().map(fact -> fact.getRejection().orElseThrow()).toList();
    }

    /** How many refusals with a status they tell. */
    public long told(int status) {
        return rejections().stream().filter(r -> r.getStatus() == status).mapToLong(Rejection::getCount).sum();
    }

    /** How many facts tell them. */
    public long facts(int status) {
        return rejections().stream().filter(r -> r.getStatus() == status).count();
    }
}
