package com.scrydon.scim.ingress.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.ingress.harness.RunningIngress;
import com.scrydon.scim.ingress.harness.Tenant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Filters over real HTTP, on attributes that are columns, JSON, rows of other tables, or made for the answer. */
class FilterProtocolTests {

    private static final Tenant TENANT = RunningIngress.INSTANCE.tenant();
    private static final String BASE = "http://127.0.0.1:8080/api/auth/scim/v2";
    private static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
    private static final String USER = "urn:ietf:params:scim:schemas:core:2.0:User";
    private static final String GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group";

    private static final String ANA = TENANT.create("/Users", """
            {"userName":"Ana@example.com","externalId":"Ext-1","title":"Boss","nickName":"5","name":{"familyName":"Díaz"},
             "emails":[{"value":"ana@example.com","type":"work","primary":true},{"value":"Ana@Home.example","type":"home"}],
             "roles":[{"value":"admin"}],"photos":[{"value":"https://x.example/A.png","type":"photo"}],
             "%s":{"department":"R&D","manager":{"value":"M-1","displayName":"Max"}}}""".formatted(ENTERPRISE));
    private static final String BEN = TENANT.create("/Users", """
            {"userName":"ben@example.com","active":false}""");
    private static final String INNER = TENANT.create("/Groups", """
            {"displayName":"Inner","members":[{"value":"%s"}]}""".formatted(ANA));
    private static final String OUTER = TENANT.create("/Groups", """
            {"displayName":"Outer","externalId":"G-1","members":[{"value":"%s"},{"value":"%s"}]}""".formatted(INNER,
            BEN));
    private static final String EMPTY = TENANT.create("/Groups", "{\"displayName\":\"Empty\"}");

    private static void users(String filter, String... expected) {
        check("/Users", filter, expected);
    }

    private static void groups(String filter, String... expected) {
        check("/Groups", filter, expected);
    }

    private static void check(String path, String filter, String... expected) {
        var found = TENANT.filtered(path, filter);
        assertThat(found.status()).as(filter + " " + found.raw().body()).isEqualTo(200);
        assertThat(Tenant.ids(found)).as(filter).containsExactlyInAnyOrder(expected);
        assertThat(found.body().path("totalResults").asInt()).as(filter).isEqualTo(expected.length);
    }

    @Test
    void r23_usersAreFoundByTheirGroups() {
        users("groups.value eq \"" + INNER + "\"", ANA);
        users("groups eq \"" + OUTER + "\"", ANA, BEN);
        users("groups.display eq \"outer\"", ANA, BEN);
        users("groups[display sw \"out\" and type eq \"indirect\"]", ANA);
        users("groups[value eq \"" + OUTER + "\" and type eq \"direct\"]", BEN);
        users("groups[value eq \"" + INNER + "\" and type eq \"indirect\"]");
        users("groups.$ref eq \"" + BASE + "/Groups/" + INNER + "\"", ANA);
        users("groups.$ref ew \"" + INNER + "\"", ANA);
        users("groups.value ne \"" + INNER + "\"", BEN);
        users("not (groups pr)");
        users("groups[display eq \"Inner\"] pr", ANA);
        users("groups.value co \"-\" and userName sw \"ana\"", ANA);
        users("groups.colour pr or groups[colour eq \"x\"]");
        users("groups.value eq \"nobody\"");
    }

    @Test
    void r23_schemasAndMetaAreFoundAsAnswersShowThem() {
        users("schemas eq \"" + ENTERPRISE + "\"", ANA);
        users("schemas.value co \"enterprise\"", ANA);
        users("schemas eq \"" + USER + "\" and schemas pr", ANA, BEN);
        users("schemas ne \"" + ENTERPRISE + "\"", BEN);
        users("schemas[value sw \"urn:\" and value ew \"2.0:User\"]", ANA, BEN);
        users("meta.location eq \"" + BASE + "/Users/" + ANA + "\"", ANA);
        users("meta.location eq \"" + BASE + "/Groups/" + ANA + "\"");
        users("meta.location eq \"" + ANA + "\"");
        users("meta.location sw \"" + BASE + "/Users/\" and meta.location ew \"" + BEN + "\"", BEN);
        users("meta.location ne \"" + BASE + "/Users/" + ANA + "\"", BEN);
        users("meta.resourceType eq \"User\" and meta pr", ANA, BEN);
        users("meta.resourceType eq \"Group\" or meta.resourceType eq \"user\"");
        users("meta.version eq \"W/\\\"1\\\"\"", ANA, BEN);
        users("meta[version eq \"W/\\\"1\\\"\" and resourceType eq \"User\"] and id eq \"" + ANA + "\"", ANA);
        groups("schemas eq \"" + GROUP + "\" and meta.resourceType eq \"Group\"", INNER, OUTER, EMPTY);
        groups("meta.location eq \"" + BASE + "/Groups/" + EMPTY + "\"", EMPTY);
    }

