package com.scrydon.scim.ingress.scim.filters;

import com.scrydon.scim.ingress.scim.attributes.Attribute;
import com.scrydon.scim.ingress.scim.attributes.AttributePath;
import com.scrydon.scim.ingress.scim.attributes.AttributeType;

/**
 * The sub-attributes of one JSON object in SQL: of an element, of a complex value.
 *
 * @param object expression of jsonb
 */
record ElementTerms(Attribute attribute, String object) implements SqlTerms {

    /** The elements of a JSON array as rows. */
    static SqlTerm.Rows rows(SqlTerm.Elements elements) {
        return SqlTerm.Rows.within("jsonb_array_elements(" + elements.array() + ") e (element)", "true",
                new ElementTerms(elements.attribute(), "e.element"));
    }

    @Override
    public SqlTerm term(AttributePath path) {
        return path.urn().isPresent() || path.sub().isPresent()
                ? new SqlTerm.Unassigned()
                : attribute.subAttribute(path.name()).map(sub -> value(sub, object))
                        .orElseGet(SqlTerm.Unassigned::new);
    }

    /** One single value of an object. */
    static SqlTerm value(Attribute attribute, String object) {
        var expression = "(" + object + " ->> " + SqlTerm.quoted(attribute.name()) + ")";
        return attribute.type() == AttributeType.BOOLEAN
                ? new SqlTerm.Flag(expression + "::boolean")
                : new SqlTerm.Text(expression, attribute.caseExact(), true);
    }
}
