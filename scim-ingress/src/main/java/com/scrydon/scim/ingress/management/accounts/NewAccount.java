package com.scrydon.scim.ingress.management.accounts;

import com.scrydon.scim.ingress.scim.answers.ScimJson;
import com.scrydon.scim.language.texts.Texts;
import com.scrydon.scim.schemas.IdentityKey;
import com.scrydon.scim.servicekit.problems.ApiProblemException;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A native account to be made.
 *
 * @param attributes JSON of the column of that name
 */
record NewAccount(String email, String kind, String attributes) {

    static final Set<String> KINDS = Set.of("person", "service");
    private static final Pattern ADDRESS = Pattern.compile("[^\\s@]{1,64}@[^\\s@]{1,255}");
    private static final int MAX_NAME = 200;

    /** Whether it counts as a user of the organisation; service accounts do not (R5, R8). */
    boolean isPerson() {
        return kind.equals("person");
    }

    /** Reads what a client sent, where anything may be missing. */
    static NewAccount of(@Nullable String email, @Nullable String displayName, @Nullable String kind) {
        var address = email == null ? "" : IdentityKey.stripped(email);
        if (!ADDRESS.matcher(address).matches() || !Texts.storable(address) || !IdentityKey.isSound(address)) {
            throw ApiProblemException.badRequest("email must be an e-mail address");
        }
        if (kind != null && !KINDS.contains(kind)) {
            throw ApiProblemException.badRequest("kind must be person or service");
        }
        var attributes = ScimJson.object();
        if (displayName != null && !displayName.isBlank()) {
            if (displayName.length() > MAX_NAME || !Texts.storable(displayName)) {
                throw ApiProblemException.badRequest("displayName has at most " + MAX_NAME + " characters");
            }
            attributes.put("displayName", displayName.strip());
        }
        return new NewAccount(address, kind == null ? "person" : kind, ScimJson.text(attributes));
    }
}
