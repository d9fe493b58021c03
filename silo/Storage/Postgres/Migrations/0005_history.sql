-- Accepted readings: what arrived together of one twin, channel and hour (since 1970-01-01T00Z); parts of a full hour are merged.
CREATE TABLE history (
    twin         text     COLLATE "C" NOT NULL,
    channel      text     COLLATE "C" NOT NULL,
    hour         integer  NOT NULL,
    first_offset bigint   NOT NULL,
    n            integer  NOT NULL,
    -- One element per reading, in order of arrival.
    at           timestamptz[] NOT NULL,
    steps        bigint[]      NOT NULL,
    span_us      bigint[]      NOT NULL,
    offsets      bigint[]      NOT NULL,
    quality      smallint[]    NOT NULL,
    revision     integer[]     NOT NULL,
    withdrawn    boolean[]     NOT NULL,
    feed         text[]        NOT NULL,
    PRIMARY KEY (twin, channel, hour, first_offset)
);

-- One row per reading: the last word on each moment, without those withdrawn. Name the twin and the hour: both are indexed.
CREATE VIEW reading AS
SELECT twin, channel, hour, at, steps, span_us, quality, revision, feed, "offset"
FROM (
    SELECT DISTINCT ON (h.twin, h.channel, h.hour, r.at) h.twin, h.channel, h.hour, r.*
    FROM history h, unnest(h.at, h.steps, h.span_us, h.offsets, h.quality, h.revision, h.withdrawn, h.feed)
        AS r (at, steps, span_us, "offset", quality, revision, withdrawn, feed)
    ORDER BY h.twin, h.channel, h.hour, r.at, r."offset" DESC) AS last_word
WHERE NOT withdrawn;
