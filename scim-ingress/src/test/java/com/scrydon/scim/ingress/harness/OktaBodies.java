package com.scrydon.scim.ingress.harness;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Bodies as Okta writes them (both styles of app). */
public final class OktaBodies {

    private OktaBodies() {}

    /** What Okta posts: a placeholder password and empty groups always come with it. */
    public static String user(String email, String externalId) {
        return """
                {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],
                 "userName":"%1$s",
                 "name":{"givenName":"Ana","familyName":"Diaz"},
                 "emails":[{"primary":true,"value":"%1$s","type":"work"}],
                 "displayName":"Ana Diaz","locale":"en-US",
                 "externalId":"%2$s",
                 "groups":[],
                 "password":"p7Xq-placeholder",
                 "active":true}""".formatted(email, externalId);
    }

    /** What Okta puts: all that it read, its own changes merged in, read-only things echoed. */
    public static String echo(String id, String email, String externalId, String givenName, boolean active) {
        return """
                {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],
                 "id":"%1$s","externalId":"%3$s",
                 "userName":"%2$s","name":{"givenName":"%4$s","familyName":"Diaz"},
                 "displayName":"Ana Diaz","locale":"en-US",
                 "emails":[{"value":"%2$s","primary":true,"type":"work"}],
                 "active":%5$s,"groups":[],
                 "meta":{"resourceType":"User","created":"2026-11-24T00:00:00Z","version":"W/\\"99\\"","location":"x"}}"""
                .formatted(id, email, externalId, givenName, active);
    }

    public static String group(String displayName, String... members) {
        return """
                {"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"%s","members":%s}"""
                .formatted(displayName, members(members));
    }

    public static String groupEcho(String id, String displayName, String... members) {
        return """
                {"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"id":"%s","displayName":"%s","members":%s}"""
                .formatted(id, displayName, members(members));
    }

    public static String members(String... ids) {
        return Arrays.stream(ids).map("{\"value\":\"%s\",\"display\":\"somebody@example.com\"}"::formatted)
                .collect(Collectors.joining(",", "[", "]"));
    }

    public static String patch(String... operations) {
        return "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],\"Operations\":["
                + String.join(",", operations) + "]}";
    }

    public static String active(boolean active) {
        return patch("{\"op\":\"replace\",\"value\":{\"active\":" + active + "}}");
    }

    public static String addMembers(String... ids) {
        return "{\"op\":\"add\",\"path\":\"members\",\"value\":" + members(ids) + "}";
    }

    public static String removeMember(String id) {
        return "{\"op\":\"remove\",\"path\":\"members[value eq \\\"" + id + "\\\"]\"}";
    }

    public static String rename(String id, String name) {
        return "{\"op\":\"replace\",\"value\":{\"id\":\"%s\",\"displayName\":\"%s\"}}".formatted(id, name);
    }

    public static String replaceMembers(String... ids) {
        return "{\"op\":\"replace\",\"path\":\"members\",\"value\":" + members(ids) + "}";
    }
}
