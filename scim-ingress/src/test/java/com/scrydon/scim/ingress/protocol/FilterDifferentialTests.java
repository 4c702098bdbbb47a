package com.scrydon.scim.ingress.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.ingress.harness.FilterOracle;
import com.scrydon.scim.ingress.harness.RandomFilters;
import com.scrydon.scim.ingress.harness.RandomFilters.Attribute;
import com.scrydon.scim.ingress.harness.RandomFilters.Kind;
import com.scrydon.scim.ingress.harness.RandomUsers;
import com.scrydon.scim.ingress.harness.RunningIngress;
import com.scrydon.scim.ingress.harness.Tenant;
import com.scrydon.scim.ingress.scim.attributes.ResourceShape;
import com.scrydon.scim.ingress.scim.attributes.ResourceShapes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Our filters, as SQL on a real Postgres, compared with UnboundID's evaluation of the answers' JSON. Where we differ on
 * purpose, only that is left out:
 * <ul>
 * <li>An absent boolean counts as false (RFC 7643 §2.4); the oracle's JSON has these values written out, and
 * {@code primary pr} is not compared.</li>
 * <li>Order and parts of booleans, parts of dateTimes, null with an order and complex values without a sub-attribute are
 * invalidFilter here (RFC 7644 §3.4.2.2 allows only that for booleans); {@link FilterProtocolTests} holds these.</li>
 * <li>Ids are UUIDs, which have no case; they are compared in lower case only.</li>
 * <li>Dialects (docs/decisions/030-client-dialects.md: {@code emails eq}, Entra's {@code emails[…].value eq}, quoted booleans,
 * unquoted numbers, {@code [...] pr}, URNs of core attributes, any case) are written for the oracle in the grammar of the RFC.</li>
 * <li>Letters whose lower case depends on their neighbours (Σ) or has two characters (İ) are folded by Postgres and by
 * Java in different ways; they are not generated.</li>
 * </ul>
 */
class FilterDifferentialTests {

    private static final long SEED = Long.getLong("scim.test.seed", 20_261_124L);
    private static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
    private static final int USERS = 60;
    private static final int GROUPS = 14;

    private final Random random = new Random(SEED);
    private final Tenant tenant = RunningIngress.INSTANCE.tenant();
    private final RandomUsers documents = new RandomUsers(random);

    @Test
    void r23_filtersFindWhatAnotherImplementationFinds() {
        System.out.println("FilterDifferentialTests seed " + SEED);
        provision();
        int cases = compare(ResourceShapes.USER, "/Users", 400) + compare(ResourceShapes.GROUP, "/Groups", 250);
        System.out.println("FilterDifferentialTests compared " + cases + " cases");
        assertThat(cases).isGreaterThan(10_000);
    }

    private void provision() {
        var users = new ArrayList<String>();
        for (int i = 0; i < USERS; i++) {
            users.add(tenant.create("/Users", documents.next(i).toString()));
        }
        var owner = tenant.ingress().owner();
        owner.sql("""
                insert into directory.account (organisation_id, kind, email, email_key, user_name, user_name_key,
                    created_at, last_modified_at)
                values (:organisation, 'person', 'native@example.com', 'native@example.com', 'Native@example.com',
                    'native@example.com', now(), now())""")
                .param("organisation", tenant.organisation()).update();
        var groups = new ArrayList<String>();
        for (int i = 0; i < GROUPS; i++) {
            var members = Stream.concat(random.ints(random.nextInt(9), 0, USERS).mapToObj(users::get),
                    // Only the group right before may be nested, and not in every group: no chain is too long.
                    i % 4 == 0 ? Stream.of() : groups.subList(i - 1, i).stream()).distinct()
                    .map(id -> "\"" + id + "\"").collect(Collectors.joining(","));
            groups.add(tenant.create("/Groups", "{\"displayName\":%s,%s\"members\":[%s]}".formatted(
                    StringNode.valueOf(documents.word() + " " + i),
                    random.nextBoolean() ? "\"externalId\":\"G-" + i + "\"," : "", members)));
        }
        // The oracle compares milliseconds only, so that creation must not be closer than that.
        for (var table : List.of("account", "scim_group")) {
            owner.sql("""
                    update directory.%1$s t set created_at = o.at, last_modified_at = o.at + interval '1 hour'
                    from (select id, timestamptz '2026-01-01' + row_number() over (order by id) * interval '1 day' as at
                          from directory.%1$s where organisation_id = :organisation) o
                    where o.id = t.id""".formatted(table)).param("organisation", tenant.organisation()).update();
        }
    }

    private int compare(ResourceShape shape, String path, int filters) {
        var resources = tenant.scim("GET", path + "?count=200", "").body().path("Resources").valueStream()
                .collect(Collectors.toMap(r -> r.path("id").asString(""), r -> FilterOracle.resource(spelledOut(r))));
        var oracle = new FilterOracle(shape);
        var generator = new RandomFilters(random, shape.base().urn(),
                path.equals("/Users") ? userAttributes(resources) : groupAttributes(resources));
        int telling = 0;
        for (int i = 0; i < filters; i++) {
            var filter = generator.next();
            var answer = tenant.filtered(path, filter.ours());
            assertThat(answer.status()).as("seed %d: %s %s", SEED, filter.ours(), answer.raw().body()).isEqualTo(200);
            var expected = resources.entrySet().stream().filter(e -> oracle.holds(filter.rfc(), e.getValue()))
                    .map(Map.Entry::getKey).collect(Collectors.toCollection(TreeSet::new));
            Set<String> found = Tenant.ids(answer).collect(Collectors.toCollection(TreeSet::new));
            assertThat(found)
                    .as("seed %d: %s as %s", SEED, filter.ours(), filter.rfc()).isEqualTo(expected);
            telling += expected.isEmpty() || expected.size() == resources.size() ? 0 : 1;
        }
        assertThat(telling).as("filters that find some but not all").isGreaterThan(filters / 4);
        return filters * resources.size();
    }

