package com.scrydon.scim.ingress.scim.users;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.ingress.scim.answers.ScimJson;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class EmailsTests {

    private static Emails emails(String array) {
        return Emails.of(document("{\"emails\":" + array + "}"));
    }

    private static ObjectNode document(String json) {
        return ScimJson.parse(json.getBytes(StandardCharsets.UTF_8)).fold(object -> object, problem -> {
            throw new AssertionError(problem.detail());
        });
    }

    @Test
    void theAccountsAddressIsThePrimaryElseTheWorkElseTheFirst() {
        assertThat(emails("[{\"value\":\"a@x\"},{\"value\":\"b@x\",\"primary\":true}]").account()).hasValue("b@x");
        assertThat(emails("[{\"value\":\"a@x\"},{\"value\":\"b@x\",\"type\":\"Work\"}]").account()).hasValue("b@x");
        assertThat(emails("[{\"value\":\"a@x\"},{\"value\":\"b@x\"}]").account()).hasValue("a@x");
        assertThat(emails("[]").account()).isEmpty();
    }

    @Test
    void r10_anotherOrderIsNoChangeButAnotherPrimaryIs() {
        assertThat(emails("[{\"value\":\"b@x\"},{\"value\":\"A@x\"}]").accountAfter("a@x")).hasValue("A@x");
        assertThat(emails("[{\"value\":\"b@x\",\"primary\":true},{\"value\":\"a@x\"}]").accountAfter("a@x"))
                .hasValue("b@x");
    }

    @Test
    void r12_whatTheClientLeavesOutIsFilledFromWhatIsThere() {
        var before = emails(
                "[{\"value\":\"a@x\",\"type\":\"work\",\"primary\":true},{\"value\":\"b@x\",\"type\":\"home\"}]");
        assertThat(emails("[{\"value\":\"B@x\"},{\"value\":\"a@x\"}]").changing(before, "a@x"))
                .isEqualTo(emails("[{\"value\":\"a@x\",\"type\":\"work\",\"primary\":true},"
                        + "{\"value\":\"b@x\",\"type\":\"home\"}]").changing(before, "a@x"));
    }
}
