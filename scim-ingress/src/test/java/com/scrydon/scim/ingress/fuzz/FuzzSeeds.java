package com.scrydon.scim.ingress.fuzz;

import com.scrydon.scim.ingress.harness.OktaBodies;
import com.scrydon.scim.ingress.harness.ScimClient;
import java.util.List;
import java.util.Random;

/** Valid requests that the fuzzer starts from: what clients send, over a few users and groups. */
final class FuzzSeeds {

    static final List<String> FILTERS = List.of("userName eq \"a@example.com\"", "emails.value co \"@x\"",
            "emails[type eq \"work\"].value eq \"a@b.c\"", "emails[type eq \"work\" and value co \"@x\"]", "title pr",
            "not (title pr)", "active eq \"True\"", "active eq true and meta.created gt \"2020-01-01T00:00:00Z\"",
            "(name.familyName sw \"D\" or displayName ew \"z\") and externalId ne \"x\"", "id eq \"%s\"",
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value eq \"m\"", "members eq \"%s\"",
            "displayName eq \"Group 1\"", "members[value eq \"%s\"]", "meta.version eq \"W/\\\"1\\\"\"",
            "nickName eq null", "addresses.primary eq true", "meta.resourceType eq \"User\"", "schemas eq \"x\"",
            "urn:ietf:params:scim:schemas:core:2.0:User:userName sw \"a\"", "phoneNumbers pr",
            "groups.value eq \"%s\"");

    static final List<String> PATHS = List.of("displayName", "name.givenName", "active",
            "emails[type eq \"work\"].value",
            "addresses[type eq \"work\"].country", "phoneNumbers", "roles[primary eq \"True\"].value", "members",
            "members[value eq \"%s\"]", "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department",
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User", "title", "externalId", "password", "meta",
            "x509Certificates", "photos[value ew \"x\" or not (type pr)]",
            "urn:ietf:params:scim:schemas:core:2.0:User");

    private static final List<String> VALUES = List.of("\"x\"", "true", "\"False\"", "[{\"value\":\"%s\"}]", "[]",
            "null",
            "{\"value\":\"m\"}", "{\"displayName\":\"D\",\"name.givenName\":\"G\",\"members\":[\"%s\"]}", "7",
            "[\"%s\"]",
            "{\"active\":false}", "{\"id\":\"%s\",\"displayName\":\"Group 1\"}", "[{\"$ref\":null,\"value\":\"%s\"}]");

    private static final String FULL_USER = """
            {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User",
              "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],"userName":"f%1$d@example.com",
             "externalId":"x%1$d","name":{"formatted":"F L","familyName":"L","givenName":"F","middleName":"M",
              "honorificPrefix":"Dr","honorificSuffix":"III"},"displayName":"FL","nickName":"F",
             "profileUrl":"https://example.com/f","title":"T","userType":"E","preferredLanguage":"en","locale":"en-US",
             "timezone":"Europe/Berlin","active":true,"password":"p",
             "emails":[{"value":"f%1$d@example.com","type":"work","primary":true},{"value":"h%1$d@example.com"}],
             "phoneNumbers":[{"value":"1","type":"work"}],"ims":[{"value":"i","type":"xmpp"}],
             "photos":[{"value":"https://example.com/p","type":"photo"}],
             "addresses":[{"type":"work","streetAddress":"S","locality":"L","region":"R","postalCode":"P","country":"DE",
              "formatted":"A","primary":true}],"groups":[],"entitlements":[{"value":"e"}],"roles":[{"value":"r"}],
             "x509Certificates":[{"value":"MIIB"}],"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":
              {"employeeNumber":"7","costCenter":"C","organization":"O","division":"D","department":"R&D",
               "manager":{"value":"m","$ref":"../Users/m","displayName":"M"}}}""";