    @Test
    void r23_groupsAreFoundByTheirMembers() {
        groups("members.value eq \"" + ANA + "\"", INNER);
        groups("members eq \"" + INNER + "\"", OUTER);
        groups("members[value eq \"" + BEN + "\" and type eq \"User\"]", OUTER);
        groups("members[value eq \"" + BEN + "\" and type eq \"Group\"]");
        groups("members.type eq \"group\"", OUTER);
        groups("members.display eq \"INNER\"", OUTER);
        groups("members.display co \"ana@\"", INNER);
        groups("members.$ref eq \"" + BASE + "/Users/" + ANA + "\"", INNER);
        groups("members[type eq \"Group\" and $ref co \"/Groups/\"]", OUTER);
        groups("members.value ne \"" + ANA + "\"", OUTER, EMPTY);
        groups("not (members pr)", EMPTY);
        groups("members.display pr and externalId eq \"G-1\"", OUTER);
        groups("externalId eq \"g-1\"");
        groups("DISPLAYNAME eq \"outer\" or not (displayName ne \"EMPTY\")", OUTER, EMPTY);
    }

    @Test
    void r23_emailsAreFoundWhateverTheirRank() {
        users("emails eq \"ANA@HOME.example\"", ANA);
        users("emails.value eq \"ana@example.com\"", ANA);
        users("emails[type eq \"home\"].value eq \"ana@home.example\"", ANA);
        users("emails[type eq \"work\"].value eq \"ana@home.example\"");
        users("emails[type eq \"home\"] pr", ANA);
        users("emails[type eq \"home\"].value pr", ANA);
        users("emails[value co \"home\" or value co \"nobody\"]", ANA);
        users("not (emails eq \"ana@home.example\")", BEN);
        users("emails.value ne \"ana@home.example\"", BEN);
        users("emails[value eq \"ana@home.example\" and not (type eq \"home\")]");
        users("emails eq null");
    }

    @Test
    void r23_anAbsentValueIsNotEqualNotPresentAndFalse() {
        users("title ne \"Boss\"", BEN);
        users("title ne \"x\"", ANA, BEN);
        users("title eq null", BEN);
        users("title ne null", ANA);
        users("not (title gt \"a\")", BEN);
        users("emails.primary eq false", ANA);
        users("emails[primary eq \"False\" and type eq \"home\"]", ANA);
        users("emails[type eq \"home\" and primary pr]");
        users("shoeSize eq 44 or shoeSize pr");
        users("shoeSize ne 44 and userName.part ne \"x\" and emails[value.x eq \"a\"].value ne \"y\"");
        users("urn:example:Any:colour ne \"red\"", ANA, BEN);
        users("password pr or password eq \"x\"");
    }

    @Test
    void r23_complexValuesAndWholeExtensions() {
        users("name pr", ANA);
        users("name[familyName eq \"DÍAZ\"]", ANA);
        users("name[familyName sw \"d\" and not (givenName pr)]", ANA);
        users(ENTERPRISE + " pr", ANA);
        users(ENTERPRISE + "[department eq \"r&d\" and manager.displayName eq \"max\"]", ANA);
        users(ENTERPRISE + ":manager eq \"M-1\"", ANA);
        users(ENTERPRISE + ":manager eq \"m-1\"");
        users(ENTERPRISE + ":manager.value eq \"M-1\" and " + ENTERPRISE + ":manager pr", ANA);
        users(ENTERPRISE + ":manager[displayName co \"a\"]", ANA);
        users("urn:ietf:params:scim:schemas:extension:ENTERPRISE:2.0:user:DEPARTMENT eq \"R&D\"", ANA);
        users(USER + " pr and " + USER + ":emails.type eq \"home\"", ANA);
        users(USER + "[userName eq \"ana@example.com\"]", ANA);
        users(GROUP + ":displayName pr");
        users("roles.value eq \"ADMIN\" and roles.type ne \"x\"", ANA);
        users("photos.value eq \"https://x.example/A.png\"", ANA);
        users("photos.value eq \"https://x.example/a.png\"");
    }

