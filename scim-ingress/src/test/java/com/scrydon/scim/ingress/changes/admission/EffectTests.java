package com.scrydon.scim.ingress.changes.admission;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What counts as taking access away, which nothing but the store may hold up. */
@Tag("R4")
class EffectTests {

    @Test
    void r4_aDeactivationARemovalOfMembersAndAnEndTakeAccessAway() {
        assertThat(Effect.NONE.activity(true, false).takesAccessAway()).isTrue();
        assertThat(Effect.NONE.members(0, 1).takesAccessAway()).isTrue();
        assertThat(Effect.NONE.ending(CapKind.GROUPS).takesAccessAway()).isTrue();
    }

    @Test
    void r4_aPartThatTakesAccessAwayIsEnough() {
        assertThat(Effect.NONE.members(1_000, 1).takesAccessAway()).isTrue();
        assertThat(Effect.NONE.making(CapKind.USERS).activity(true, false).takesAccessAway()).isTrue();
    }

    @Test
    void r4_whatAddsOrOnlyNamesThingsAnewTakesNothingAway() {
        assertThat(Effect.NONE.takesAccessAway()).isFalse();
        assertThat(Effect.NONE.making(CapKind.USERS).activity(false, true).members(5, 0).takesAccessAway()).isFalse();
        assertThat(Effect.NONE.activity(true, true).activity(false, false)).isEqualTo(Effect.NONE);
    }

    /** Counters of groups are locked before those of Teams (docs/decisions/028-order-of-locks.md). */
    @Test
    void r5_kindsAreCountedInTheOrderInWhichTheyAreNamed() {
        assertThat(Effect.NONE.making(CapKind.GROUPS).making(CapKind.TEAMS).made()).containsExactly(CapKind.GROUPS,
                CapKind.TEAMS);
    }

    @Test
    void r5_aGroupGrowsByWhoComesLessWhoGoes() {
        assertThat(Effect.NONE.members(5, 2).members(0, 4).growth()).isEqualTo(-1);
    }
}
