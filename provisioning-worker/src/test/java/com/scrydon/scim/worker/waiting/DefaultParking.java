package com.scrydon.scim.worker.waiting;

import org.springframework.boot.context.properties.bind.Binder;

/** Parking as it is where nobody sets a key. */
public final class DefaultParking {

    public static final ParkingProperties PROPERTIES = new Binder().bindOrCreate("scim.parking",
            ParkingProperties.class);

    private DefaultParking() {}
}
