package com.scrydon.scim.ingress.groups;

import com.scrydon.scim.ingress.attributes.AttributePath;
import com.scrydon.scim.ingress.attributes.ResourceShapes;
import com.scrydon.scim.ingress.filters.AttributeTerms;
import com.scrydon.scim.ingress.filters.SqlTerm;
import com.scrydon.scim.ingress.filters.SqlTerms;
import com.scrydon.scim.ingress.wire.ScimBase;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Attributes of a Group in SQL: as they are described, and its members, who are rows. */
@Component
class GroupFilterTerms implements SqlTerms {

    private static final String MEMBERS = """
            (select m.group_id, m.account_id as id, 'User' as type from directory.group_member m
            union all
            select n.parent_id, n.child_id, 'Group' from directory.group_nesting n) e""";
    private static final String MEMBER_DISPLAY = """
            (case when e.type = 'Group' then (select c.display_name from directory.scim_group c where c.id = e.id) \
            else (select coalesce(c.attributes ->> 'displayName', c.user_name) \
            from directory.account c where c.id = e.id) end)""";

    private final AttributeTerms terms;
    private final String reference;

    GroupFilterTerms(ScimBase base) {
        this.reference = "(" + SqlTerm.quoted(base.url() + "/") + " || e.type || 's/' || e.id)";
        this.terms = new AttributeTerms(ResourceShapes.GROUP, "g", base.url() + "/Groups/", Map.of("members",
                new SqlTerm.Rows(MEMBERS, "e.group_id = g.id", this::member)));
    }

    @Override
    public SqlTerm term(AttributePath path) {
        return terms.term(path);
    }

    private SqlTerm member(AttributePath path) {
        if (path.urn().isPresent() || path.sub().isPresent()) {
            return new SqlTerm.Unassigned();
        }
        return switch (path.name().toLowerCase(Locale.ROOT)) {
            case "value" -> new SqlTerm.Id("e.id", "");
            case "$ref" -> new SqlTerm.Text(reference, false, false);
            case "type" -> new SqlTerm.Text("e.type", false, false);
            case "display" -> new SqlTerm.Text(MEMBER_DISPLAY, false, false);
            default -> new SqlTerm.Unassigned();
        };
    }
}
