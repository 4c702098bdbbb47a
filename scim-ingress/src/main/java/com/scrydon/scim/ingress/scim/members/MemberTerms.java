package com.scrydon.scim.ingress.scim.members;

import com.scrydon.scim.language.paths.AttributePath;
import com.scrydon.scim.language.sql.SqlTerm;
import com.scrydon.scim.language.sql.SqlTerms;
import java.util.Locale;

/**
 * The parts of a member in SQL, from the row {@code c} of the user or the group that it is: a search begins there.
 *
 * @param type {@code User} or {@code Group}
 * @param display expression
 * @param url of the base
 */
public record MemberTerms(String type, String display, String url) implements SqlTerms {

    public static MemberTerms user(String url) {
        return new MemberTerms("User", "coalesce(c.attributes ->> 'displayName', c.user_name)", url);
    }

    public static MemberTerms group(String url) {
        return new MemberTerms("Group", "c.display_name", url);
    }

    @Override
    public SqlTerm term(AttributePath path) {
        if (path.urn().isPresent() || path.sub().isPresent()) {
            return new SqlTerm.Unassigned();
        }
        return switch (path.name().toLowerCase(Locale.ROOT)) {
            case "value" -> new SqlTerm.Id("c.id", "");
            case "$ref" -> new SqlTerm.Text("(" + SqlTerm.quoted(url + "/" + type + "s/") + " || c.id)", false, false);
            case "type" -> new SqlTerm.Text(SqlTerm.quoted(type) + "::text", false, false);
            case "display" -> new SqlTerm.Text(display, false, false);
            default -> new SqlTerm.Unassigned();
        };
    }
}
