package com.scrydon.scim.ingress.management.accounts;

import com.scrydon.scim.eventlog.outbox.Moments;
import com.scrydon.scim.ingress.changes.Keyset;
import com.scrydon.scim.schemas.IdentityKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Table {@code directory.account}, as the product sees it: all accounts, service accounts included. */
@Repository
class AccountStore {

    /** A deleted account whose e-mail is taken is not revived by it any more (R14b). */
    private static final String INSERT = """
            with given_up as (
                update directory.account set email_key = null
                where organisation_id = :organisation and email_key = :emailKey and deprovisioned_at is not null)
            insert into directory.account
                (id, organisation_id, kind, email, email_key, user_name, user_name_key, attributes, created_at,
                    last_modified_at)
            select :id, o.id, :kind, :email, :emailKey, :email, :userNameKey, :attributes::jsonb, :now, :now
            from directory.organisation o where o.id = :organisation
            """;
    private static final String FIND = """
            select a.*, a.attributes ->> 'displayName' as display_name from directory.account a
            where a.organisation_id = :organisation and a.id = :id
            """;
    private static final String PAGE = """
            select a.*, a.attributes ->> 'displayName' as display_name from directory.account a
            where a.organisation_id = :organisation and a.id > :after
                and (:kind::text is null or a.kind = :kind)
                and (:search::text is null
                    or position(lower(:search) in lower(a.email || ' ' || a.user_name || ' '
                        || coalesce(a.attributes ->> 'displayName', ''))) > 0)
            order by a.id limit :count
            """;

    private final JdbcClient jdbc;

    AccountStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether the organisation exists. */
    boolean insert(UUID organisation, UUID id, NewAccount account, Instant now) {
        return jdbc.sql(INSERT).param("id", id).param("organisation", organisation).param("kind", account.kind())
                .param("email", account.email()).param("emailKey", IdentityKey.email(account.email()))
                .param("userNameKey", IdentityKey.userName(account.email())).param("attributes", account.attributes())
                .param("now", Moments.parameter(now)).update() == 1;
    }

    Optional<AccountRow> find(UUID organisation, UUID id) {
        return jdbc.sql(FIND).param("organisation", organisation).param("id", id).query((row, _) -> read(row))
                .optional();
    }

    List<AccountRow> page(UUID organisation, @Nullable String search, @Nullable String kind, Keyset page) {
        return jdbc.sql(PAGE).param("organisation", organisation).param("search", search).param("kind", kind)
                .param("after", page.after()).param("count", page.count()).query((row, _) -> read(row)).list();
    }

    private static AccountRow read(ResultSet row) throws SQLException {
        return new AccountRow(row.getObject("id", UUID.class), row.getString("email"), row.getString("display_name"),
                row.getString("user_name"), row.getString("kind"), row.getBoolean("active"),
                row.getBoolean("linked"), Moments.read(row, "created_at"));
    }
}
