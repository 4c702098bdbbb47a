package com.scrydon.scim.ingress.races;

import static com.scrydon.scim.ingress.harness.OktaBodies.addMembers;
import static com.scrydon.scim.ingress.harness.OktaBodies.patch;
import static com.scrydon.scim.ingress.harness.OktaBodies.removeMember;
import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.ingress.harness.OktaBodies;
import com.scrydon.scim.ingress.harness.RunningIngress;
import com.scrydon.scim.ingress.harness.ScimClient;
import com.scrydon.scim.ingress.harness.Tenant;
import com.scrydon.scim.testkit.http.Answer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A storm whose outcome does not depend on its order: a member is only ever added to a group, or only ever removed; whoever
 * is deleted is in no group. Meanwhile another session recomputes memberships, as the worker does.
 */
@Tag("R20")
class OrderlessStormTests {

    private static final Logger LOG = LoggerFactory.getLogger(OrderlessStormTests.class);
    private static final RunningIngress INGRESS = RunningIngress.INSTANCE;
    private static final long SEED = Long.getLong("scim.storm.seed", 42L);
    private static final int USERS = 40;
    private static final int GROUPS = 12;
    private static final int PARENTS = 4;
    private static final int THREADS = 16;

    private static final String LOCK_HEADS = """
            select account_id from membership.account_head where account_id = any (:ids) order by account_id for no key update
            """;
    private static final String APPLY = """
            with gained as (
                insert into membership.team_member (account_id, team_id, organisation_id, since)
                select e.account_id, e.team_id, :organisation, now() from directory.effective_teams(:ids) e
                on conflict do nothing returning 1)
            delete from membership.team_member m where m.account_id = any (:ids) and not exists (
                select from directory.effective_teams(:ids) e where e.account_id = m.account_id and e.team_id = m.team_id)
            """;

    private final Random random = new Random(SEED);
    private final Tenant tenant = INGRESS.tenant();
    private final ScimClient okta = ScimClient.okta(INGRESS).withToken(tenant.token());
    private final List<String> users = new ArrayList<>();
    private final List<String> groups = new ArrayList<>();
    private final Map<String, Set<String>> expected = new HashMap<>();
    private final Set<String> gone = new HashSet<>();
    private final List<Request> requests = new ArrayList<>();

    private record Request(String method, String path, String body) {}

    @Test
    void r20_r29_afterAStormTheStateIsWhatTheRequestsSay() throws InterruptedException, ExecutionException {
        LOG.info("storm: seed {}", SEED);
        populate();
        planMembers();
        planUsers();
        planDeletions();
        Collections.shuffle(requests, random);
        var answers = storm();
        assertThat(answers.stream().filter(answer -> answer.status() >= 500 || answer.status() == 400))
                .as("seed %d", SEED).isEmpty();
        assertGroupsAreAsTheModel();
        assertMembershipsInEffectAreAsDefined();
    }

    private void populate() {
        IntStream.range(0, USERS).forEach(i -> users.add(tenant.create("/Users",
                OktaBodies.user("s" + i + "@example.com", "s" + i))));
        IntStream.range(0, GROUPS).forEach(i -> {
            var members = any(users, USERS / 2);
            var id = tenant.create("/Groups", OktaBodies.group("S" + i, members.toArray(String[]::new)));
            groups.add(id);
            expected.put(id, new HashSet<>(members));
        });
    }

    /** Adds what is not there, removes what is; twice each, alone and in company. The first groups take others in. */
    private void planMembers() {
        for (var group : groups) {
            var there = Set.copyOf(expected.getOrDefault(group, Set.of()));
            for (var user : any(users, USERS * 3 / 4)) {
                plan(group, user, !there.contains(user));
            }
        }
        for (var parent : groups.subList(0, PARENTS)) {
            for (var child : any(groups.subList(PARENTS, GROUPS), 3)) {
                plan(parent, child, true);
            }
        }
    }

    private void plan(String group, String member, boolean adding) {
        var operation = adding ? addMembers(member) : removeMember(member);
        requests.add(new Request("PATCH", "/Groups/" + group, patch(operation)));
        requests.add(
                new Request("PATCH", "/Groups/" + group, patch(operation, "{\"op\":\"replace\",\"value\":{\"id\":\""
                        + group + "\"}}")));
        var members = expected.computeIfAbsent(group, _ -> new HashSet<>());
        if (adding) {
            members.add(member);
        } else {
            members.remove(member);
        }
    }

