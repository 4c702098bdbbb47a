-- Serve the relay's move of a published batch, and its look for the facts of the last marker: both name facts by event
-- id. Without it the plan depends on what the planner believes of a table that is empty most of the time, and a move of
-- a thousand facts out of a hundred thousand took 20 s.
create index outbox_event on directory.outbox (event_id);
create index outbox_event on membership.outbox (event_id);
