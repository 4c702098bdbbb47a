package com.scrydon.scim.ingress.filters;

import com.scrydon.scim.ingress.attributes.Attribute;
import com.scrydon.scim.ingress.attributes.AttributePath;
import com.scrydon.scim.ingress.attributes.AttributeType;
import com.scrydon.scim.ingress.filters.Filter.And;
import com.scrydon.scim.ingress.filters.Filter.Comparison;
import com.scrydon.scim.ingress.filters.Filter.Not;
import com.scrydon.scim.ingress.filters.Filter.OneElement;
import com.scrydon.scim.ingress.filters.Filter.Or;
import com.scrydon.scim.ingress.filters.Filter.Present;
import java.util.Optional;

/** Compiles one filter. Every piece is true or false, never null, so that {@code not} means what it says. */
final class SqlCompilation {

    private static final String VALUE = "value";

    private final SqlTerms terms;
    private final SqlParameters parameters;
    private final SqlComparisons comparisons;

    SqlCompilation(SqlTerms terms, SqlParameters parameters) {
        this.terms = terms;
        this.parameters = parameters;
        this.comparisons = new SqlComparisons(parameters);
    }

    String condition(Filter filter) {
        return switch (filter) {
            case And(var left, var right) -> "(" + condition(left) + " and " + condition(right) + ")";
            case Or(var left, var right) -> "(" + condition(left) + " or " + condition(right) + ")";
            case Not(var inner) -> "(not " + condition(inner) + ")";
            case Present(var path) -> present(path);
            case Comparison(var path, var operator, Literal.Nothing()) when operator == Operator.EQ -> "(not "
                    + present(path) + ")";
            case Comparison(var path, var operator, Literal.Nothing()) when operator == Operator.NE -> present(path);
            case Comparison(var path, var operator, var literal) -> comparison(path, operator, literal);
            case OneElement(var path, var condition) -> oneElement(path, condition);
        };
    }

    private String present(AttributePath path) {
        return switch (terms.term(path)) {
            case SqlTerm.Text(var expression, _, var nullable) ->
                nullable ? "(" + expression + " is not null)" : "true";
            case SqlTerm.Id _,SqlTerm.Flag _,SqlTerm.Moment _ -> "true";
            case SqlTerm.Complex(var expression) -> "(" + expression + " is not null)";
            case SqlTerm.Elements(var array, var attribute) -> path.sub().isEmpty()
                    ? "(" + array + " is not null)"
                    : anyElement(array, attribute, new Present(elementPath(path)));
            case SqlTerm.Related(_, var present) -> present;
            case SqlTerm.Unassigned() -> "false";
            case SqlTerm.Unsupported() -> throw unsupported(path);
        };
    }

    private String comparison(AttributePath path, Operator operator, Literal literal) {
        return switch (terms.term(path)) {
            case SqlTerm.Text text -> comparisons.text(text, operator, literal);
            case SqlTerm.Id id -> comparisons.id(id, operator, literal);
            case SqlTerm.Flag flag -> comparisons.flag(flag, operator, literal);
            case SqlTerm.Moment moment -> comparisons.moment(moment, operator, literal);
            case SqlTerm.Related related -> comparisons.related(related, operator, literal);
            case SqlTerm.Elements(var array, var attribute) -> anyElement(path, array, attribute, operator, literal);
            case SqlTerm.Complex _ -> throw new UnsupportedFilterException(path + " needs a sub-attribute");
            case SqlTerm.Unassigned() -> operator == Operator.NE ? "true" : "false";
            case SqlTerm.Unsupported() -> throw unsupported(path);
        };
    }

    /** A multi-valued attribute satisfies a comparison if any element does; {@code ne} if none is equal. */
    private String anyElement(AttributePath path, String array, Attribute attribute, Operator operator,
            Literal literal) {
        return operator == Operator.NE
                ? "(not " + anyElement(array, attribute, new Comparison(elementPath(path), Operator.EQ, literal)) + ")"
                : anyElement(array, attribute, new Comparison(elementPath(path), operator, literal));
    }

    private String oneElement(AttributePath path, Filter condition) {
        return switch (terms.term(path)) {
            case SqlTerm.Elements(var array, var attribute) -> anyElement(array, attribute, condition);
            case SqlTerm.Complex _ -> new SqlCompilation(below(path), parameters).condition(condition);
            case SqlTerm.Related related -> new SqlCompilation(inner -> inner.name().equalsIgnoreCase(VALUE)
                    ? related
                    : new SqlTerm.Unsupported(), parameters).condition(condition);
            case SqlTerm.Unassigned() -> "false";
            case SqlTerm.Text _,SqlTerm.Id _,SqlTerm.Flag _,SqlTerm.Moment _,SqlTerm.Unsupported _ ->
                throw unsupported(path);
        };
    }

    private SqlTerms below(AttributePath path) {
        return inner -> terms.term(path.child(inner.name()));
    }

    private String anyElement(String array, Attribute attribute, Filter condition) {
        var inner = new SqlCompilation(path -> elementTerm(attribute, path), parameters).condition(condition);
        return "exists (select from jsonb_array_elements(" + array + ") e (element) where " + inner + ")";
    }

    private static SqlTerm elementTerm(Attribute attribute, AttributePath path) {
        return attribute.subAttribute(path.name()).<SqlTerm>map(sub -> {
            var expression = "(e.element ->> '" + sub.name() + "')";
            return sub.type() == AttributeType.BOOLEAN
                    ? new SqlTerm.Flag("coalesce(" + expression + "::boolean, false)")
                    : new SqlTerm.Text(expression, sub.caseExact(), true);
        }).orElseGet(SqlTerm.Unassigned::new);
    }

    /** {@code emails eq} means {@code emails.value eq}. */
    private static AttributePath elementPath(AttributePath path) {
        return new AttributePath(Optional.empty(), path.sub().orElse(VALUE), Optional.empty());
    }

    private static UnsupportedFilterException unsupported(AttributePath path) {
        return new UnsupportedFilterException("Filtering by " + path + " is not supported");
    }
}
