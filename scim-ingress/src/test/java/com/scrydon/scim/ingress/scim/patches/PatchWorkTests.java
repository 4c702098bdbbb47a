package com.scrydon.scim.ingress.scim.patches;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.ingress.scim.answers.ScimJson;
import com.scrydon.scim.ingress.scim.attributes.ResourceShapes;
import com.scrydon.scim.ingress.scim.problems.ScimProblem;
import com.scrydon.scim.ingress.scim.problems.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

/**
 * How much a PATCH of a User has to do, counted: no more than in proportion to what is sent and what is there. Adding a
 * thousand values a hundred times took seconds, and one operation of 20,000 keys a minute, with the row locked.
 */
class PatchWorkTests {

    private static final int MANY = 800;

    record Shape(String name, IntFunction<String> operation) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Shape> shapes() {
        return Stream.of(
                new Shape("add one value", i -> op("add", "ims", "[\"n" + i % 100 + "\"]")),
                new Shape("add many values again", _ -> op("add", "ims", values(200))),
                new Shape("replace all", _ -> op("replace", "ims", values(200))),
                new Shape("replace by value", i -> op("replace", "ims[value eq \\\"v" + i + "\\\"].display", "\"d\"")),
                new Shape("replace by value and type",
                        i -> op("add", "ims[type eq \\\"x\\\" and value eq \\\"v" + i + "\\\"]",
                                "{\"display\":\"d\"}")),
                new Shape("primary", i -> op("replace", "ims[value eq \\\"v" + i + "\\\"].primary", "true")),
                new Shape("remove by value", i -> "{\"op\":\"remove\",\"path\":\"ims[value eq \\\"v" + i + "\\\"]\"}"),
                new Shape("remove by values",
                        _ -> "{\"op\":\"remove\",\"path\":\"ims\",\"value\":" + values(200) + "}"),
                new Shape("no path",
                        i -> "{\"op\":\"add\",\"value\":{\"ims\":[\"w" + i % 100 + "\"]}}"),
                new Shape("single", i -> op("replace", "title", "\"t" + i + "\"")),
                new Shape("complex", i -> op("replace", "name", "{\"givenName\":\"g" + i + "\"}")),
                new Shape("extension", i -> op("replace", "manager", "\"m" + i + "\"")));
    }

    private static String op(String op, String path, String value) {
        return "{\"op\":\"" + op + "\",\"path\":\"" + path + "\",\"value\":" + value + "}";
    }

