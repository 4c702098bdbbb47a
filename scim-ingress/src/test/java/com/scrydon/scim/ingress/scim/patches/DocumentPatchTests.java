package com.scrydon.scim.ingress.scim.patches;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.ingress.scim.answers.ScimJson;
import com.scrydon.scim.ingress.scim.attributes.ResourceShapes;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class DocumentPatchTests {

    private static final String TWO_PHONES = """
            {"phoneNumbers":[{"value":"1","type":"work","primary":true},{"value":"2","type":"home"}]}""";

    private static final String URN = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    private static ObjectNode json(String text) {
        return ScimJson.parse(text.getBytes(StandardCharsets.UTF_8)).fold(object -> object, problem -> {
            throw new AssertionError(problem.detail());
        });
    }

    private static String patched(String document, String operations) {
        return PatchBody.read(ResourceShapes.USER, json("{\"operations\":[" + operations + "]}"))
                .then(DocumentPatch::of).then(patch -> patch.apply("id-1", json(document)))
                .fold(ObjectNode::toString, problem -> problem.getClass().getSimpleName());
    }

    @Test
    void addingMergesComplexValuesAndAppendsElementsOnce() {
        assertThat(patched("{\"name\":{\"givenName\":\"A\"}}",
                "{\"op\":\"add\",\"path\":\"name\",\"value\":{\"familyName\":\"B\"}}"))
                .isEqualTo("{\"name\":{\"givenName\":\"A\",\"familyName\":\"B\"}}");
        assertThat(patched(TWO_PHONES,
                "{\"op\":\"add\",\"path\":\"phoneNumbers\",\"value\":[{\"value\":\"2\",\"type\":\"home\"}]}"))
                .isEqualTo(TWO_PHONES);
    }

    @Test
    void aNewPrimaryTakesItFromTheOther() {
        assertThat(patched(TWO_PHONES,
                "{\"op\":\"replace\",\"path\":\"phoneNumbers[type eq \\\"home\\\"].primary\",\"value\":true}"))
                .isEqualTo("""
                        {"phoneNumbers":[{"value":"1","type":"work","primary":false},\
                        {"value":"2","type":"home","primary":true}]}""");
    }

    @Test
    void removingByConditionByValueAndByPath() {
        var onlyWork = "{\"phoneNumbers\":[{\"value\":\"1\",\"type\":\"work\",\"primary\":true}]}";
        assertThat(patched(TWO_PHONES, "{\"op\":\"remove\",\"path\":\"phoneNumbers[type eq \\\"home\\\"]\"}"))
                .isEqualTo(onlyWork);
        assertThat(patched(TWO_PHONES, "{\"op\":\"remove\",\"path\":\"phoneNumbers\",\"value\":[{\"value\":\"2\"}]}"))
                .isEqualTo(onlyWork);
        assertThat(patched(TWO_PHONES, "{\"op\":\"remove\",\"path\":\"phoneNumbers\"}")).isEqualTo("{}");
        assertThat(patched("{\"title\":\"a\"}", "{\"op\":\"remove\",\"path\":\"nickName\"}"))
                .isEqualTo("{\"title\":\"a\"}");
    }

    @Test
    void aConditionOfEqsCreatesItsElementAndAnotherHasNoTarget() {
        assertThat(patched("{}", "{\"op\":\"add\",\"path\":\"emails[TYPE eq \\\"work\\\" and primary eq true].value\","
                + "\"value\":\"a@x\"}"))
                .isEqualTo("{\"emails\":[{\"type\":\"work\",\"primary\":true,\"value\":\"a@x\"}]}");
        assertThat(patched("{}", "{\"op\":\"replace\",\"path\":\"emails[value co \\\"a\\\"].type\",\"value\":\"x\"}"))
                .isEqualTo("NoTarget");
    }

    @Test
    void pathsThatLeadNowhereAreToldApart() {
        assertThat(patched("{}", "{\"op\":\"add\",\"path\":\"shoeSize\",\"value\":1}")).isEqualTo("InvalidPath");
        assertThat(patched("{}", "{\"op\":\"add\",\"path\":\"urn:example:x:y\",\"value\":1}")).isEqualTo("{}");
        assertThat(patched("{}", "{\"op\":\"add\",\"path\":\"groups\",\"value\":[]}")).isEqualTo("Mutability");
        assertThat(patched("{}", "{\"op\":\"add\",\"value\":{\"shoeSize\":1,\"title\":\"t\"}}"))
                .isEqualTo("{\"title\":\"t\"}");
        assertThat(patched("{}", "{\"op\":\"add\",\"value\":{\"id\":\"id-1\"}}")).isEqualTo("{}");
        assertThat(patched("{}", "{\"op\":\"add\",\"value\":{\"id\":\"id-2\"}}")).isEqualTo("Mutability");
    }

    /** These were compared as texts, so that {@code gt null} and {@code primary lt true} chose elements at random. */
    @Test
    void r23_conditionsWithoutAMeaningAreRefusedAsFiltersAre() {
        for (var condition : new String[]{"type gt null", "value co null", "primary gt true", "primary eq 1",
            "type eq \\\"work\\\" or not (primary sw true)"}) {
            assertThat(patched(TWO_PHONES, "{\"op\":\"remove\",\"path\":\"phoneNumbers[" + condition + "]\"}"))
                    .as(condition).isEqualTo("InvalidFilter");
        }
    }

    @Test
    void aMissingPrimaryIsFalseButNotPresent() {
        assertThat(patched(TWO_PHONES, "{\"op\":\"remove\",\"path\":\"phoneNumbers[primary eq \\\"False\\\"]\"}"))
                .doesNotContain("home").contains("work");
        assertThat(patched(TWO_PHONES, "{\"op\":\"remove\",\"path\":\"phoneNumbers[primary pr]\"}"))
                .doesNotContain("work").contains("home");
    }

    @Test
    void aWholeExtensionIsAddedAndRemoved() {
        var urn = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
        var added = patched("{}", "{\"op\":\"add\",\"path\":\"" + urn + "\",\"value\":{\"department\":\"d\"}}");
        assertThat(added).isEqualTo("{\"" + urn + "\":{\"department\":\"d\"}}");
        assertThat(patched(added, "{\"op\":\"remove\",\"path\":\"" + urn + "\"}")).isEqualTo("{}");
        assertThat(patched(added, "{\"op\":\"replace\",\"path\":\"" + urn + ":department\",\"value\":\"\"}"))
                .isEqualTo("{}");
    }

    /** A null part was dropped from the value, and a value of nothing but nulls cleared the parts that it did not name. */
    @Test
    void r12_aNullPartClearsThatPartAndNoOther() {
        var name = "{\"name\":{\"givenName\":\"A\",\"familyName\":\"B\"}}";
        assertThat(patched(name, "{\"op\":\"replace\",\"path\":\"name\",\"value\":{\"givenName\":null}}"))
                .isEqualTo("{\"name\":{\"familyName\":\"B\"}}");
        assertThat(patched(name, "{\"op\":\"replace\",\"value\":{\"name\":{\"GIVENNAME\":\"\",\"familyName\":\"C\"}}}"))
                .isEqualTo("{\"name\":{\"familyName\":\"C\"}}");
        assertThat(patched(name, "{\"op\":\"replace\",\"path\":\"name\",\"value\":{\"unknown\":1}}")).isEqualTo(name);
        assertThat(patched(name, "{\"op\":\"replace\",\"path\":\"name\",\"value\":null}")).isEqualTo("{}");
        assertThat(patched(TWO_PHONES, "{\"op\":\"replace\",\"path\":\"phoneNumbers[value eq \\\"2\\\"]\","
                + "\"value\":{\"type\":null,\"display\":\"d\"}}"))
                .isEqualTo("""
                        {"phoneNumbers":[{"value":"1","type":"work","primary":true},{"value":"2","display":"d"}]}""");
    }

    /** To clear what was not there left an element of nothing but its condition behind. */
    @Test
    void r12_clearingAPartOfAnElementThatIsNotThereChangesNothing() {
        for (var value : new String[]{"\"\"", "null", "[]"}) {
            assertThat(patched(TWO_PHONES, "{\"op\":\"replace\",\"path\":\"phoneNumbers[type eq \\\"fax\\\"].value\","
                    + "\"value\":" + value + "}")).isEqualTo(TWO_PHONES);
        }
    }

    /** It was ignored. */
    @Test
    void r12_anElementReplacedByNothingGoes() {
        assertThat(patched(TWO_PHONES,
                "{\"op\":\"replace\",\"path\":\"phoneNumbers[type eq \\\"home\\\"]\",\"value\":null}"))
                .isEqualTo("{\"phoneNumbers\":[{\"value\":\"1\",\"type\":\"work\",\"primary\":true}]}");
    }

    /** Elements without a value, addresses above all, were all taken for the one to remove. */
    @Test
    void r24_aRemoveTakesOnlyTheElementsThatItsValueNames() {
        var two = "{\"addresses\":[{\"type\":\"work\",\"locality\":\"Bonn\"},{\"type\":\"home\",\"locality\":\"Ulm\"}]}";
        var remove = "{\"op\":\"remove\",\"path\":\"addresses\",\"value\":%s}";
        assertThat(patched(two, remove.formatted("[{\"TYPE\":\"Home\"}]")))
                .isEqualTo("{\"addresses\":[{\"type\":\"work\",\"locality\":\"Bonn\"}]}");
        assertThat(patched(two, remove.formatted("{\"type\":\"work\",\"locality\":\"Ulm\"}"))).isEqualTo(two);
        assertThat(patched(two, remove.formatted("{\"unknown\":1}"))).isEqualTo(two);
        assertThat(patched(two, remove.formatted("[\"\"]"))).isEqualTo(two);
        assertThat(patched(two, remove.formatted("[]"))).isEqualTo("{}");
    }

    /** It was an invalidValue. */
    @Test
    void r12_aWholeExtensionReplacedByNothingGoes() {
        var urn = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
        for (var value : new String[]{"\"\"", "null", "{}"}) {
            assertThat(patched("{\"title\":\"t\",\"" + urn + "\":{\"department\":\"d\"}}",
                    "{\"op\":\"replace\",\"path\":\"" + urn + "\",\"value\":" + value + "}"))
                    .isEqualTo("{\"title\":\"t\"}");
        }
    }

    /** An element that says nothing but of what kind it would be stayed. */
    @Test
    void r24b_anElementThatLosesItsLastWordGoes() {
        for (var cleared : new String[]{
            "{\"op\":\"Replace\",\"path\":\"phoneNumbers[type eq \\\"work\\\"].value\",\"value\":\"\"}",
            "{\"op\":\"Remove\",\"path\":\"phoneNumbers[type eq \\\"work\\\"].value\"}"}) {
            assertThat(patched(TWO_PHONES, cleared))
                    .isEqualTo("{\"phoneNumbers\":[{\"value\":\"2\",\"type\":\"home\"}]}");
        }
        assertThat(patched("{}",
                "{\"op\":\"add\",\"path\":\"phoneNumbers\",\"value\":[{\"value\":\" \",\"type\":\"work\"},"
                        + "{\"value\":null,\"primary\":\"no boolean\"},null,\"\",{\"display\":\"x\"}]}"))
                .isEqualTo("{}");
        assertThat(patched("{}",
                "{\"op\":\"add\",\"path\":\"addresses\",\"value\":[{\"type\":\"work\",\"locality\":null}]}"))
                .isEqualTo("{}");
        // Its parts may come one by one.
        assertThat(patched("{}", "{\"op\":\"add\",\"path\":\"roles[type eq \\\"a\\\"].primary\",\"value\":true},"
                + "{\"op\":\"add\",\"path\":\"roles[type eq \\\"a\\\"].value\",\"value\":\"v\"}"))
                .isEqualTo("{\"roles\":[{\"type\":\"a\",\"primary\":true,\"value\":\"v\"}]}");
    }

    /** It was "not multi-valued", and the deactivation beside it was lost. */
    @Test
    void r24b_aConditionOnASingleComplexValueAddressesItIfItMatches() {
        var managed = "{\"active\":true,\"" + URN + "\":{\"department\":\"d\",\"manager\":{\"value\":\"m\"}}}";
        var unmanaged = "{\"active\":false,\"" + URN + "\":{\"department\":\"d\"}}";
        var deactivate = "{\"op\":\"Replace\",\"path\":\"active\",\"value\":\"False\"},";
        for (var path : new String[]{URN + ":manager", "manager"}) {
            assertThat(patched(managed, deactivate + "{\"op\":\"Remove\",\"path\":\"" + path
                    + "[value eq \\\"m\\\"]\"}")).isEqualTo(unmanaged);
            assertThat(patched(managed, "{\"op\":\"Remove\",\"path\":\"" + path + "[value eq \\\"n\\\"]\"}"))
                    .isEqualTo(managed);
            assertThat(patched(managed, "{\"op\":\"replace\",\"path\":\"" + path
                    + "[value eq \\\"n\\\"].displayName\",\"value\":\"N\"}")).isEqualTo(managed);
        }
        assertThat(
                patched("{}", "{\"op\":\"add\",\"path\":\"manager[value eq \\\"n\\\"].displayName\",\"value\":\"N\"}"))
                .isEqualTo("{\"" + URN + "\":{\"manager\":{\"value\":\"n\",\"displayName\":\"N\"}}}");
    }

    /** There was no attribute of that name. */
    @Test
    void r24b_aShortNameThatOnlyTheExtensionHasIsItsAttribute() {
        assertThat(patched("{}", "{\"op\":\"Add\",\"path\":\"manager\",\"value\":[{\"$ref\":\"x\",\"value\":\"m\"}]},"
                + "{\"op\":\"add\",\"value\":{\"DEPARTMENT\":\"d\",\"manager.displayName\":\"M\"}}"))
                .isEqualTo("{\"" + URN
                        + "\":{\"manager\":{\"$ref\":\"x\",\"value\":\"m\",\"displayName\":\"M\"},\"department\":\"d\"}}");
    }

    /** It was an invalidValue, a deactivation included. */
    @ParameterizedTest
    @ValueSource(strings = {"[\"False\"]", "[false]", "[{\"$ref\":null,\"value\":\"False\"}]", "{\"value\":false}"})
    void r24b_oneValueInAnArrayOfOneIsThatValue(String value) {
        for (var operation : new String[]{"\"path\":\"active\",\"value\":%s", "\"value\":{\"active\":%s}"}) {
            assertThat(patched("{\"active\":true}", "{\"op\":\"Replace\"," + operation.formatted(value) + "}"))
                    .isEqualTo("{\"active\":false}");
        }
    }

    @Test
    void r24b_everySingleAttributeMayStandInAnArrayOfOneAndNoneInOneOfTwo() {
        assertThat(patched("{}", "{\"op\":\"add\",\"path\":\"title\",\"value\":[\"t\"]},"
                + "{\"op\":\"add\",\"path\":\"name\",\"value\":[{\"givenName\":[\"g\"]}]},"
                + "{\"op\":\"add\",\"path\":\"" + URN + ":manager\",\"value\":[\"m\"]}"))
                .isEqualTo("{\"title\":\"t\",\"name\":{\"givenName\":\"g\"},\"" + URN
                        + "\":{\"manager\":{\"value\":\"m\"}}}");
        for (var two : new String[]{"title", "name", "active"}) {
            assertThat(patched("{}", "{\"op\":\"add\",\"path\":\"" + two + "\",\"value\":[\"a\",\"b\"]}")).as(two)
                    .isEqualTo("InvalidValue");
        }
        assertThat(patched("{}", "{\"op\":\"add\",\"path\":\"title\",\"value\":[[\"a\"]]}")).isEqualTo("InvalidValue");
    }

    @Test
    void r24_theValueOfARemoveLimitsOnlyElements() {
        for (var value : new String[]{"\"x\"", "true", "[\"x\",{}]", "{\"value\":\"x\"}"}) {
            assertThat(patched("{\"title\":\"t\",\"active\":true,\"name\":{\"givenName\":\"g\"}}",
                    "{\"op\":\"remove\",\"path\":\"title\",\"value\":" + value + "},"
                            + "{\"op\":\"remove\",\"path\":\"name\",\"value\":" + value + "}"))
                    .isEqualTo("{\"active\":true}");
        }
    }
}
