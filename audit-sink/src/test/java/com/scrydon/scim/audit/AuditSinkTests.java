package com.scrydon.scim.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.scrydon.scim.eventlog.authenticity.FactMac;
import com.scrydon.scim.eventlog.authenticity.KeyRing;
import com.scrydon.scim.eventlog.codec.FactCodec;
import com.scrydon.scim.eventlog.registry.SchemaPins;
import com.scrydon.scim.schemas.Topic;
import com.scrydon.scim.servicekit.people.Role;
import com.scrydon.scim.testkit.Eventually;
import com.scrydon.scim.testkit.TestKafka;
import com.scrydon.scim.testkit.TestKeys;
import com.scrydon.scim.testkit.TestPostgres;
import com.scrydon.scim.testkit.hostile.HostileCalls;
import com.scrydon.scim.testkit.hostile.HostileRequests;
import com.scrydon.scim.testkit.http.Caller;
import com.scrydon.scim.testkit.http.Signer;
import com.scrydon.scim.testkit.openapi.OpenApiDocument;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.json.JsonMapper;

/** The whole sink: a real broker, a real Postgres, a real port. */
@Tag("slow")
class AuditSinkTests {

    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final TestPostgres.Database DATABASE = TestPostgres.database();
    private static final FactMac MACS = new FactMac(() -> KeyRing.parse(TestKeys.RING));
    private static final Signer<Role> SIGNER = new Signer<>(Role::claim);
    private static FactCodec codec;
    private static ConfigurableApplicationContext application;

    @BeforeAll
    static void start() {
        var pins = new SchemaPins(JdbcClient.create(DATABASE.owner()), Optional.empty());
        TestFacts.pinSchemas(pins);
        codec = new FactCodec(pins);
        application = sink();
    }

