package com.scrydon.scim.ingress.door.bodies;

import com.scrydon.scim.servicekit.shares.Shares;
import java.util.Optional;

/** Room for the bodies of requests; empty means that there is none for this caller. */
public interface Bodies {

    /** In memory, for so many bytes more that have arrived. Nobody waits for it: there is the disk. */
    Optional<Shares.Share> memory(int bytes);

    /** On disk, for so many bytes more. */
    Optional<Shares.Share> disk(int bytes);

    /** To work on a body of so many bytes that is there as a whole; as soon as there is. */
    Optional<Shares.Share> work(int bytes);
}
