package com.scrydon.scim.eventlog.authenticity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.scrydon.scim.testkit.TestKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ring and its file. */
@Tag("R36d")
class FactKeysTests {

    @TempDir
    private Path folder;
    private final AtomicLong nanos = new AtomicLong();

    @Test
    void r36d_theFirstKeySignsAndAllVerify() {
        var ring = KeyRing.parse("# rotated in March\n\n" + TestKeys.NEW + "  " + TestKeys.OLD);

        assertThat(ring.signingId()).isEqualTo("test-new");
        assertThat(ring.key("test-old")).isPresent();
        assertThat(ring.key("another")).isEmpty();
    }

    @Test
    void r36d_aBadRingIsRefusedByItsLineAndNothingOfItIsRepeated() {
        var secret = TestKeys.OLD.substring(9).strip();
        for (var bad : List.of("", "# nothing\n", secret, "id " + secret + " more", "id " + secret.substring(4),
                "id !" + secret.substring(1), "a/b " + secret, TestKeys.OLD + TestKeys.OLD,
                TestKeys.OLD + "b " + secret)) {
            assertThatThrownBy(() -> KeyRing.parse(bad)).as(bad).isInstanceOf(IllegalArgumentException.class)
                    .satisfies(e -> assertThat(e.toString()).doesNotContain(secret.substring(8)));
        }
        assertThat(KeyRing.parse(TestKeys.RING).toString()).contains("test-old").doesNotContain(secret.substring(8));
    }

    @Test
    void r36d_aServiceWithoutKeysSaysWhichFileItLacks() throws IOException {
        assertThatThrownBy(() -> new FactKeysProperties(null)).hasMessageContaining("scim.facts.keys-file");
        assertThatThrownBy(() -> new FactKeys(folder.resolve("none"))).hasMessageContaining("none")
                .hasMessageContaining("NoSuchFileException");
        var empty = Files.writeString(folder.resolve("empty"), "");
        assertThatThrownBy(() -> new FactKeys(empty)).hasMessageContaining("1 to 100 keys, not 0");
    }

    @Test
    void r36d_aRotatedRingIsReadWithoutARestartAndABadOneChangesNothing() throws IOException {
        var file = Files.writeString(folder.resolve("keys"), TestKeys.OLD);
        var keys = new FactKeys(file, nanos::get);
        Files.writeString(file, TestKeys.NEW + TestKeys.OLD);

        assertThat(keys.get().signingId()).isEqualTo("test-old");
        later();
        assertThat(keys.get().signingId()).isEqualTo("test-new");
        Files.writeString(file, "rubbish");
        later();
        assertThat(keys.get().signingId()).isEqualTo("test-new");
        assertThat(keys.problem()).hasValueSatisfying(why -> assertThat(why).contains("line 1"));
        Files.delete(file);
        later();
        assertThat(keys.get().signingId()).isEqualTo("test-new");
        assertThat(keys.problem()).hasValueSatisfying(why -> assertThat(why).contains("NoSuchFile"));
        Files.writeString(file, TestKeys.NEW);
        later();
        assertThat(keys.get().key("test-old")).isEmpty();
        assertThat(keys.problem()).isEmpty();
    }

    private void later() {
        nanos.addAndGet(FactKeys.READ_AGAIN_AFTER.toNanos());
    }
}