    private static JsonNode spelledOut(JsonNode resource) {
        resource.valueStream().filter(JsonNode::isArray).flatMap(JsonNode::valueStream)
                .filter(element -> element instanceof ObjectNode && !element.has("primary") && element.has("value"))
                .forEach(element -> ((ObjectNode) element).put("primary", false));
        return resource;
    }

    private static List<Attribute> userAttributes(Map<String, JsonNode> users) {
        var all = new Values(users);
        var attributes = new ArrayList<Attribute>();
        for (var name : List.of("userName", "displayName", "title", "nickName", "profileUrl", "shoeSize")) {
            attributes.add(all.single(name, Kind.TEXT, name));
        }
        for (var name : List.of("familyName", "givenName")) {
            attributes.add(all.single("name." + name, Kind.TEXT, "name", name));
        }
        attributes.add(all.single(ENTERPRISE + ":department", Kind.TEXT, ENTERPRISE, "department"));
        attributes
                .add(all.single(ENTERPRISE + ":manager.displayName", Kind.TEXT, ENTERPRISE, "manager", "displayName"));
        attributes.add(all.single(ENTERPRISE + ":manager.value", Kind.EXACT, ENTERPRISE, "manager", "value"));
        attributes.add(Attribute.single("active", Kind.FLAG, List.of()));
        attributes.add(Attribute.single("name", Kind.COMPLEX, List.of()));
        attributes.add(Attribute.single(ENTERPRISE + ":manager", Kind.COMPLEX, List.of()));
        common(attributes, all);
        for (var name : List.of("emails", "phoneNumbers", "roles")) {
            attributes.add(all.elements(name, Map.of("value", Kind.TEXT, "type", Kind.TEXT, "display", Kind.TEXT,
                    "primary", Kind.FLAG)));
        }
        attributes.add(all.elements("photos", Map.of("value", Kind.EXACT, "type", Kind.TEXT)));
        attributes
                .add(all.elements("addresses", Map.of("locality", Kind.TEXT, "country", Kind.TEXT, "type", Kind.TEXT)));
        attributes.add(all.elements("groups",
                Map.of("value", Kind.EXACT, "display", Kind.TEXT, "type", Kind.TEXT, "$ref", Kind.TEXT)));
        return attributes;
    }

    private static List<Attribute> groupAttributes(Map<String, JsonNode> groups) {
        var all = new Values(groups);
        var attributes = new ArrayList<>(List.of(all.single("displayName", Kind.TEXT, "displayName")));
        common(attributes, all);
        attributes.add(all.elements("members",
                Map.of("value", Kind.EXACT, "display", Kind.TEXT, "type", Kind.TEXT, "$ref", Kind.TEXT)));
        attributes.add(attributes.getLast());
        attributes.add(attributes.getLast());
        return attributes;
    }

    private static void common(List<Attribute> attributes, Values all) {
        attributes.add(all.single("id", Kind.EXACT, "id"));
        attributes.add(all.single("externalId", Kind.EXACT, "externalId"));
        attributes.add(all.single("schemas", Kind.TEXT, "schemas"));
        for (var name : List.of("resourceType", "location", "version")) {
            attributes.add(all.single("meta." + name, Kind.EXACT, "meta", name));
        }
        attributes.add(all.single("meta.created", Kind.MOMENT, "meta", "created"));
        attributes.add(all.single("meta.lastModified", Kind.MOMENT, "meta", "lastModified"));
        attributes.add(Attribute.single("meta", Kind.COMPLEX, List.of()));
        attributes.add(Attribute.single("urn:example:Any:x", Kind.TEXT, List.of("a")));
    }

    /** The values that resources have. */
    private record Values(Map<String, JsonNode> resources) {

        Attribute single(String path, Kind kind, String... steps) {
            return Attribute.single(path, kind, resources.values().stream().map(resource -> {
                var node = resource;
                for (var step : steps) {
                    node = node.path(step);
                }
                return node;
            }).flatMap(node -> node.isArray() ? node.valueStream() : Stream.of(node)).filter(JsonNode::isString)
                    .map(JsonNode::stringValue).sorted().toList());
        }

        Attribute elements(String name, Map<String, Kind> parts) {
            var described = parts.entrySet().stream().sorted(Map.Entry.comparingByKey()).map(part -> Attribute.single(
                    part.getKey(), part.getValue(),
                    resources.values().stream().flatMap(resource -> resource.path(name).valueStream())
                            .map(element -> element.path(part.getKey())).filter(JsonNode::isString)
                            .map(JsonNode::stringValue).sorted().toList()))
                    .toList();
            return new Attribute(name, Kind.COMPLEX, List.of(), described);
        }
    }
}
