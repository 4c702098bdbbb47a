package com.scrydon.scim.ingress.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.ingress.harness.RunningIngress;
import com.scrydon.scim.servicekit.people.Role;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;

/** What people may do in the management API, tried on every endpoint of the running service. */
@Tag("R37")
class RolesTests {

    private static final RunningIngress INGRESS = RunningIngress.INSTANCE;

    @Test
    void r37_aPersonWithoutARoleMayDoNothing() {
        var bearer = "Bearer " + INGRESS.signer().token(INGRESS.organisation());
        assertThat(tried(bearer, 403)).isGreaterThanOrEqualTo(20);
    }

    @Test
    void r37_readersChangeNothing() {
        var bearer = "Bearer " + INGRESS.signer().token(INGRESS.organisation(), Role.AUDITOR);
        for (var endpoint : INGRESS.endpoints()) {
            for (var method : endpoint.getMethodsCondition().getMethods()) {
                for (var path : endpoint.getPatternValues()) {
                    if (isManagement(path) && !method.name().equals("GET") && !path.endsWith("/introspect")) {
                        assertThat(status(method.name(), path, bearer)).as("%s %s", method, path).isEqualTo(403);
                    }
                }
            }
        }
    }

    private static int tried(String bearer, int expected) {
        int tried = 0;
        for (RequestMappingInfo endpoint : INGRESS.endpoints()) {
            for (var method : endpoint.getMethodsCondition().getMethods()) {
                for (var path : endpoint.getPatternValues()) {
                    if (isManagement(path)) {
                        assertThat(status(method.name(), path, bearer)).as("%s %s", method, path).isEqualTo(expected);
                        tried++;
                    }
                }
            }
        }
        return tried;
    }

    private static boolean isManagement(String path) {
        return path.startsWith("/api/management/");
    }

    private static int status(String method, String path, String bearer) {
        return INGRESS.send(method, path.replaceAll("\\{\\w+}", UUID.randomUUID().toString()),
                method.equals("GET") || method.equals("DELETE") ? "" : "{}", bearer).status();
    }
}
