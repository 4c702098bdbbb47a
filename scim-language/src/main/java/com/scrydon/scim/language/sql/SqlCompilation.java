package com.scrydon.scim.language.sql;

import com.scrydon.scim.language.filters.Comparability;
import com.scrydon.scim.language.filters.Filter;
import com.scrydon.scim.language.filters.Filter.And;
import com.scrydon.scim.language.filters.Filter.Comparison;
import com.scrydon.scim.language.filters.Filter.Not;
import com.scrydon.scim.language.filters.Filter.OneElement;
import com.scrydon.scim.language.filters.Filter.Or;
import com.scrydon.scim.language.filters.Filter.Present;
import com.scrydon.scim.language.filters.Literal;
import com.scrydon.scim.language.filters.Operator;
import com.scrydon.scim.language.filters.UnsupportedFilterException;
import com.scrydon.scim.language.paths.AttributePath;
import java.util.Optional;

/** Compiles one filter. Every piece is true or false, never null, so that {@code not} means what it says. */
public final class SqlCompilation {

    private static final String VALUE = "value";

    private final SqlTerms terms;
    private final SqlParameters parameters;
    private final SqlComparisons comparisons;

    private SqlCompilation(SqlTerms terms, SqlParameters parameters) {
        this.terms = terms;
        this.parameters = parameters;
        this.comparisons = new SqlComparisons(parameters);
    }

    /** The filter as a condition over these attributes. */
    public static Compiled of(Filter filter, SqlTerms terms) {
        try {
            FilterWeight.check(filter, terms);
            var parameters = new SqlParameters();
            var sql = new SqlCompilation(terms, parameters).condition(filter);
            return new Compiled.Condition(new SqlCondition(sql, parameters.values()));
        } catch (UnsupportedFilterException e) {
            return new Compiled.Refused(e.detail());
        }
    }

    private String condition(Filter filter) {
        return switch (filter) {
            case And(var left, var right) -> "(" + condition(left) + " and " + condition(right) + ")";
            case Or(var left, var right) -> "(" + condition(left) + " or " + condition(right) + ")";
            case Not(var inner) -> "(not " + condition(inner) + ")";
            case Present(var path) -> present(path);
            case Comparison(var path, var operator, Literal.Nothing()) -> nothing(path, operator);
            case Comparison(var path, var operator, var literal) -> comparison(path, operator, literal);
            case OneElement(var path, var condition) -> oneElement(path, condition);
        };
    }

    private String nothing(AttributePath path, Operator operator) {
        Comparability.ofNull(operator);
        return operator == Operator.NE ? present(path) : "(not " + present(path) + ")";
    }

    private String present(AttributePath path) {
        return switch (terms.term(path)) {
            case SqlTerm.Text(var expression, _, var nullable, _) -> nullable ? notNull(expression) : "true";
            case SqlTerm.Flag(var expression) -> notNull(expression);
            case SqlTerm.Complex(var expression) -> notNull(expression);
            case SqlTerm.Folded(var expression, _) -> "(" + expression + " <> '')";
            case SqlTerm.TextArray(var expression, _) -> "(cardinality(" + expression + ") > 0)";
            case SqlTerm.Id _,SqlTerm.Moment _ -> "true";
            case SqlTerm.Elements elements -> path.sub().isEmpty()
                    ? notNull(elements.array())
                    : anyElement(elements.rows(), new Present(elementPath(path)));
            case SqlTerm.Rows rows -> path.sub().isEmpty()
                    ? rows.search().present()
                    : anyElement(rows, new Present(elementPath(path)));
            case SqlTerm.Unassigned() -> "false";
        };
    }

    private static String notNull(String expression) {
        return "(" + expression + " is not null)";
    }

