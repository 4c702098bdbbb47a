package com.scrydon.scim.schemas;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Every type of fact that our services write: the words of the product towards its subscribers, its audit log and its
 * operators. A name that was published once means the same for ever; what is new gets a new name. Readers skip names that they
 * do not know.
 */
public enum FactType {
    USER_PROVISIONED("scim.user.provisioned", Topic.USERS, 1,
            "An identity provider created a user, and an account of ours with it: the identity provider manages "
                    + "that account from now on."),
    USER_LINKED("scim.user.linked", Topic.USERS, 1,
            "An identity provider took over an account that was here already: it stays the same account under the "
                    + "same id, and the identity provider manages it from now on."),
    USER_UPDATED("scim.user.updated", Topic.USERS, 1,
            "Attributes of a user changed, and whether it is active did not: the fact has the whole user as it is now."),
    USER_DEACTIVATED("scim.user.deactivated", Topic.USERS, 1,
            "An account was made inactive, and other attributes may have changed with it: whoever it belongs to has no "
                    + "access from now on and is in no Team in effect, while nothing of it is deleted."),
    USER_REACTIVATED("scim.user.reactivated", Topic.USERS, 1,
            "An inactive account was made active again, and other attributes may have changed with it: it is the same "
                    + "account under the same id, and the memberships that it has count again."),
    USER_DEPROVISIONED("scim.user.deprovisioned", Topic.USERS, 1,
            "An identity provider deleted a user: SCIM shows it no more and it is a member of no Group, while the "
                    + "account is kept, inactive."),
    ACCOUNT_INVITED("scim.account.invited", Topic.USERS, 1,
            "Somebody made an account in the product itself: it is active, and no identity provider manages it."),

    GROUP_CREATED("scim.group.created", Topic.GROUPS, 1,
            "An identity provider created a Group, and a Team that it feeds was made with it: the Team's own first "
                    + "fact and the members are told by facts that follow."),
    GROUP_UPDATED("scim.group.updated", Topic.GROUPS, 1,
            "Attributes of a Group changed, other than its members: the fact has their values as they are now."),
    GROUP_MEMBERS_CHANGED("scim.group.members_changed", Topic.GROUPS, 1,
            "Accounts or Groups became direct members of a Group or stopped being that: a large change is told by "
                    + "several facts, and who is in which Team in effect by others."),
    GROUP_MEMBER_SKIPPED("scim.group.member_skipped", Topic.GROUPS, 1,
            "An identity provider named members of a Group that are no account and no Group of the organisation: "
                    + "they were left out, and the rest of the request was carried out."),
    GROUP_DELETED("scim.group.deleted", Topic.GROUPS, 1,
            "An identity provider deleted a Group: its Team is kept with the members that it had, and no Group "
                    + "feeds it any more."),

    TEAM_CREATED("scim.team.created", Topic.TEAMS, 1,
            "A Team was made, in the product itself or with the Group that the fact names and that feeds it from now "
                    + "on: it has no members yet."),
    TEAM_RENAMED("scim.team.renamed", Topic.TEAMS, 1,
            "A Team got another name: its id and its members stay as they were."),
    TEAM_LINKED("scim.team.linked", Topic.TEAMS, 1,
            "A Group feeds a Team from now on: the active accounts in that Group, and in the Groups below it, are "
                    + "in the Team in effect."),
    TEAM_UNLINKED("scim.team.unlinked", Topic.TEAMS, 1,
            "A Group feeds a Team no longer, since they were unlinked or the Group was deleted: the Team has "
                    + "those members only that were added by hand or kept from a deleted Group."),
    TEAM_MEMBERS_CHANGED("scim.team.members_changed", Topic.TEAMS, 1,
            "Accounts were added to a Team or removed from it by hand, or kept from a deleted Group: a large change "
                    + "is told by several facts."),
    TEAM_DELETED("scim.team.deleted", Topic.TEAMS, 1,
            "A Team was deleted: nobody is in it any more."),

    MEMBERSHIP_CHANGED("scim.membership.changed", Topic.MEMBERSHIPS, 1,
            "An account came into Teams or left Teams, in effect: the fact names them and all Teams that the "
                    + "account is in now, so that no other fact is needed to know that."),

