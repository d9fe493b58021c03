-- Up to where each shard's journal is in the tables of the projections, and which activation may go on.
CREATE TABLE shard_projection (
    shard     smallint PRIMARY KEY,
    epoch     bigint   NOT NULL,
    watermark bigint   NOT NULL,  -- journal offset
    hash      bytea    NOT NULL   -- of the segment that ends there
) WITH (fillfactor = 50);

CREATE TABLE twin_snapshot (
    twin             text     COLLATE "C" PRIMARY KEY,
    shard            smallint NOT NULL,
    "offset"         bigint   NOT NULL,  -- the last that concerned the twin
    register_version integer  NOT NULL,
    register         json     NOT NULL,  -- dated entries, in order of entry
    latest           json     NOT NULL   -- by channel, the latest sample
) WITH (fillfactor = 70);
CREATE INDEX twin_snapshot_by_shard ON twin_snapshot (shard);

-- Where a twin belonged, in quarter hours since 1970-01-01T00Z; from inclusive, to exclusive.
CREATE TABLE membership (
    twin              text     COLLATE "C" NOT NULL,
    city_set          smallint NOT NULL,  -- 0 real, 1 rehearsal
    kind              text     COLLATE "C" NOT NULL,
    area              text     COLLATE "C" NOT NULL,  -- district code, or outside:place
    from_quarter_hour integer  NOT NULL,
    to_quarter_hour   integer  NOT NULL,
    PRIMARY KEY (twin, from_quarter_hour)
);

CREATE TABLE feed_balance (
    shard             smallint NOT NULL,
    feed              text     COLLATE "C" NOT NULL,
    accepted          bigint   NOT NULL,
    duplicate         bigint   NOT NULL,
    quarantined       bigint   NOT NULL,
    discarded         bigint   NOT NULL,  -- of the quarantined
    last_received_at  timestamptz,
    latest_reading_at timestamptz,
    PRIMARY KEY (shard, feed)
) WITH (fillfactor = 50);

-- What was refused, as it came; with what became of it.
CREATE TABLE quarantine (
    shard           smallint    NOT NULL,
    "offset"        bigint      NOT NULL,
    feed            text        COLLATE "C" NOT NULL,
    city_set        smallint    NOT NULL,
    received_at     timestamptz NOT NULL,
    code            text        NOT NULL,
    reason          text        NOT NULL,
    cure            text        NOT NULL,
    raw             bytea       NOT NULL,
    outcome         smallint,             -- 0 replayed, 1 discarded; null while open
    resolved_reason text,
    resolved_at     timestamptz,
    resolved_by     text,
    PRIMARY KEY (shard, "offset")
);
CREATE INDEX quarantine_newest ON quarantine (received_at, shard, "offset");
CREATE INDEX quarantine_open ON quarantine (received_at, shard, "offset") WHERE outcome IS NULL;
