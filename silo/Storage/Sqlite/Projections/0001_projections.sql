-- Up to where each shard's journal is in the tables below, and which activation may go on.
CREATE TABLE shard_projection (
    shard     INTEGER PRIMARY KEY,
    epoch     INTEGER NOT NULL,
    watermark INTEGER NOT NULL,  -- journal offset
    hash      BLOB    NOT NULL   -- of the segment that ends there
) STRICT;

CREATE TABLE twin_snapshot (
    twin             TEXT    NOT NULL PRIMARY KEY,
    shard            INTEGER NOT NULL,
    offset           INTEGER NOT NULL,  -- the last that concerned the twin
    register_version INTEGER NOT NULL,
    register         TEXT    NOT NULL,  -- JSON: dated entries, in order of entry
    latest           TEXT    NOT NULL   -- JSON: by channel, the latest sample
) STRICT;
CREATE INDEX twin_snapshot_by_shard ON twin_snapshot (shard);

-- Where a twin belonged, in quarter hours since 1970-01-01T00Z; from inclusive, to exclusive.
CREATE TABLE membership (
    twin              TEXT    NOT NULL,
    city_set          INTEGER NOT NULL,  -- 0 real, 1 rehearsal
    kind              TEXT    NOT NULL,
    area              TEXT    NOT NULL,  -- district code, or outside:place
    from_quarter_hour INTEGER NOT NULL,
    to_quarter_hour   INTEGER NOT NULL,
    PRIMARY KEY (twin, from_quarter_hour)
) STRICT, WITHOUT ROWID;

CREATE TABLE feed_balance (
    shard               INTEGER NOT NULL,
    feed                TEXT    NOT NULL,
    accepted            INTEGER NOT NULL,
    duplicate           INTEGER NOT NULL,
    quarantined         INTEGER NOT NULL,
    discarded           INTEGER NOT NULL,  -- of the quarantined
    last_received_at_us INTEGER,
    latest_reading_at_us INTEGER,
    PRIMARY KEY (shard, feed)
) STRICT, WITHOUT ROWID;

-- What was refused, as it came; with what became of it.
CREATE TABLE quarantine (
    shard          INTEGER NOT NULL,
    offset         INTEGER NOT NULL,
    feed           TEXT    NOT NULL,
    city_set       INTEGER NOT NULL,
    received_at_us INTEGER NOT NULL,
    code           TEXT    NOT NULL,
    reason         TEXT    NOT NULL,
    cure           TEXT    NOT NULL,
    raw            BLOB    NOT NULL,
    outcome         INTEGER,             -- 0 replayed, 1 discarded; null while open
    resolved_reason TEXT,
    resolved_at_us  INTEGER,
    resolved_by     TEXT,
    PRIMARY KEY (shard, offset)
) STRICT;
CREATE INDEX quarantine_newest ON quarantine (received_at_us, shard, offset);
CREATE INDEX quarantine_open ON quarantine (received_at_us, shard, offset) WHERE outcome IS NULL;
