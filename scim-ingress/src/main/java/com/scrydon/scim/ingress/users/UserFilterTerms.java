package com.scrydon.scim.ingress.users;

import com.scrydon.scim.ingress.attributes.Attribute;
import com.scrydon.scim.ingress.attributes.AttributePath;
import com.scrydon.scim.ingress.attributes.AttributeType;
import com.scrydon.scim.ingress.attributes.ResourceShape.Found;
import com.scrydon.scim.ingress.attributes.ResourceShapes;
import com.scrydon.scim.ingress.filters.SqlTerm;
import com.scrydon.scim.ingress.filters.SqlTerms;
import java.util.Locale;

/** Attributes of a User in SQL: columns where there are some, else the JSON of {@code attributes}. */
final class UserFilterTerms implements SqlTerms {

    private static final String EMAILS = """
            coalesce(a.attributes -> 'emails', \
            jsonb_build_array(jsonb_build_object('value', a.email, 'type', 'work', 'primary', true)))""";

    @Override
    public SqlTerm term(AttributePath path) {
        return ResourceShapes.USER.find(path).map(found -> known(found, path)).orElseGet(() -> wholeOrUnknown(path));
    }

    private static SqlTerm wholeOrUnknown(AttributePath path) {
        return path.name().isEmpty()
                ? path.urn().flatMap(ResourceShapes.USER::extension)
                        .<SqlTerm>map(extension -> new SqlTerm.Complex("(a.attributes -> '" + extension.urn() + "')"))
                        .orElseGet(SqlTerm.Unassigned::new)
                : new SqlTerm.Unassigned();
    }

    private static SqlTerm known(Found found, AttributePath path) {
        var attribute = found.attribute();
        if (found.extension().isPresent()) {
            return inJson("a.attributes -> '" + found.extension().get().urn() + "'", attribute, path);
        }
        return switch (attribute.name()) {
            case "id" -> new SqlTerm.Id("a.id");
            case "userName" -> new SqlTerm.Text("a.user_name", false, false);
            case "externalId" -> new SqlTerm.Text("a.external_id", true, true);
            case "active" -> new SqlTerm.Flag("a.active");
            case "emails" -> new SqlTerm.Elements(EMAILS, attribute);
            case "meta" -> meta(path);
            case "password" -> new SqlTerm.Unassigned();
            case "groups", "schemas" -> new SqlTerm.Unsupported();
            default -> inJson("a.attributes", attribute, path);
        };
    }

    private static SqlTerm meta(AttributePath path) {
        return switch (path.sub().orElse("").toLowerCase(Locale.ROOT)) {
            case "created" -> new SqlTerm.Moment("a.created_at");
            case "lastmodified" -> new SqlTerm.Moment("a.last_modified_at");
            case "resourcetype" -> new SqlTerm.Text("'User'::text", true, false);
            case "version" -> new SqlTerm.Text("('W/\"' || a.version || '\"')", true, false);
            default -> new SqlTerm.Unsupported();
        };
    }

    private static SqlTerm inJson(String holder, Attribute attribute, AttributePath path) {
        var json = holder + " -> '" + attribute.name() + "'";
        if (attribute.multiValued()) {
            return new SqlTerm.Elements("(" + json + ")", attribute);
        }
        if (attribute.type() != AttributeType.COMPLEX) {
            return new SqlTerm.Text("(" + holder + " ->> '" + attribute.name() + "')", attribute.caseExact(), true);
        }
        // A reference such as manager is compared by its value; a name has none and needs a sub-attribute.
        var sub = path.sub().or(() -> attribute.subAttribute("value").map(Attribute::name));
        return sub.isEmpty()
                ? new SqlTerm.Complex("(" + json + ")")
                : attribute.subAttribute(sub.get())
                        .<SqlTerm>map(found -> new SqlTerm.Text("(" + json + " ->> '" + found.name() + "')",
                                found.caseExact(), true))
                        .orElseGet(SqlTerm.Unassigned::new);
    }
}
