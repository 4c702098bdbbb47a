package com.scrydon.scim.ingress.scim.answers;

import com.scrydon.scim.schemas.ScimUrns;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Absolute URLs of resources. */
@Component
public final class ScimBase {

    private final String url;

    ScimBase(HttpProperties properties) {
        this.url = properties.publicUrl() + ScimUrns.BASE_PATH;
    }

    public String url() {
        return url;
    }

    public String user(UUID id) {
        return url + "/Users/" + id;
    }

    public String group(UUID id) {
        return url + "/Groups/" + id;
    }
}
