package com.scrydon.scim.ingress.scim.members;

import com.scrydon.scim.language.filters.Filter;
import com.scrydon.scim.language.filters.Literal;
import com.scrydon.scim.language.filters.Operator;
import com.scrydon.scim.language.paths.AttributePath;
import com.scrydon.scim.language.texts.ResourceId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which members a condition in the path of a PATCH means.
 *
 * @param condition on a member
 * @param named the only ones whom it can mean; empty for an open one, which each member must be compared with
 */
public record MemberCondition(Filter condition, Optional<List<String>> named) {

    private static final String VALUE = "value";

    public static MemberCondition of(Filter condition) {
        return new MemberCondition(withIds(condition), ids(condition).map(Stream::toList));
    }

    public boolean isOpen() {
        return named.isEmpty();
    }

    List<String> candidates() {
        return named.orElse(List.of());
    }

    /** The ids of a condition that says no more than who is meant. */
    public static Optional<Stream<String>> plainIds(Filter condition) {
        return switch (condition) {
            case Filter.Comparison comparison -> id(comparison);
            case Filter.Or(var left, var right) -> plainIds(left)
                    .flatMap(a -> plainIds(right).map(b -> Stream.concat(a, b)));
            case Filter.And _,Filter.Not _,Filter.Present _,Filter.OneElement _ -> Optional.empty();
        };
    }

    /** What it costs to compare members with it. */
    public static int comparisons(Filter condition) {
        return switch (condition) {
            case Filter.And(var left, var right) -> comparisons(left) + comparisons(right);
            case Filter.Or(var left, var right) -> comparisons(left) + comparisons(right);
            case Filter.Not(var inner) -> comparisons(inner);
            case Filter.OneElement(_, var inner) -> comparisons(inner);
            case Filter.Comparison _,Filter.Present _ -> 1;
        };
    }

    /** The only ids that can satisfy it, if it says which. */
    private static Optional<Stream<String>> ids(Filter condition) {
        return switch (condition) {
            case Filter.Comparison comparison -> id(comparison);
            case Filter.Or(var left, var right) -> ids(left).flatMap(a -> ids(right).map(b -> Stream.concat(a, b)));
            case Filter.And(var left, var right) -> ids(left).or(() -> ids(right));
            case Filter.Not _,Filter.Present _,Filter.OneElement _ -> Optional.empty();
        };
    }

    /** A whole id to start with is an id. */
    private static Optional<Stream<String>> id(Filter.Comparison comparison) {
        var text = comparison.literal().asText().strip();
        boolean names = isValue(comparison.path()) && !(comparison.literal() instanceof Literal.Nothing)
                && (comparison.operator() == Operator.EQ
                        || (comparison.operator() == Operator.SW && ResourceId.parse(text).isPresent()));
        return names ? Optional.of(Stream.of(MemberIds.folded(text))) : Optional.empty();
    }

    /** The condition with ids as we write them, since UUIDs have no case. */
    private static Filter withIds(Filter condition) {
        return switch (condition) {
            case Filter.And(var left, var right) -> new Filter.And(withIds(left), withIds(right));
            case Filter.Or(var left, var right) -> new Filter.Or(withIds(left), withIds(right));
            case Filter.Not(var inner) -> new Filter.Not(withIds(inner));
            case Filter.Comparison(var path, var operator, Literal.Text(var text)) when isValue(path) ->
                new Filter.Comparison(path, operator, new Literal.Text(MemberIds.folded(text)));
            case Filter.Comparison _,Filter.Present _,Filter.OneElement _ -> condition;
        };
    }

    private static boolean isValue(AttributePath path) {
        return path.urn().isEmpty() && path.sub().isEmpty() && path.name().equalsIgnoreCase(VALUE);
    }
}
