package com.scrydon.scim.ingress.scim.search;

import com.scrydon.scim.ingress.scim.listing.Listed;
import com.scrydon.scim.ingress.scim.listing.SqlPage;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Users and Groups by their order alone. */
@Repository
class PlaceStore {

    private static final String PAGE = """
            select r.type, r.id, r.created_at, r.sort_key from (
                select 'USER' as type, a.id, a.created_at, {userKey} as sort_key from directory.account a
                where a.organisation_id = :organisation and a.kind = 'person' and a.deprovisioned_at is null
                    and ({userCondition})
                union all
                select 'GROUP', g.id, g.created_at, {groupKey} from directory.scim_group g
                where g.organisation_id = :organisation and ({groupCondition})
            ) r
            where {after} order by {order} offset :offset limit :limit
            """;
    private static final String COUNT = """
            select (select count(*) from directory.account a
                where a.organisation_id = :organisation and a.kind = 'person' and a.deprovisioned_at is null
                    and ({userCondition}))
                + (select count(*) from directory.scim_group g
                where g.organisation_id = :organisation and ({groupCondition}))
            """;

    private final JdbcClient jdbc;

    PlaceStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Listed<Place>> page(UUID organisation, Union union, SqlPage page) {
        return bound(page.in(PAGE), organisation, union).params(page.parameters())
                .query(Listed.mapper((row, _) -> Optional.of(new Place(
                        Place.Type.valueOf(row.getString("type")),
                        row.getObject("id", UUID.class)))))
                .list();
    }

    long count(UUID organisation, Union union) {
        return bound(COUNT, organisation, union).query(Long.class).single();
    }

    private JdbcClient.StatementSpec bound(String statement, UUID organisation, Union union) {
        var sql = statement.replace("{userKey}", union.users().key()).replace("{groupKey}", union.groups().key())
                .replace("{userCondition}", union.users().condition().sql())
                .replace("{groupCondition}", union.groups().condition().sql());
        return jdbc.sql(sql).params(union.users().condition().parameters())
                .params(union.groups().condition().parameters()).param("organisation", organisation);
    }
}
