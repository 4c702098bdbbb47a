package com.scrydon.scim.localstack.supervision;

/** Shows people how the parts are doing. Called from several threads. */
public interface StatusBoard {

    void show(Status status);
}
