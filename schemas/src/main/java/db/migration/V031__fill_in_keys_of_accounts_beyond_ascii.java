package db.migration;

import com.scrydon.scim.schemas.IdentityKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;

/**
 * Gives the accounts whose names are not plain ASCII their keys, which V030 could not: IDNA is not in SQL. Of live accounts
 * that have one key now and could be told apart before, the one with the plain text or else the oldest gets it; the others
 * stay as they are and hold no key, so that nothing is ever linked to them by mistake.
 */
public final class V031__fill_in_keys_of_accounts_beyond_ascii extends BaseJavaMigration {

    private static final String WITHOUT = """
            select id, email, user_name from directory.account
            where email_key is null or user_name_key is null order by created_at, id
            """;
    private static final String EMAIL = """
            update directory.account a set email_key = ? where a.id = ? and a.email_key is null and not exists (
                select from directory.account o where o.organisation_id = a.organisation_id and o.email_key = ?
                    and o.deprovisioned_at is null)
            """;
    private static final String USER_NAME = """
            update directory.account a set user_name_key = ? where a.id = ? and a.user_name_key is null and not exists (
                select from directory.account o where o.organisation_id = a.organisation_id and o.user_name_key = ?
                    and o.deprovisioned_at is null)
            """;

    @Override
    public void migrate(Context context) throws SQLException {
        var connection = context.getConnection();
        try (var select = connection.prepareStatement(WITHOUT)) {
            select.setFetchSize(1_000);
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    var id = rows.getObject("id", UUID.class);
                    set(connection, EMAIL, id, IdentityKey.email(rows.getString("email")));
                    set(connection, USER_NAME, id, IdentityKey.userName(rows.getString("user_name")));
                }
            }
        }
    }

    private static void set(Connection connection, String statement, UUID id, String key) throws SQLException {
        if (!IdentityKey.fits(key)) {
            return;
        }
        try (var update = connection.prepareStatement(statement)) {
            update.setString(1, key);
            update.setObject(2, id);
            update.setString(3, key);
            var _ = update.executeUpdate();
        }
    }
}