    private String comparison(AttributePath path, Operator operator, Literal literal) {
        return switch (terms.term(path)) {
            case SqlTerm.Text text -> comparisons.text(text, operator, literal);
            case SqlTerm.Folded folded -> comparisons.folded(folded, operator, literal);
            case SqlTerm.TextArray array -> comparisons.array(array, operator, literal);
            case SqlTerm.Id id -> comparisons.id(id, operator, literal);
            case SqlTerm.Flag flag -> comparisons.flag(flag, operator, literal);
            case SqlTerm.Moment moment -> comparisons.moment(moment, operator, literal);
            case SqlTerm.Elements elements -> anyElement(elements.rows(), path, operator, literal);
            case SqlTerm.Rows rows -> anyElement(rows, path, operator, literal);
            case SqlTerm.Complex _ -> throw new UnsupportedFilterException(path + " needs a sub-attribute");
            case SqlTerm.Unassigned() -> operator == Operator.NE ? "true" : "false";
        };
    }

    /** A multi-valued attribute satisfies a comparison if any element does; {@code ne} if none is equal. */
    private String anyElement(SqlTerm.Rows rows, AttributePath path, Operator operator, Literal literal) {
        return operator == Operator.NE
                ? "(not " + indexed(rows, path, new Comparison(elementPath(path), Operator.EQ, literal)) + ")"
                : indexed(rows, path, new Comparison(elementPath(path), operator, literal));
    }

    private String oneElement(AttributePath path, Filter condition) {
        if (path.sub().isPresent()) {
            throw new UnsupportedFilterException(path + " has no elements");
        }
        return switch (terms.term(path)) {
            case SqlTerm.Elements elements -> indexed(elements.rows(), path, condition);
            case SqlTerm.Rows rows -> indexed(rows, path, condition);
            case SqlTerm.Complex _ -> new SqlCompilation(below(path), parameters).condition(condition);
            case SqlTerm.Unassigned() -> "false";
            case SqlTerm.Text _,SqlTerm.Folded _,SqlTerm.TextArray _,SqlTerm.Id _,SqlTerm.Flag _,SqlTerm.Moment _ ->
                reference(path, condition);
        };
    }

    /** {@code manager[value eq "x"]}: what is compared by its value has other sub-attributes, too. */
    private String reference(AttributePath path, Filter condition) {
        if (terms.term(path.child(VALUE)) instanceof SqlTerm.Unassigned) {
            throw new UnsupportedFilterException(path + " has no sub-attributes");
        }
        return new SqlCompilation(below(path), parameters).condition(condition);
    }

    private SqlTerms below(AttributePath path) {
        return inner -> {
            if (inner.urn().isPresent() || (inner.sub().isPresent() && !path.name().isEmpty())) {
                return new SqlTerm.Unassigned();
            }
            return terms.term(path.name().isEmpty()
                    ? new AttributePath(path.urn(), inner.name(), inner.sub())
                    : path.child(inner.name()));
        };
    }

    /** With the condition that lets an index find the few resources that can have such an element at all. */
    private String indexed(SqlTerm.Rows rows, AttributePath path, Filter condition) {
        var any = anyElement(rows, condition);
        return requiredValue(condition)
                .flatMap(value -> terms.indexOfValues(path, value, text -> parameters.add(text) + "::text"))
                .map(index -> "(" + index + " and " + any + ")").orElse(any);
    }

    private static Optional<String> requiredValue(Filter condition) {
        return switch (condition) {
            case Comparison(_, _, Literal.Nothing()) -> Optional.empty();
            case Comparison(var path, var operator, var literal) when operator == Operator.EQ
                    && path.name().equalsIgnoreCase(VALUE) && path.sub().isEmpty() ->
                Optional.of(literal.asText());
            case And(var left, var right) -> requiredValue(left).or(() -> requiredValue(right));
            case Comparison _,Or _,Not _,Present _,OneElement _ -> Optional.empty();
        };
    }

    private String anyElement(SqlTerm.Rows rows, Filter condition) {
        return rows.search().any(condition, elements -> new SqlCompilation(elements, parameters).condition(condition));
    }

    /** {@code emails eq} means {@code emails.value eq}. */
    private static AttributePath elementPath(AttributePath path) {
        return new AttributePath(Optional.empty(), path.sub().orElse(VALUE), Optional.empty());
    }
}