    private static ConfigurableApplicationContext sink(String... more) {
        var settings = Stream.of("--server.port=0", "--server.address=127.0.0.1",
                "--spring.datasource.url=" + DATABASE.url(), "--spring.datasource.password=audit_sink",
                "--scim.kafka.bootstrap-servers=" + TestKafka.bootstrapServers(), "--scim.topics.account-keyed=4",
                "--scim.topics.others=2", "--scim.api.public-key-location=" + SIGNER.publicKeyLocation(),
                "--scim.facts.keys-file=" + TestKeys.file());
        return SpringApplication.run(AuditSinkApplication.class,
                Stream.concat(settings, Stream.of(more)).toArray(String[]::new));
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @Test
    void r31_committedFactsOfAllTopicsAreFoundAndAbortedOnesAreNot() {
        publish("aborted", false, Map.of(Topic.USERS, List.of(TestFacts.provisioned(99))));
        publish("committed", true,
                Map.of(Topic.USERS, List.of(TestFacts.provisioned(1)), Topic.GROUPS,
                        List.of(TestFacts.membersAdded(1, List.of(TestFacts.ACCOUNT))), Topic.TEAMS,
                        List.of(TestFacts.renamed(1)), Topic.MEMBERSHIPS, List.of(TestFacts.gained(1)), Topic.ACCESS,
                        List.of(TestFacts.refused("/Groups"))));

        Eventually.within(DEADLINE, () -> {
            var body = records("type sw \"scim.\"").body();
            assertThat(body).contains("scim.user.provisioned", "scim.group.members_changed", "scim.team.renamed",
                    "scim.membership.changed", "scim.request.rejected");
        });
        assertThat(records("type sw \"scim.user\"").body()).contains("\"actor\":{\"kind\":\"token\"",
                "\"targets\":[{", "\"display\": \"Ada@Example.com\"", "\"nextCursor\":null", "\"eventSeq\":1,")
                .doesNotContain("\"eventSeq\":99");
    }

    /** What somebody can do who may write the topics but has no key. */
    @Test
    void r36d_nobodyWritesTheAuditLogByWritingATopic() {
        var organisation = UUID.randomUUID();
        var header = TestFacts.header(organisation, "scim.user.provisioned", 1, Instant.now());
        var fact = TestFacts.user(header, "victim@example.com", List.of());
        var key = UUID.randomUUID().toString();
        var real = TestFacts.signed(MACS, Topic.USERS, key, codec.encode(Topic.USERS, fact), fact);
        var forged = new ProducerRecord<>(real.topic(), null, real.timestamp(), key,
                codec.encode(Topic.USERS, TestFacts.user(header, "forged@example.com", List.of())), real.headers());
        var copied = new ProducerRecord<>(real.topic(), null, real.timestamp(), "another", real.value(),
                real.headers());
        var next = TestFacts.user(TestFacts.header(organisation, "scim.user.updated", 2, Instant.now()),
                "victim@example.com", List.of());
        TestLog.write(List.of(real, real, forged, copied, new ProducerRecord<>(real.topic(), key, real.value()),
                TestFacts.signed(MACS, Topic.USERS, key, codec.encode(Topic.USERS, next), next)));

        Eventually.within(DEADLINE, () -> {
            var body = get("/audit/v1/records", Role.AUDITOR, organisation).body();
            assertThat(body).contains("scim.user.updated", "victim@example.com").doesNotContain("forged@");
            assertThat(body.split("scim.user.provisioned", -1)).as(body).hasSize(2);
            assertThat(get("/actuator/health", Role.OPERATOR).body()).contains("\"wrong-mac\":2", "\"no-mac\":1",
                    "\"duplicates\":1", "\"untrueKept\":3");
            assertThat(get("/actuator/metrics/scim.audit.untrue", Role.OPERATOR).body()).contains("\"value\":3.0");
        });
    }

    /** The audit API takes ids and values in filters and cursors only; a new path has to be tried here too. */
    @Test
    void r3_nothingFindsRecordsOfAnotherOrganisation() throws Exception {
        assertThat(mappings().getHandlerMethods().keySet().stream().flatMap(m -> m.getPatternValues().stream())
                .filter(pattern -> pattern.startsWith("/audit"))).containsExactly("/audit/v1/records");
        publish("isolation", true, Map.of(Topic.USERS, List.of(TestFacts.provisioned(7), TestFacts.provisioned(8))));
        Eventually.within(DEADLINE,
                () -> assertThat(records("requestId eq \"request-8\"").body()).contains("\"eventSeq\":8,"));
        var another = UUID.randomUUID();
        var nothing = "{\"records\":[],\"nextCursor\":null}";
        for (var filter : List.of("target eq \"Ada@Example.com\"", "target co \"ada\"", "actor.id eq \"token-1\"",
                "actor.display pr", "requestId eq \"request-8\"", "type pr or type eq \"x\"", "not (type eq \"x\")",
                "target eq \"" + TestFacts.ACCOUNT + "\"", "occurredAt gt \"2020-01-01T00:00:00Z\"")) {
            var path = "/audit/v1/records?filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8);
            assertThat(get(path, Role.AUDITOR, another).body()).as(filter).isEqualTo(nothing);
        }
        var page = JsonMapper.shared().readTree(get("/audit/v1/records?count=1", Role.AUDITOR).body());
        var cursor = page.path("nextCursor").asString();
        assertThat(get("/audit/v1/records?cursor=" + cursor, Role.AUDITOR).body()).contains("\"eventSeq\":7,");
        assertThat(get("/audit/v1/records?cursor=" + cursor, Role.AUDITOR, another).body()).isEqualTo(nothing);
    }

    private static RequestMappingHandlerMapping mappings() {
        return application.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
    }

    @Test
    void r37_theDocumentTellsWhatTheAuditApiDoesAndNothingElse() {
        int operations = OpenApiDocument.read("audit").describes("/audit/v1", mappings());
        System.out.printf("%d operations of the audit API are as documented%n", operations);
        assertThat(operations).isPositive();
    }

    @Test
    void r32_badFilterIsAProblemThatNamesThePlace() throws Exception {
        var answer = records("kind eq \"x\"");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).contains("filter, position 1: unknown attribute 'kind'");
        for (var year : List.of("+10000", "-0001", "+300000", "0000", "9999")) {
            assertThat(records("occurredAt gt \"" + year + "-01-01T00:00:00Z\"").statusCode()).as(year).isEqualTo(400);
        }
    }

