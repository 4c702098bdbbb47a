package com.scrydon.scim.ingress.scim.filters;

import com.scrydon.scim.ingress.scim.attributes.Attribute;
import com.scrydon.scim.ingress.scim.attributes.AttributeSchema;
import com.scrydon.scim.ingress.scim.attributes.AttributeType;
import com.scrydon.scim.ingress.scim.attributes.Mutability;
import com.scrydon.scim.ingress.scim.attributes.ResourceShape;
import com.scrydon.scim.ingress.scim.attributes.ResourceShape.Found;
import com.scrydon.scim.language.paths.AttributePath;
import com.scrydon.scim.language.sql.SqlTerm;
import com.scrydon.scim.language.sql.SqlTerms;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The attributes of one type of resource in SQL, placed as their description says. What is in no column and no document
 * is derived: the same for all types here, the rest as the type itself says.
 */
public final class AttributeTerms implements SqlTerms {

    private static final String VALUE = "value";

    private final ResourceShape shape;
    private final String row;
    private final Map<String, SqlTerm> derived;

    /**
     * @param row alias of the resource's table
     * @param url of the type's resources, up to the id
     * @param derived terms by name that come before the description
     */
    public AttributeTerms(ResourceShape shape, String row, String url, Map<String, SqlTerm> derived) {
        this.shape = shape;
        this.row = row;
        this.derived = new HashMap<>(derived);
        this.derived.put("id", new SqlTerm.Id(row + ".id", ""));
        this.derived.put("schemas", schemas());
        this.derived.put("meta.resourceType",
                new SqlTerm.Text(SqlTerm.quoted(shape.name()) + "::text", true, false));
        this.derived.put("meta.location", new SqlTerm.Id(row + ".id", url));
        this.derived.put("meta.version", new SqlTerm.Text("('W/\"' || " + row + ".version || '\"')", true, false));
    }

    /** A multi-valued attribute that is an array of JSON. */
    public static SqlTerm elements(String array, Attribute attribute) {
        return ElementTerms.elements(array, attribute);
    }

    @Override
    public SqlTerm term(AttributePath path) {
        return path.name().isEmpty()
                ? whole(path)
                : shape.find(path).map(found -> known(found, path))
                        .orElseGet(SqlTerm.Unassigned::new);
    }

    /** A whole schema: the core one is always there. */
    private SqlTerm whole(AttributePath path) {
        var extension = path.urn().flatMap(shape::extension);
        boolean core = path.urn().filter(shape.base().urn()::equalsIgnoreCase).isPresent();
        return extension.<SqlTerm>map(schema -> new SqlTerm.Complex(below(schema)))
                .orElseGet(() -> core ? new SqlTerm.Complex(row + ".id") : new SqlTerm.Unassigned());
    }

    private SqlTerm known(Found found, AttributePath path) {
        var attribute = found.attribute();
        if (attribute.mutability() == Mutability.WRITE_ONLY) {
            return new SqlTerm.Unassigned();
        }
        var holder = found.extension().map(this::below).orElse(row + ".attributes");
        var own = found.extension().isEmpty()
                ? Optional.ofNullable(derived.get(attribute.name()))
                : Optional.<SqlTerm>empty();
        if (attribute.multiValued()) {
            return own.orElseGet(() -> elements(member(holder, attribute), attribute));
        }
        if (attribute.type() == AttributeType.COMPLEX) {
            return complex(attribute, holder, path);
        }
        return path.sub().isPresent() ? new SqlTerm.Unassigned() : own.orElseGet(() -> single(attribute, holder));
    }

    /** A reference such as manager is compared by its value; a name has none and needs a sub-attribute. */
    private SqlTerm complex(Attribute attribute, String holder, AttributePath path) {
        var sub = path.sub().or(() -> attribute.subAttribute(VALUE).map(Attribute::name));
        if (sub.isEmpty()) {
            // A complex attribute whose parts are columns (meta) is there wherever its row is.
            boolean columns = attribute.subAttributes().stream().anyMatch(s -> s.column().isPresent());
            return new SqlTerm.Complex(columns ? row + ".id" : member(holder, attribute));
        }
        return attribute.subAttribute(sub.get())
                .map(found -> Optional.ofNullable(derived.get(attribute.name() + "." + found.name()))
                        .orElseGet(() -> single(found, member(holder, attribute))))
                .orElseGet(SqlTerm.Unassigned::new);
    }

    private SqlTerm single(Attribute attribute, String holder) {
        return attribute.column().map(column -> column(attribute, row + "." + column))
                .orElseGet(() -> ElementTerms.value(attribute, holder));
    }

    private static SqlTerm column(Attribute attribute, String expression) {
        return switch (attribute.type()) {
            case BOOLEAN -> new SqlTerm.Flag(expression);
            case DATE_TIME -> new SqlTerm.Moment(expression);
            case STRING, REFERENCE, BINARY, COMPLEX ->
                new SqlTerm.Text(expression, attribute.caseExact(), !attribute.required());
        };
    }

    /** The URN of an extension is among the schemas if the resource has any of its attributes. */
    private SqlTerm schemas() {
        var urns = shape.extensions().stream().map(extension -> ", case when " + below(extension)
                + " is not null then " + SqlTerm.quoted(extension.urn()) + " end").collect(Collectors.joining());
        return SqlTerm.Rows.within("unnest(array[" + SqlTerm.quoted(shape.base().urn()) + urns + "]) e (urn)",
                "e.urn is not null", path -> path.name().equalsIgnoreCase(VALUE) && path.sub().isEmpty()
                        ? new SqlTerm.Text("e.urn", false, false)
                        : new SqlTerm.Unassigned());
    }

    private String below(AttributeSchema extension) {
        return "(" + row + ".attributes -> " + SqlTerm.quoted(extension.urn()) + ")";
    }

    private static String member(String holder, Attribute attribute) {
        return "(" + holder + " -> " + SqlTerm.quoted(attribute.name()) + ")";
    }
}
