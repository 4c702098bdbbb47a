package com.scrydon.scim.eventlog.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.scrydon.scim.facts.ProvisioningTask;
import com.scrydon.scim.facts.RelayMarker;
import com.scrydon.scim.facts.UserFact;
import com.scrydon.scim.schemas.Topic;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R36")
public class FactCodecTests {

    private static final UUID ACCOUNT = UUID.fromString("00000000-0000-0000-0000-000000000001");
    private static final ProvisioningTask TASK = new ProvisioningTask(ACCOUNT, ACCOUNT, ACCOUNT, "t", "r",
            Instant.ofEpochMilli(1));

    private final FactCodec codec = new FactCodec(new OneSchemaPerTopic());

    @Test
    void wireFormatIsMagicIdAndAvroBinary() {
        var id = HexFormat.of().formatHex(ACCOUNT.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(HexFormat.of().formatHex(codec.encode(Topic.PROVISIONING_TASKS, TASK))).isEqualTo(
                "00000003e848" + id + "48" + id + "48" + id + "0274" + "0272" + "02");
    }

    @Test
    void aRecordComesBackEqual() {
        var framed = codec.encode(Topic.PROVISIONING_TASKS, TASK);
        assertThat(codec.decode(framed, ProvisioningTask.class)).isEqualTo(TASK);
    }

    @Test
    void aRecordOfAnotherTopicIsRefused() {
        assertThatThrownBy(() -> codec.encode(Topic.USERS, TASK)).isInstanceOf(SerializationException.class)
                .hasMessageContaining("scim.users.v1 takes UserFact, not ProvisioningTask");
    }

    @Test
    void badBytesAreRefusedWithTheRuleTheyBreak() {
        var framed = codec.encode(Topic.PROVISIONING_TASKS, TASK);
        for (int length = 0; length < framed.length; length++) {
            var cut = Arrays.copyOf(framed, length);
            assertThatThrownBy(() -> codec.decode(cut, ProvisioningTask.class))
                    .isInstanceOf(SerializationException.class);
        }
        var otherMagic = framed.clone();
        otherMagic[0] = 1;
        assertThatThrownBy(() -> codec.decode(otherMagic, ProvisioningTask.class)).hasMessageContaining("GUIDs");
        assertThatThrownBy(() -> codec.decode(Arrays.copyOf(framed, framed.length + 1), ProvisioningTask.class))
                .hasMessageContaining("bytes after its end");
        assertThatThrownBy(() -> codec.decode(framed, UserFact.class)).isInstanceOf(SerializationException.class);
    }

    @Test
    @Tag("R30")
    void r30_anIdThatIsNoUuidIsARecordThatCannotBeRead() {
        var framed = codec.encode(Topic.PROVISIONING_TASKS, TASK);
        framed[6] = 'x';
        assertThatThrownBy(() -> codec.decode(framed, ProvisioningTask.class))
                .isInstanceOf(SerializationException.class).hasMessageContaining("no readable ProvisioningTask");
    }

    @Test
    @Tag("R30")
    void r30_aLengthThatLiesIsNotBelieved() {
        var prefix = Arrays.copyOf(codec.encode(Topic.PROVISIONING_TASKS, TASK), 5);
        // As a zigzag number: 2^31 - 16 characters, of which none follow.
        var framed = HexFormat.of().parseHex(HexFormat.of().formatHex(prefix) + "e0ffffff0f");
        assertThatThrownBy(() -> codec.decode(framed, ProvisioningTask.class))
                .isInstanceOf(SerializationException.class);
    }

    @Test
    void anUnknownSchemaIdIsToldApartFromOneThatCannotBeAskedFor() {
        var framed = codec.encode(Topic.PROVISIONING_TASKS, TASK);
        framed[1] = 0x7f;
        assertThatThrownBy(() -> codec.decode(framed, ProvisioningTask.class))
                .isInstanceOf(UnknownSchemaException.class);
    }

    @Test
    void theRegisteredSchemaHasNoJavaPropertiesAndKeepsLogicalTypes() {
        var published = PublishedSchema.of(RelayMarker.getClassSchema()).schema().toString();
        assertThat(published).doesNotContain("avro.java.string").contains("\"logicalType\":\"uuid\"");
    }

    @Test
    void schemasThatDifferOnlyInALogicalTypeHaveDifferentFingerprints() {
        var plain = new Schema.Parser()
                .parse("{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"a\",\"type\":\"long\"}]}");
        var time = new Schema.Parser().parse("{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"a\",\"type\":"
                + "{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}}]}");
        assertThat(List.of(PublishedSchema.of(plain).fingerprint()))
                .doesNotContain(PublishedSchema.of(time).fingerprint());
    }

    /** An id for each topic, as a deployment would have pinned them; provisioning.tasks.v1 has 1000. */
    public static final class OneSchemaPerTopic implements SchemaLookup {

        private static final int FIRST = 1_000;
        private final List<Topic> pinned = Stream.concat(Stream.of(Topic.PROVISIONING_TASKS), Stream.of(Topic.values()))
                .distinct().toList();

        @Override
        public int idFor(Topic topic) {
            return FIRST + pinned.indexOf(topic);
        }

        @Override
        public Schema byId(int id) {
            if (id < FIRST || id >= FIRST + pinned.size()) {
                throw new UnknownSchemaException(id);
            }
            return PublishedSchema.of(pinned.get(id - FIRST).schema()).schema();
        }
    }
}