    /** Whether it is too wide or Postgres too busy, nobody can tell: neither is a fault of ours. */
    @Test
    void r32_aSearchThatTakesTooLongMayBeTriedAgain() throws Exception {
        var hasty = sink("--spring.jdbc.template.query-timeout=1s", "--scim.audit.intake.enabled=false",
                "--scim.relay.enabled=false");
        try (var connection = DATABASE.owner().getConnection(); var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table audit.record in access exclusive mode");
            var answer = get(hasty, "/audit/v1/records", Set.of(Role.AUDITOR), TestFacts.ORGANISATION);
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(answer.headers().firstValue("Retry-After")).contains("5");
            assertThat(answer.body()).contains("ask for less, or try again later");
        } finally {
            hasty.close();
        }
    }

    /** With a filter it is the filter's, unless the store is away. */
    @Test
    void r32_aFilterThatTakesTooLongIsTheCallersFault() throws Exception {
        var hasty = sink("--scim.api-connections.longest-statement=500ms", "--scim.audit.intake.enabled=false",
                "--scim.relay.enabled=false");
        try (var connection = DATABASE.owner().getConnection(); var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table audit.record in access exclusive mode");
            var answer = get(hasty, "/audit/v1/records?filter=target%20co%20%22z%22", Set.of(Role.AUDITOR),
                    TestFacts.ORGANISATION);
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("bound it by occurredAt");
        } finally {
            hasty.close();
        }
        var many = "target%20co%20%22z%22%20or%20".repeat(20) + "target%20pr";
        assertThat(get("/audit/v1/records?filter=" + many, Role.AUDITOR).statusCode()).isEqualTo(400);
    }

