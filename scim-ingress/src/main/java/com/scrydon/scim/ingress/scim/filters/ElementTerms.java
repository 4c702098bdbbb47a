package com.scrydon.scim.ingress.scim.filters;

import com.scrydon.scim.ingress.scim.attributes.Attribute;
import com.scrydon.scim.ingress.scim.attributes.AttributeType;
import com.scrydon.scim.language.paths.AttributePath;
import com.scrydon.scim.language.sql.SqlTerm;
import com.scrydon.scim.language.sql.SqlTerms;

/**
 * The sub-attributes of one JSON object in SQL: of an element, of a complex value.
 *
 * @param object expression of jsonb
 */
record ElementTerms(Attribute attribute, String object) implements SqlTerms {

    /** The elements of a JSON array. */
    static SqlTerm.Elements elements(String array, Attribute attribute) {
        return new SqlTerm.Elements(array, new ElementTerms(attribute, SqlTerm.Elements.ELEMENT));
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
