package com.scrydon.scim.ingress.groups;

import com.scrydon.scim.ingress.attributes.AttributePath;
import com.scrydon.scim.ingress.attributes.ResourceShapes;
import com.scrydon.scim.ingress.filters.SqlTerm;
import com.scrydon.scim.ingress.filters.SqlTerms;
import java.util.Locale;

/** Attributes of a Group in SQL. */
final class GroupFilterTerms implements SqlTerms {

    private static final SqlTerm MEMBERS = new SqlTerm.Related("""
            (exists (select from directory.group_member m where m.group_id = g.id and m.account_id = %1$s) \
            or exists (select from directory.group_nesting n where n.parent_id = g.id and n.child_id = %1$s))""", """
            (exists (select from directory.group_member m where m.group_id = g.id) \
            or exists (select from directory.group_nesting n where n.parent_id = g.id))""");

    @Override
    public SqlTerm term(AttributePath path) {
        return ResourceShapes.GROUP.find(path).map(found -> switch (found.attribute().name()) {
            case "id" -> new SqlTerm.Id("g.id");
            case "displayName" -> new SqlTerm.Text("g.display_name", false, false);
            case "externalId" -> new SqlTerm.Text("g.external_id", true, true);
            case "members" -> path.sub().map(sub -> sub.equalsIgnoreCase("value")).orElse(true)
                    ? MEMBERS
                    : new SqlTerm.Unsupported();
            case "meta" -> meta(path);
            default -> new SqlTerm.Unsupported();
        }).orElseGet(SqlTerm.Unassigned::new);
    }

    private static SqlTerm meta(AttributePath path) {
        return switch (path.sub().orElse("").toLowerCase(Locale.ROOT)) {
            case "created" -> new SqlTerm.Moment("g.created_at");
            case "lastmodified" -> new SqlTerm.Moment("g.last_modified_at");
            case "resourcetype" -> new SqlTerm.Text("'Group'::text", true, false);
            case "version" -> new SqlTerm.Text("('W/\"' || g.version || '\"')", true, false);
            default -> new SqlTerm.Unsupported();
        };
    }
}
