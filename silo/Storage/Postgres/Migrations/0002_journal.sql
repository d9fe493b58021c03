-- Who may write a shard, and where its chain ends. Half-empty pages: every append updates a row in place (HOT).
CREATE TABLE shard_head (
    shard       smallint PRIMARY KEY,
    epoch       bigint   NOT NULL,
    next_offset bigint   NOT NULL,
    last_hash   bytea    NOT NULL
) WITH (fillfactor = 50);

-- The journal: one row per shard and group commit. Never updated, never deleted but by whole prefixes at a checkpoint.
CREATE TABLE shard_segment (
    shard        smallint    NOT NULL,
    first_offset bigint      NOT NULL,
    n            integer     NOT NULL CHECK (n > 0),
    epoch        bigint      NOT NULL,  -- which activation wrote it
    committed_at timestamptz NOT NULL,
    payload      bytea       NOT NULL,  -- columnar, first byte is its version
    hash         bytea       NOT NULL,  -- SHA-256 over the hash before and all of the above
    PRIMARY KEY (shard, first_offset)
);

-- Compact already: no time is spent on compressing it again.
ALTER TABLE shard_segment ALTER COLUMN payload SET STORAGE EXTERNAL;