    private static final String BULK = """
            {"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],"failOnErrors":1,"Operations":[
             {"method":"POST","path":"/Groups","bulkId":"g","data":{"displayName":"Bulk","members":[{"value":"bulkId:u"}]}},
             {"method":"POST","path":"/Users","bulkId":"u","data":{"userName":"bulk@example.com"}},
             {"method":"PATCH","path":"/Users/%s","data":{"Operations":[{"op":"remove","path":"title"}]}}]}""";
    private static final String SEARCH = """
            {"schemas":["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],"attributes":["userName"],
             "filter":"userName sw \\"f\\"","startIndex":1,"count":2,"sortBy":"userName","sortOrder":"descending"}""";

    private final Random random;
    private final List<String> users;
    private final List<String> groups;

    FuzzSeeds(Random random, List<String> users, List<String> groups) {
        this.random = random;
        this.users = users;
        this.groups = groups;
    }

    FuzzRequest next() {
        var user = any(users);
        var group = any(groups);
        int number = random.nextInt(30);
        return switch (random.nextInt(24)) {
            case 0 -> FuzzRequest.of("POST", "/Users", FULL_USER.formatted(number));
            case 1 -> FuzzRequest.of("POST", "/Users", OktaBodies.user("f" + number + "@example.com", "x" + number));
            case 2, 3 -> FuzzRequest.of("PUT", "/Users/" + user, FULL_USER.formatted(number));
            case 4, 5, 6 -> FuzzRequest.of("PATCH", "/Users/" + user, patch());
            case 7, 8, 9 -> FuzzRequest.of("PATCH", "/Groups/" + group, patch());
            case 10 ->
                FuzzRequest.of("PUT", "/Groups/" + group, OktaBodies.group("Group " + number, user, any(groups)));
            case 11 -> FuzzRequest.of("POST", "/Groups", OktaBodies.group("Group " + number, user));
            case 12 -> FuzzRequest.of("DELETE", random.nextBoolean() ? "/Users/" + user : "/Groups/" + group, "");
            case 13, 14, 15 -> FuzzRequest.of("GET", "/Users?filter=" + ScimClient.encoded(filter()), "");
            case 16, 17 -> FuzzRequest.of("GET", "/Groups?filter=" + ScimClient.encoded(filter()) + "&count=3", "");
            case 18 -> FuzzRequest.of("GET", "/Users?startIndex=1&count=2&sortBy=userName&sortOrder=descending"
                    + "&attributes=userName,emails.value", "");
            case 19 -> FuzzRequest.of("GET", "/Groups/" + group + "?excludedAttributes=members,meta.created", "");
            case 20 -> FuzzRequest.of("GET", any(List.of("/ServiceProviderConfig", "/ResourceTypes", "/Schemas",
                    "/Schemas/urn:ietf:params:scim:schemas:core:2.0:User", "/ResourceTypes/User", "/Me",
                    "/Users?cursor",
                    "/?filter=userName%20pr", "/Users/" + user)), "");
            case 21 -> FuzzRequest.of("POST", "/Bulk", BULK.replace("%s", user));
            case 22 -> FuzzRequest.of("POST", any(List.of("/.search", "/Users/.search", "/Groups/.search")), SEARCH);
            default -> FuzzRequest.of("PUT", "/Users/" + user, OktaBodies.echo(user, "f1@example.com", "x", "G", true));
        };
    }

    String filter() {
        return any(FILTERS).replace("%s", any(users));
    }

    private String patch() {
        var operations = new String[1 + random.nextInt(3)];
        for (int i = 0; i < operations.length; i++) {
            operations[i] = "{\"op\":\"%s\",\"path\":%s,\"value\":%s}".formatted(
                    any(List.of("add", "replace", "remove", "Add", "Replace", "Remove")),
                    random.nextInt(5) == 0 ? "null" : '"' + any(PATHS).replace("\"", "\\\"") + '"', any(VALUES));
        }
        return OktaBodies.patch(operations).replace("%s", random.nextInt(4) == 0 ? any(groups) : any(users));
    }

    private String any(List<String> list) {
        return list.get(random.nextInt(list.size()));
    }
}
