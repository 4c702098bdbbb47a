package com.scrydon.scim.eventlog.codec;

import com.scrydon.scim.schemas.Topic;
import org.apache.avro.Schema;

/** Schema ids known to the deployment. Never registers anything. */
public interface SchemaLookup {

    /**
     * Id under which the running version of the topic's schema was registered.
     *
     * @throws UnpinnedSchemaException if the deploy step has not pinned it
     */
    int idFor(Topic topic);

    /**
     * The schema of an id met in a record.
     *
     * @throws UnknownSchemaException if nobody knows the id: the record cannot be decoded
     * @throws org.apache.kafka.common.errors.RetriableException if nobody could be asked: try again
     */
    Schema byId(int id);
}
