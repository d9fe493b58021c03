-- Who may write a shard, and where its chain ends.
CREATE TABLE shard_head (
    shard       INTEGER PRIMARY KEY,
    epoch       INTEGER NOT NULL,
    next_offset INTEGER NOT NULL,
    last_hash   BLOB    NOT NULL
) STRICT;

-- The journal: one row per shard and group commit. Never updated, never deleted but by whole prefixes at a checkpoint.
CREATE TABLE shard_segment (
    shard           INTEGER NOT NULL,
    first_offset    INTEGER NOT NULL,
    n               INTEGER NOT NULL CHECK (n > 0),
    epoch           INTEGER NOT NULL,  -- which activation wrote it
    committed_at_us INTEGER NOT NULL,  -- microseconds since 1970-01-01T00Z
    payload         BLOB    NOT NULL,  -- columnar, first byte is its version
    hash            BLOB    NOT NULL,  -- SHA-256 over the hash before and all of the above
    PRIMARY KEY (shard, first_offset)
) STRICT;
