package com.scrydon.scim.console.login;

/** Who wants to know how sign-ins end. No answer waits long for it. */
public interface SignIns {

    /** Somebody signed in. */
    void succeeded(String name, String address);

    /** A wrong name or password. */
    void failed(String name, String address);

    /** A try too many: nothing was checked. */
    void throttled(String name, String address);
}
