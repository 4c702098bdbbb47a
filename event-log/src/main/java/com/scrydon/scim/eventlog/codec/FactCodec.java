package com.scrydon.scim.eventlog.codec;

import com.scrydon.scim.facts.FactHeader;
import com.scrydon.scim.schemas.Topic;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Facts in the Confluent wire format: {@code 0x0}, four bytes of schema id (big-endian), Avro binary. Thread-safe.
 * Readers resolve from the writer's schema (found by id) to the class's own, so that old and new records both decode. Why it is ours:
 * docs/decisions/029-pinned-schemas.md.
 */
public final class FactCodec {

    private static final byte MAGIC = 0;
    private static final int PREFIX_BYTES = 5;
    /** Bound of the reader cache; ids come from our own deployments, so hundreds would already be strange. */
    private static final int MAX_CACHED_READERS = 1_000;

    static {
        // Avro 1.12.2 refuses every class that is not explicitly trusted, generated ones included.
        var ours = ClassSecurityValidator.composite(ClassSecurityValidator.DEFAULT,
                c -> c.getName().startsWith(FactHeader.class.getPackageName() + "."));
        ClassSecurityValidator.setGlobal(ours);
    }

    private final SchemaLookup schemas;
    private final Map<ReaderKey, SpecificDatumReader<?>> readers = new ConcurrentHashMap<>();

    private record ReaderKey(int id, Class<?> type) {}

    public FactCodec(SchemaLookup schemas) {
        this.schemas = schemas;
    }

    /** Encodes a fact with the pinned id of the topic's schema. */
    public byte[] encode(Topic topic, SpecificRecord fact) {
        if (!fact.getSchema().equals(topic.schema())) {
            throw new SerializationException(
                    topic.topicName() + " takes " + topic.schema().getName() + ", not " + fact.getSchema().getName());
        }
        var out = new ByteArrayOutputStream(512);
        out.writeBytes(ByteBuffer.allocate(PREFIX_BYTES).put(MAGIC).putInt(schemas.idFor(topic)).array());
        var encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        try {
            new SpecificDatumWriter<SpecificRecord>(fact.getSchema()).write(fact, encoder);
            encoder.flush();
        } catch (IOException | AvroRuntimeException e) {
            throw new SerializationException("fact does not fit the schema of " + topic.topicName(), e);
        }
        return out.toByteArray();
    }

    /**
     * Decodes a framed record.
     *
     * @throws SerializationException if the bytes are no such record; the message says which rule they break
     * @throws org.apache.kafka.common.errors.RetriableException if the schema could not be asked for
     */
    public <T extends SpecificRecord> T decode(byte[] framed, Class<T> type) {
        if (framed.length < PREFIX_BYTES) {
            throw new SerializationException(
                    "record has " + framed.length + " bytes, fewer than the " + PREFIX_BYTES + " of the prefix");
        }
        if (framed[0] != MAGIC) {
            throw new SerializationException("record starts with 0x%02x instead of the magic byte 0x00: %s".formatted(
                    framed[0], framed[0] == 1 ? "schema GUIDs are not supported" : "not in the Confluent format"));
        }
        int id = ByteBuffer.wrap(framed, 1, Integer.BYTES).getInt();
        var reader = reader(id, type);
        var decoder = DecoderFactory.get().binaryDecoder(framed, PREFIX_BYTES, framed.length - PREFIX_BYTES, null);
        try {
            T fact = type.cast(reader.read(null, decoder));
            requireEnd(decoder, id);
            return fact;
        } catch (SerializationException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // Any exception: a UUID that is none, say, ends in an IllegalArgumentException. The bytes alone are at fault.
            throw new SerializationException(
                    "record of schema id " + id + " is no readable " + type.getSimpleName(), e);
        }
    }

    private static void requireEnd(BinaryDecoder decoder, int id) throws IOException {
        if (!decoder.isEnd()) {
            throw new SerializationException("record of schema id " + id + " has bytes after its end");
        }
    }

    private SpecificDatumReader<?> reader(int id, Class<?> type) {
        if (readers.size() > MAX_CACHED_READERS) {
            readers.clear();
        }
        return readers.computeIfAbsent(new ReaderKey(id, type), _ -> newReader(id, type));
    }

    private SpecificDatumReader<?> newReader(int id, Class<?> type) {
        Schema expected = SpecificData.get().getSchema(type);
        try {
            return new SpecificDatumReader<>(schemas.byId(id), expected, SpecificData.getForClass(type));
        } catch (AvroRuntimeException e) {
            throw new SerializationException("schema id " + id + " is no schema that can be read", e);
        }
    }
}