    @Test
    void r23_literalsAreTakenAsTheirAttributeNeedsThem() {
        users("active eq true", ANA);
        users("active eq \"FALSE\"", BEN);
        users("active ne true", BEN);
        users("nickName eq 5 and nickName eq \"5\"", ANA);
        users("externalId eq \"Ext-1\" and not (externalId eq \"ext-1\")", ANA);
        var created = TENANT.scim("GET", "/Users/" + ANA, "").body().path("meta").path("created").asString("");
        users("meta.created eq \"" + created + "\"", ANA);
        var utc = OffsetDateTime.parse(created);
        users("meta.created eq \"" + utc.withOffsetSameInstant(ZoneOffset.ofHours(5)) + "\"", ANA);
        users("meta.created gt \"1999-12-31T23:59:59.999+01:00\" and meta.lastModified ge \"2001-01-01T00:00:00\"", ANA,
                BEN);
        users("meta.created lt \"1999-12-31T23:59:59Z\" or meta.created ne \"" + created + "\"", BEN);
    }

    @Test
    void r23_notBindsItsBracketsAndBindsTighterThanOr() {
        users("title eq \"Boss\" or title eq \"x\" and active eq false", ANA);
        users("(title eq \"Boss\" or title eq \"x\") and active eq false");
        users("not(active eq true) or title pr", ANA, BEN);
        users("not (active eq true and title pr) and not (not (active eq false))", BEN);
        users("NOT (title PR) AND active EQ False", BEN);
    }

    @Test
    void r23_whatHasNoMeaningIsInvalidFilterAndNamesTheReason() {
        for (var filter : List.of("title gt null", "title co null", "emails[type lt null]", "active sw \"t\"",
                "active eq \"maybe\"", "active eq 1", "emails.primary gt true", "emails[primary co \"t\"]",
                "meta.created co \"2020\"", "meta.created sw \"2020\"", "meta.created ew \"Z\"",
                "meta.created eq \"2020\"", "meta.created eq true", "meta.created gt \"0001-01-01T00:00:00+18:00\"",
                "meta.created lt \"99999-01-01T00:00:00Z\"", "name eq \"x\"", "meta eq \"x\"", ENTERPRISE + " eq \"x\"",
                "userName[value eq \"x\"]", "id[value eq \"x\"]", "active[value eq true]",
                "emails.type[value eq \"x\"]", "emails[emails[type eq \"x\"]]", "emails[]", "emails[type]",
                "emails[type eq \"work\"].value", "emails[type eq \"work\"].value.x eq \"y\"", "name.a.b eq \"c\"",
                "userName eq 'x'", "userName eq \"a\" \"b\"", "()", "not userName pr", "userName pr pr",
                "userName eq 01e999", "and", "\"a\" eq \"a\"", "1 eq 1", "urn: eq \"x\"", "urn:a: pr")) {
            var refused = TENANT.filtered("/Users", filter);
            assertThat(refused.status()).as(filter).isEqualTo(400);
            assertThat(refused.text("scimType")).as(filter).isEqualTo("invalidFilter");
            assertThat(refused.text("detail")).as(filter).isNotBlank();
        }
        assertThat(TENANT.filtered("/Users", "a pr or ".repeat(100) + "a pr").text("detail"))
                .contains("more than 100 comparisons");
        assertThat(TENANT.filtered("/Users", "(".repeat(21) + "a pr" + ")".repeat(21)).text("detail"))
                .contains("nested deeper than 20");
        assertThat(TENANT.filtered("/Users", "a eq \"" + "x".repeat(8_200) + "\"").text("detail"))
                .contains("longer than 8192 characters");
    }

    @Test
    void r3_membersOfOtherOrganisationsAreNotFound() {
        var other = RunningIngress.INSTANCE.tenant();
        for (var filter : List.of("members.value eq \"" + ANA + "\"", "members pr", "members.display co \"a\"")) {
            assertThat(Tenant.ids(other.filtered("/Groups", filter))).as(filter).isEmpty();
        }
        assertThat(Tenant.ids(other.filtered("/Users", "groups pr or id eq \"" + ANA + "\""))).isEmpty();
    }
}
