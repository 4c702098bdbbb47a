package com.scrydon.scim.ingress.scim.attributes;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.ingress.scim.answers.ScimJson;
import com.scrydon.scim.ingress.scim.problems.Verdict;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class DocumentsTests {

    private static ObjectNode json(String text) {
        return ScimJson.parse(text.getBytes(StandardCharsets.UTF_8)).fold(object -> object, problem -> {
            throw new AssertionError(problem.detail());
        });
    }

    private static String canonical(String text) {
        return Documents.canonical(ResourceShapes.USER, json(text)).fold(ObjectNode::toString, problem -> "refused: "
                + problem.detail());
    }

    @Test
    void r24_namesAndBooleansAreMadeCanonical() {
        assertThat(canonical("""
                {"USERNAME":"a","Active":"False","emails":{"VALUE":"a@x","primary":"True"}}"""))
                .isEqualTo("""
                        {"userName":"a","active":false,"emails":[{"value":"a@x","primary":true}]}""");
    }

    @Test
    void r11_r12_r13_whatMayNotBeWrittenOrIsUnknownIsDropped() {
        assertThat(canonical("""
                {"id":"1","meta":{},"groups":[{"value":"g"}],"password":"p","schemas":["x"],"foo":1,"title":""}"""))
                .isEqualTo("{}");
    }

    @Test
    void r13_theEnterpriseBlockNeedsNoEntryInSchemas() {
        assertThat(canonical("""
                {"urn:ietf:params:scim:schemas:extension:ENTERPRISE:2.0:User":{"employeeNumber":7,"manager":"m"}}"""))
                .isEqualTo("""
                        {"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":\
                        {"employeeNumber":"7","manager":{"value":"m"}}}""");
    }

    @Test
    void onlyTheFirstPrimaryStays() {
        assertThat(canonical("""
                {"roles":[{"value":"a","primary":true},{"value":"b","primary":true}]}"""))
                .isEqualTo("""
                        {"roles":[{"value":"a","primary":true},{"value":"b","primary":false}]}""");
    }

    @Test
    void wrongTypesAreRefused() {
        assertThat(canonical("{\"userName\":{\"a\":1}}")).startsWith("refused");
        assertThat(canonical("{\"active\":\"perhaps\"}")).startsWith("refused");
        assertThat(canonical("{\"name\":\"Ana\"}")).startsWith("refused");
    }

    @Test
    void differencesNameTheAttributesOfAnExtensionWithItsUrn() {
        var before = Documents.canonical(ResourceShapes.USER, json("{\"title\":\"a\"}"));
        var after = Documents.canonical(ResourceShapes.USER, json("""
                {"title":"b","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"d"}}"""));
        if (before instanceof Verdict.Accepted<ObjectNode>(var b)
                && after instanceof Verdict.Accepted<ObjectNode>(var a)) {
            assertThat(Documents.differences(ResourceShapes.USER, b, a)).containsExactly("title",
                    "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department");
        } else {
            throw new AssertionError("both are fine");
        }
    }
}