    TOKEN_CREATED("scim.token.created", Topic.ACCESS, 1,
            "Somebody made a token: whoever has its value may call SCIM within its scopes until it expires or is "
                    + "revoked."),
    TOKEN_ROTATED("scim.token.rotated", Topic.ACCESS, 1,
            "A token got another value: the one before is accepted until the overlap ends, and never after that."),
    TOKEN_LIMITED("scim.token.limited", Topic.ACCESS, 1,
            "A token got another rate: requests beyond it are refused from now on."),
    TOKEN_REVOKED("scim.token.revoked", Topic.ACCESS, 1,
            "A token was revoked: no request with it is accepted any more."),
    ORGANISATION_CREATED("scim.organisation.created", Topic.ACCESS, 1,
            "An operator made an organisation: it has no accounts, Groups or Teams yet."),
    ORGANISATION_UPDATED("scim.organisation.updated", Topic.ACCESS, 1,
            "An organisation got another short name or readable name: its id stays the same."),
    ORGANISATION_CAPPED("scim.organisation.capped", Topic.ACCESS, 1,
            "An organisation got other caps: what would go beyond them is refused from now on, and what is there "
                    + "already stays."),
    REQUEST_REJECTED("scim.request.rejected", Topic.ACCESS, 1,
            "Calls of an API were refused alike: the fact says how, and how many of them it stands for."),
    CONSOLE_LOGIN_SUCCEEDED("scim.console.login.succeeded", Topic.ACCESS, 1,
            "Somebody signed in at the admin console: the subject says under which name."),
    CONSOLE_LOGIN_FAILED("scim.console.login.failed", Topic.ACCESS, 1,
            "Somebody tried to sign in at the admin console with a wrong name or password: the fact says how many "
                    + "tries it stands for."),
    CONSOLE_LOGIN_THROTTLED("scim.console.login.throttled", Topic.ACCESS, 1,
            "Somebody tried to sign in at the admin console too often: the fact says how many tries it stands "
                    + "for."),
    PARKED_RELEASED("scim.parked.released", Topic.OPERATIONS, 1,
            "An operator had parked accounts tried again: the subject says which account, which cause, or that it "
                    + "was all of them."),
    PARKED_BREAKER_RELEASED("scim.parked.breaker_released", Topic.OPERATIONS, 1,
            "An operator released the breaker of a worker: for some minutes it parks whatever fails, however many "
                    + "accounts that is."),
    UNDECODABLE_RETRIED("scim.undecodable.retried", Topic.OPERATIONS, 1,
            "An operator had a record handled again that the worker could not decode: the subject says which."),
    JOB_STARTED("scim.job.started", Topic.OPERATIONS, 1,
            "Somebody had the worker look at many accounts, to recompute them, to compare them with the definition or "
                    + "to repair them: the detail says which, and its end is told by another fact."),
    JOB_PAUSED("scim.job.paused", Topic.OPERATIONS, 1,
            "Somebody halted a job over many accounts: it goes on where it is once it is resumed."),
    JOB_RESUMED("scim.job.resumed", Topic.OPERATIONS, 1,
            "Somebody let a halted job over many accounts go on."),
    JOB_CANCELLED("scim.job.cancelled", Topic.OPERATIONS, 1,
            "Somebody ended a job over many accounts early: what it had done by then stays, as the detail says."),
    JOB_FINISHED("scim.job.finished", Topic.OPERATIONS, 1,
            "A job over many accounts came to its end, or failed: the detail says what came of it.");

    private static final Map<String, FactType> NAMED = Arrays.stream(values())
            .collect(Collectors.toUnmodifiableMap(FactType::typeName, Function.identity()));

    private final String typeName;
    private final Topic topic;
    private final int since;
    private final String sentence;

    FactType(String typeName, Topic topic, int since, String sentence) {
        this.typeName = typeName;
        this.topic = topic;
        this.since = since;
        this.sentence = sentence;
    }

    /** The type of that name; empty for a name of a later version, or of nobody's. */
    public static Optional<FactType> named(String typeName) {
        return Optional.ofNullable(NAMED.get(typeName));
    }

    /** As it stands in the fact's header, in {@code ce_type} and in the audit log. */
    public String typeName() {
        return typeName;
    }

    /** What the names of all facts about one kind of thing begin with, up to and with a dot. */
    public String family() {
        return typeName.substring(0, typeName.lastIndexOf('.') + 1);
    }

    /** The only topic that facts of the type are appended to. */
    public Topic topic() {
        return topic;
    }

    /**
     * Whether a fact of the type says how its key is now, so that the topic's state twin has it as the newest: all do but what an identity
     * provider named in vain, which may be 600 kB and would be kept until the next fact of the Group.
     */
    public boolean tellsState() {
        return this != GROUP_MEMBER_SKIPPED;
    }

    /** One sentence for people: what happened, and what a reader may conclude from it. */
    public String sentence() {
        return sentence;
    }

    /** The version of this list that brought the type; the first is 1. */
    public int since() {
        return since;
    }
}