    /** More searches than there are connections of calls, each as long as it may be: they have none of the intake's. */
    @Test
    void r33_searchesDelayNoIntakeAndNobodyElsesSearches() throws Exception {
        var other = UUID.randomUUID();
        JdbcClient.create(DATABASE.owner()).sql("""
                insert into audit.record (recorded_at, event_id, organisation_id, type, occurred_at, actor_kind, actor_id,
                    actor_display, request_id, outcome, targets, target_names, changes, event_seq, topic, partition,
                    topic_id, "offset", chain_position, raw, salt, leaf)
                select now(), gen_random_uuid(), :organisation, 't', now(), 'token', 't', repeat('okta', 50), 'r',
                    'success', '[]', array(select 'name' || i || n from generate_series(1, 40) i), '{}', n, 'x', 0, 'i', n,
                    n, '', '', sha256('')
                from generate_series(1, 40000) n
                """).param("organisation", other).update();
        var dear = "target%20co%20%22zz%22%20or%20".repeat(19) + "target%20co%20%22zy%22";
        var over = new AtomicBoolean();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Set<Integer>>> attacks = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                attacks.add(threads.submit(() -> {
                    Set<Integer> statuses = new HashSet<>();
                    while (!over.get()) {
                        statuses.add(get(application, "/audit/v1/records?filter=" + dear, Set.of(Role.AUDITOR), other)
                                .statusCode());
                    }
                    return statuses;
                }));
            }
            for (int round = 0; round < 5; round++) {
                var answer = get("/audit/v1/records?count=5", Role.AUDITOR);
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            }
            publish("beside", true, Map.of(Topic.USERS, List.of(TestFacts.provisioned(777))));
            Eventually.within(DEADLINE,
                    () -> assertThat(get("/audit/v1/records?count=50", Role.AUDITOR).body()).contains("777"));
            over.set(true);
            for (var one : attacks) {
                assertThat(one.get(60, TimeUnit.SECONDS)).isSubsetOf(200, 400, 429, 503);
            }
        }
    }

    /** Sixteen of them once held every thread that there was. */
    @Test
    void r1_strangersWhoDribbleBodiesHoldNobodyUp() throws Exception {
        var port = Integer.parseInt(application.getEnvironment().getRequiredProperty("local.server.port"));
        List<Socket> open = new ArrayList<>();
        try {
            for (int i = 0; i < 100; i++) {
                var socket = new Socket(InetAddress.getLoopbackAddress(), port);
                open.add(socket);
                socket.getOutputStream().write("""
                        POST /audit/v1/records HTTP/1.1\r
                        Host: x\r
                        Content-Type: application/json\r
                        Content-Length: 60000\r
                        \r
                        {""".getBytes(StandardCharsets.US_ASCII));
            }
            assertThat(get("/audit/v1/records?count=1", Role.AUDITOR).statusCode()).isEqualTo(200);
            Eventually.within(DEADLINE, () -> {
                for (var socket : open) {
                    assertThatThrownBy(() -> dribble(socket)).isInstanceOf(IOException.class);
                }
            });
        } finally {
            for (var socket : open) {
                socket.close();
            }
        }
    }

    private static void dribble(Socket socket) throws IOException {
        socket.getOutputStream().write(' ');
    }

    @Test
    void r37_operatorMayNotReadTheAuditLog() throws Exception {
        assertThat(get("/audit/v1/records", Role.OPERATOR).statusCode()).isEqualTo(403);
        assertThat(get("/audit/v1/records", Set.of(), TestFacts.ORGANISATION).statusCode()).isEqualTo(403);
        assertThat(get("/audit/v1/records?count=501", Role.AUDITOR).statusCode()).isEqualTo(400);
        assertThat(get("/audit/v1/records?cursor=rubbish", Role.AUDITOR).statusCode()).isEqualTo(400);
    }

    /** Through the sink's own outbox, relay and topic, and back into its index. */
    @Test
    void r31_refusedCallsOfTheAuditApiAreRecordsOfThePerson() throws Exception {
        var organisation = UUID.randomUUID();
        assertThat(get("/audit/v1/records", Role.OPERATOR, organisation).statusCode()).isEqualTo(403);

        Eventually.within(DEADLINE,
                () -> assertThat(get("/audit/v1/records?filter=type%20eq%20%22scim.request.rejected%22", Role.AUDITOR,
                        organisation).body()).contains("\"actor\":{\"kind\":\"person\",\"id\":\"p\"",
                                "\"outcome\":\"refused\"", "/audit/v1/records", "403",
                                "needs the role auditor or org-admin"));
    }

    @Test
    void healthTellsTheIntakesState() {
        Eventually.within(DEADLINE,
                () -> assertThat(get("/actuator/health", Role.OPERATOR).body()).contains("\"intake\":\"running\""));
        Eventually.within(DEADLINE, () -> assertThat(
                get("/actuator/health/readiness", Role.OPERATOR).body()).contains("\"status\":\"UP\""));
    }

    private static void publish(String transaction, boolean commit,
            Map<Topic, List<? extends SpecificRecord>> facts) {
        TestLog.write(transaction, commit, facts.entrySet().stream().flatMap(e -> e.getValue().stream()
                .map(fact -> TestFacts.signed(MACS, e.getKey(), codec.encode(e.getKey(), fact), fact))).toList());
    }

    @Test
    void r24c_noRequestOfAnybodyIsAServerError() {
        var paths = List.of("/audit/v1/records", "/audit/v1/nothing", "/audit", "/nothing", "/", "/error",
                "/actuator/health/liveness", "/actuator/health/readiness", "/actuator/metrics");
        var person = SIGNER.token(UUID.randomUUID(), Role.values());
        var requests = new HostileRequests(paths, List.of("", "Authorization: Bearer " + person),
                Long.getLong("scim.fuzz.seed", 20_261_129L));
        int port = application.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        new HostileCalls(port, (_, _) -> false).assertHarmless(requests.all(1_000));
    }

    private static HttpResponse<String> records(String filter) {
        try {
            return get("/audit/v1/records?filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8), Role.AUDITOR);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static HttpResponse<String> get(String path, Role role) throws Exception {
        return get(path, role, TestFacts.ORGANISATION);
    }

    private static HttpResponse<String> get(String path, Role role, UUID organisation) throws Exception {
        return get(path, Set.of(role), organisation);
    }

    private static HttpResponse<String> get(String path, Set<Role> roles, UUID organisation) throws Exception {
        return get(application, path, roles, organisation);
    }

    private static HttpResponse<String> get(ConfigurableApplicationContext sink, String path, Set<Role> roles,
            UUID organisation) throws Exception {
        int port = sink.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        try (var caller = Caller.ofPort(port)) {
            return caller.get(path, Map.of("Authorization", "Bearer " + SIGNER.token("p", organisation, roles))).raw();
        }
    }
}