    private void planUsers() {
        for (var user : any(users, USERS / 2)) {
            int number = users.indexOf(user);
            requests.add(new Request("PUT", "/Users/" + user,
                    OktaBodies.echo(user, "s" + number + "@example.com", "s" + number, "Changed", true)));
            requests.add(new Request("PATCH", "/Users/" + user, OktaBodies.active(random.nextBoolean())));
        }
    }

    private void planDeletions() {
        for (var user : any(users, 6)) {
            gone.add(user);
            requests.add(new Request("DELETE", "/Users/" + user, ""));
        }
        for (var group : List.of(groups.get(0), groups.get(GROUPS - 1), groups.get(GROUPS - 2))) {
            gone.add(group);
            requests.add(new Request("DELETE", "/Groups/" + group, ""));
        }
    }

    private List<Answer> storm() throws InterruptedException, ExecutionException {
        var over = new AtomicBoolean();
        var answers = new ArrayList<Answer>();
        try (var worker = Executors.newSingleThreadExecutor(); var clients = Executors.newFixedThreadPool(THREADS)) {
            var applying = worker.submit(() -> applyUntil(over));
            var sent = requests.stream().map(r -> clients.submit(() -> tenant.scim(r.method, r.path, r.body))).toList();
            for (Future<Answer> answer : sent) {
                answers.add(answer.get());
            }
            over.set(true);
            LOG.info("storm: {} requests, {} recomputations meanwhile", answers.size(), applying.get());
        }
        return answers;
    }

    /** The locks and statements of applying, in its order, in its role. */
    private int applyUntil(AtomicBoolean over) {
        int times = 0;
        for (; !over.get(); times++) {
            int from = times % USERS;
            apply(users.subList(from, Math.min(USERS, from + 10)));
        }
        return times;
    }

    private void apply(List<String> some) {
        var source = INGRESS.database().dataSource("provisioning_worker");
        var jdbc = JdbcClient.create(source);
        var ids = some.stream().map(UUID::fromString).toArray(UUID[]::new);
        new TransactionTemplate(new DataSourceTransactionManager(source)).executeWithoutResult(_ -> {
            jdbc.sql("""
                    insert into membership.account_head (account_id, organisation_id)
                    select a.id, a.organisation_id from directory.account a where a.id = any (:ids) order by a.id
                    on conflict do nothing""").param("ids", ids).update();
            var locked = jdbc.sql(LOCK_HEADS).param("ids", ids).query(UUID.class).list();
            assertThat(locked).hasSize(ids.length);
            jdbc.sql(APPLY).param("ids", ids).param("organisation", tenant.organisation()).update();
        });
    }

    private void assertGroupsAreAsTheModel() {
        for (var group : groups) {
            if (gone.contains(group)) {
                assertThat(okta.get("/Groups/" + group).status()).isEqualTo(404);
                continue;
            }
            var members = okta.get("/Groups/" + group).body().path("members").valueStream()
                    .map(m -> m.path("value").asString()).toList();
            var wanted = expected.getOrDefault(group, Set.of()).stream().filter(m -> !gone.contains(m))
                    .collect(Collectors.toSet());
            assertThat(members).as("seed %d, group %s", SEED, group).containsExactlyInAnyOrderElementsOf(wanted);
        }
    }

    /** One more round of applying, and what is in effect equals the definition. */
    private void assertMembershipsInEffectAreAsDefined() {
        apply(users);
        assertThat(INGRESS.owner().sql("""
                select count(*) from (
                    (select account_id, team_id from membership.team_member where organisation_id = :organisation
                     except select account_id, team_id from directory.effective_teams(:ids))
                    union all
                    (select account_id, team_id from directory.effective_teams(:ids)
                     except select account_id, team_id from membership.team_member)) d
                """).param("organisation", tenant.organisation())
                .param("ids", users.stream().map(UUID::fromString).toArray(UUID[]::new)).query(Integer.class).single())
                .isZero();
    }

    private List<String> any(List<String> from, int count) {
        var copy = new ArrayList<>(from);
        Collections.shuffle(copy, random);
        return copy.subList(0, count);
    }
}
