-- Accepted readings: what arrived together of one twin, channel and hour (since 1970-01-01T00Z); parts of a full hour are merged.
CREATE TABLE history (
    twin         TEXT    NOT NULL,
    channel      TEXT    NOT NULL,
    hour         INTEGER NOT NULL,
    first_offset INTEGER NOT NULL,
    n            INTEGER NOT NULL,
    samples      TEXT    NOT NULL,  -- JSON: [[at_us, steps, offset, feed, span_us, quality, revision, withdrawn], ...]; zeros at the end are left out
    PRIMARY KEY (twin, channel, hour, first_offset)
) STRICT;

-- One row per reading: the last word on each moment, without those withdrawn. Name the twin and the hour: both are indexed.
CREATE VIEW reading AS
SELECT twin, channel, hour,
       strftime('%Y-%m-%dT%H:%M:%S', at_us / 1000000, 'unixepoch') || printf('.%06dZ', at_us % 1000000) AS at,
       steps, span_us, quality, revision, feed, offset
FROM (
    -- Beside max(), SQLite gives the other columns of the row that has it.
    SELECT twin, channel, hour, value ->> 0 AS at_us, value ->> 1 AS steps, max(value ->> 2) AS offset, value ->> 3 AS feed,
           coalesce(value ->> 4, 0) AS span_us, coalesce(value ->> 5, 0) AS quality, coalesce(value ->> 6, 0) AS revision,
           coalesce(value ->> 7, 0) AS withdrawn
    FROM history, json_each(history.samples)
    GROUP BY twin, channel, hour, at_us)
WHERE withdrawn = 0;
