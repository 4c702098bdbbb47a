package com.scrydon.scim.ingress.users;

import com.scrydon.scim.ingress.attributes.Attribute;
import com.scrydon.scim.ingress.attributes.AttributePath;
import com.scrydon.scim.ingress.attributes.ResourceShapes;
import com.scrydon.scim.ingress.filters.AttributeTerms;
import com.scrydon.scim.ingress.filters.SqlTerm;
import com.scrydon.scim.ingress.filters.SqlTerms;
import com.scrydon.scim.ingress.wire.ScimBase;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Attributes of a User in SQL: as they are described, and what follows from other columns and tables. */
@Component
class UserFilterTerms implements SqlTerms {

    /** An account made in Scrydon shows its e-mail in the form of SCIM. */
    private static final String EMAILS = """
            coalesce(a.attributes -> 'emails', \
            jsonb_build_array(jsonb_build_object('value', a.email, 'type', 'work', 'primary', true)))""";
    /** The account's own e-mail has its index; whoever has several has another one for all of them. */
    private static final String EMAIL_INDEX = """
            (lower(a.email) = lower(%1$s) or a.several_emails @> jsonb_build_array(lower(%1$s)))""";
    /**
     * A user's groups, direct and through at most three nesting links. Unfolded, since a recursive query can only begin
     * at the user, and to find the users of a group it must begin at the group.
     */
    private static final String GROUPS = """
            (select m.account_id, m.group_id from directory.group_member m
            union all
            select m.account_id, n.parent_id from directory.group_member m
            join directory.group_nesting n on n.child_id = m.group_id
            union all
            select m.account_id, o.parent_id from directory.group_member m
            join directory.group_nesting n on n.child_id = m.group_id
            join directory.group_nesting o on o.child_id = n.parent_id
            union all
            select m.account_id, p.parent_id from directory.group_member m
            join directory.group_nesting n on n.child_id = m.group_id
            join directory.group_nesting o on o.child_id = n.parent_id
            join directory.group_nesting p on p.child_id = o.parent_id) e""";
    private static final String GROUP_TYPE = """
            (case when exists (select from directory.group_member d \
            where d.account_id = e.account_id and d.group_id = e.group_id) then 'direct' else 'indirect' end)""";
    private static final String GROUP_DISPLAY = """
            (select d.display_name from directory.scim_group d where d.id = e.group_id)""";

    private final AttributeTerms terms;

    UserFilterTerms(ScimBase base) {
        var emails = ResourceShapes.USER.base().attribute(Emails.NAME).orElseThrow();
        this.terms = new AttributeTerms(ResourceShapes.USER, "a", base.url() + "/Users/", Map.of(
                Emails.NAME, new SqlTerm.Elements(EMAILS, emails),
                "groups", new SqlTerm.Rows(GROUPS, "e.account_id = a.id", path -> group(base, path))));
    }

    @Override
    public SqlTerm term(AttributePath path) {
        return terms.term(path);
    }

    @Override
    public Optional<String> indexOfValues(AttributePath path) {
        return ResourceShapes.USER.find(path).map(found -> found.attribute()).map(Attribute::name)
                .filter(Emails.NAME::equals).map(_ -> EMAIL_INDEX);
    }

    private static SqlTerm group(ScimBase base, AttributePath path) {
        if (path.urn().isPresent() || path.sub().isPresent()) {
            return new SqlTerm.Unassigned();
        }
        return switch (path.name().toLowerCase(Locale.ROOT)) {
            case "value" -> new SqlTerm.Id("e.group_id", "");
            case "$ref" -> new SqlTerm.Id("e.group_id", base.url() + "/Groups/");
            case "display" -> new SqlTerm.Text(GROUP_DISPLAY, false, false);
            case "type" -> new SqlTerm.Text(GROUP_TYPE, false, false);
            default -> new SqlTerm.Unassigned();
        };
    }
}
