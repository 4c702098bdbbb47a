package com.scrydon.scim.audit.entries;

import com.scrydon.scim.facts.AccountSnapshot;
import com.scrydon.scim.facts.UserFact;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Facts about accounts. */
final class UserEntries {

    private static final JsonMapper JSON = JsonMapper.shared();

    private UserEntries() {}

    static AuditEntry of(UserFact fact) {
        var account = fact.getAccount();
        var target = Target.named(Kind.ACCOUNT, fact.getAccountId(), account.getEmail());
        var changes = Changes.NONE.with("changed", fact.getChangedAttributes()).with("after",
                after(account, fact.getChangedAttributes()));
        return AuditEntry.done(fact.getHeader(), List.of(target), changes);
    }

    /** What identifies the account and its state, and the new values of what changed. */
    private static Map<String, Object> after(AccountSnapshot account, List<String> changed) {
        var after = new LinkedHashMap<String, Object>();
        after.put("userName", account.getUserName());
        account.getExternalId().ifPresent(id -> after.put("externalId", id));
        after.put("active", account.getActive());
        after.put("linked", account.getLinked());
        var attributes = JSON.readTree(account.getAttributes());
        for (var name : changed) {
            var value = find(attributes, name);
            if (!value.isMissingNode()) {
                after.putIfAbsent(name, value);
            }
        }
        return after;
    }

    /** A whole attribute, else the sub-attribute of {@code name.givenName}. */
    private static JsonNode find(JsonNode attributes, String name) {
        var whole = attributes.path(name);
        int dot = name.lastIndexOf('.');
        return whole.isMissingNode() && dot > 0
                ? attributes.path(name.substring(0, dot)).path(name.substring(dot + 1))
                : whole;
    }
}