    private static String values(int count) {
        return IntStream.range(0, count).mapToObj(i -> "{\"value\":\"v" + i + "\",\"type\":\"x\"}")
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static ObjectNode json(String text) {
        return ScimJson.parse(text.getBytes(StandardCharsets.UTF_8)).fold(object -> object, problem -> {
            throw new AssertionError(problem.detail());
        });
    }

    private static Verdict<ObjectNode> patched(String operations, int elements, PatchWork work) {
        return PatchBody.read(ResourceShapes.USER, json("{\"Operations\":[" + operations + "]}"))
                .then(DocumentPatch::of)
                .then(patch -> patch.apply("id-1", json("{\"ims\":" + values(elements) + "}"), work));
    }

    private static String repeated(Shape shape, int times) {
        return IntStream.range(0, times).mapToObj(shape.operation).collect(Collectors.joining(","));
    }

    private static long steps(Shape shape, int times, int elements) {
        var work = new PatchWork();
        assertThat(patched(repeated(shape, times), elements, work)).isInstanceOf(Verdict.Accepted.class);
        return work.steps();
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void c2_workGrowsWithTheBodyPlusTheResource(Shape shape) {
        long once = steps(shape, MANY / 4, MANY / 4);
        long fourTimes = steps(shape, MANY, MANY);
        System.out.printf("%-30s %8d steps, %8d of a body and a resource four times as large%n", shape, once,
                fourTimes);
        assertThat(once).isPositive();
        assertThat(fourTimes).isLessThanOrEqualTo(once * 9 / 2 + 1_000);
        long bytes = (long) repeated(shape, MANY).length() + values(MANY).length();
        assertThat(fourTimes).as("steps for %d bytes", bytes).isLessThanOrEqualTo(bytes);
    }

    /** What no hash finds, and what is to be changed in each of many, is counted and ends. */
    @Test
    void c2_comparingAllWithAllIsRefused() {
        var all = new Shape("all", i -> op("replace", "ims[type eq \\\"x\\\" or display co \\\"" + i + "\\\"].display",
                "\"" + "d".repeat(100) + "\""));
        assertThat(problem(repeated(all, 1_000), 1_000)).isInstanceOfSatisfying(ScimProblem.TooMany.class,
                problem -> assertThat(problem.detail()).contains("value eq"));
        assertThat(problem(repeated(all, 10), 1_000)).isNull();
    }

    /** One operation may name as many as its body holds. */
    @Test
    void c2_namingByPartsOfWhichNoneIsAValueIsCountedWithinTheOperation() {
        var parts = IntStream.range(0, 50_000).mapToObj(i -> "{\"display\":\"" + i + "\"}")
                .collect(Collectors.joining(",", "[", "]"));
        var work = new PatchWork();
        assertThat(patched("{\"op\":\"remove\",\"path\":\"ims\",\"value\":" + parts + "}", 1_000, work))
                .isInstanceOf(Verdict.Refused.class);
        assertThat(work.steps()).isLessThan(PatchWork.MOST + 10_000);
    }

    /** Texts of one hash, of which there are as many as anybody likes. */
    @Test
    void c2_hashesThatCollideAreNoWayToComputeForLong() {
        var colliding = IntStream.range(0, 1 << 14).mapToObj(i -> "{\"value\":\"" + IntStream.range(0, 14)
                .mapToObj(bit -> (i >> bit & 1) == 0 ? "Aa" : "BB").collect(Collectors.joining()) + "\"}").toList();
        var work = new PatchWork();
        assertThat(patched("{\"op\":\"remove\",\"path\":\"ims\",\"value\":" + colliding + "}", 10, work))
                .isInstanceOf(Verdict.Accepted.class);
        assertThat(work.steps()).isLessThan(100_000);
    }

    @Test
    void c2_changesAreCountedAfterSplittingAndValuesAfterEachOperation() {
        var keys = IntStream.range(0, 20_000).mapToObj(i -> "\"ims[value eq \\\"" + i + "\\\"].display\":\"x\"")
                .collect(Collectors.joining(",", "{", "}"));
        assertThat(problem("{\"op\":\"replace\",\"value\":" + keys + "}", 10))
                .isInstanceOf(ScimProblem.InvalidSyntax.class);
        var two = "{\"op\":\"add\",\"value\":{\"title\":\"t\",\"nickName\":\"n\"}}";
        assertThat(problem(String.join(",", Collections.nCopies(500, two)), 0)).isNull();
        assertThat(problem(String.join(",", Collections.nCopies(501, two)), 0))
                .isInstanceOf(ScimProblem.InvalidSyntax.class);
        assertThat(problem(op("add", "ims", "[\"one more\"]") + "," + op("replace", "ims", "[]"), 1_000))
                .isInstanceOfSatisfying(ScimProblem.InvalidValue.class,
                        problem -> assertThat(problem.detail()).contains("1000"));
        assertThat(problem(op("add", "ims", "[\"v1\"]"), 999)).isNull();
    }

    /** One text in a thousand elements was a gigabyte when it was written. */
    @Test
    void c2_bytesAreBoundedAsTheyGrow() {
        assertThat(problem(op("replace", "ims[type eq \\\"x\\\"].display", "\"" + "d".repeat(10_000) + "\""), 1_000))
                .isInstanceOfSatisfying(ScimProblem.InvalidValue.class,
                        problem -> assertThat(problem.detail()).contains("bytes"));
    }

    private static @Nullable ScimProblem problem(String operations, int elements) {
        return switch (patched(operations, elements, new PatchWork())) {
            case Verdict.Accepted<ObjectNode> _ -> null;
            case Verdict.Refused<ObjectNode>(var problem) -> problem;
        };
    }
}
