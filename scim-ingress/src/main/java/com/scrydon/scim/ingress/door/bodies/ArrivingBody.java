package com.scrydon.scim.ingress.door.bodies;

import com.scrydon.scim.servicekit.shares.Shares;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has come of a body: up to 1 MiB in memory, as far as there is room, the rest in a file, which never outlives the request. */
final class ArrivingBody implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ArrivingBody.class);

    /** Of every body, without asking. */
    static final int FREE_BYTES = 8 * 1024;

    private static final int MOST_IN_MEMORY = 1 << 20;
    /** How much room is asked for at once. */
    private static final int STEP = 64 * 1024;

    private final Bodies room;
    private final List<Shares.Share> shares = new ArrayList<>();
    private final ByteArrayOutputStream memory = new ByteArrayOutputStream(FREE_BYTES);
    private int roomInMemory = FREE_BYTES;
    private int roomOnDisk;
    private int onDisk;
    private @Nullable FileChannel file;

    ArrivingBody(Bodies room) {
        this.room = room;
    }

    int size() {
        return memory.size() + onDisk;
    }

    /** False if there is no room for this caller, in memory or on disk. */
    boolean add(byte[] bytes, int length) {
        if (file == null && memory.size() + length <= roomInMemory) {
            memory.write(bytes, 0, length);
            return true;
        }
        if (file == null && roomInMemory < MOST_IN_MEMORY && held(room.memory(STEP))) {
            roomInMemory += STEP;
            return add(bytes, length);
        }
        return addToFile(bytes, length);
    }

    private boolean addToFile(byte[] bytes, int length) {
        if (onDisk + length > roomOnDisk) {
            if (!held(room.disk(STEP))) {
                return false;
            }
            roomOnDisk += STEP;
        }
        try {
            write(ByteBuffer.wrap(bytes, 0, length));
        } catch (IOException e) {
            LOG.warn("a body cannot be put on disk", e);
            return false;
        }
        onDisk += length;
        return true;
    }

    /** The name of the file is gone as soon as it is open, so that it is gone itself however the process ends. */
    private void write(ByteBuffer bytes) throws IOException {
        if (file == null) {
            var path = Files.createTempFile("scim-body", "");
            file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
            Files.delete(path);
        }
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }

    private boolean held(Optional<Shares.Share> share) {
        share.ifPresent(shares::add);
        return share.isPresent();
    }

    /** All of it, in memory, which must have been asked for. */
    byte[] bytes() {
        if (file == null) {
            return memory.toByteArray();
        }
        var all = new byte[size()];
        System.arraycopy(memory.toByteArray(), 0, all, 0, memory.size());
        var rest = ByteBuffer.wrap(all, memory.size(), onDisk);
        try {
            for (int at = 0; rest.hasRemaining();) {
                int read = file.read(rest, at);
                if (read < 0) {
                    throw new IOException("a body was lost on the disk");
                }
                at += read;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    @Override
    public void close() {
        shares.forEach(Shares.Share::close);
        if (file != null) {
            try {
                file.close();
            } catch (IOException e) {
                LOG.debug("a body on disk cannot be closed", e);
            }
        }
    }
}
