-- Every accepted word on an event; none is overwritten. A revision keeps type, subject and time.
CREATE TABLE event_word (
    twin      TEXT    NOT NULL,
    id        TEXT    NOT NULL,  -- the sender's
    revision  INTEGER NOT NULL,
    type      TEXT    NOT NULL,
    subject   TEXT    NOT NULL,  -- what it is about, such as a lot; '' for the twin
    at_us     INTEGER NOT NULL,
    fields    TEXT    NOT NULL,  -- canonical JSON
    quality   INTEGER NOT NULL,  -- 0 measured, 1 estimated
    withdrawn INTEGER NOT NULL,
    feed      TEXT    NOT NULL,
    offset    INTEGER NOT NULL,  -- journal offset
    PRIMARY KEY (twin, id, revision)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_word_of_twin ON event_word (twin, at_us);
CREATE INDEX event_word_about ON event_word (twin, subject);
CREATE INDEX event_word_holding ON event_word (twin, type, subject, at_us, id);
CREATE INDEX event_word_by_time ON event_word (at_us, twin, id);

-- One row per event: the last word on it, without those withdrawn.
CREATE VIEW event AS
SELECT twin, type, id, strftime('%Y-%m-%dT%H:%M:%S', at_us / 1000000, 'unixepoch') || printf('.%06dZ', at_us % 1000000) AS at,
       subject, fields, quality, revision, feed, offset
FROM event_word e
WHERE withdrawn = 0 AND NOT EXISTS (SELECT 1 FROM event_word n WHERE n.twin = e.twin AND n.id = e.id AND n.revision > e.revision);

-- One row per position: latitude and longitude are packed into a reading's steps, in 1e-7 degrees.
CREATE VIEW vehicle_position AS
SELECT twin, hour, at, (steps >> 32) / 1e7 AS lat_deg, ((steps & 4294967295) - ((steps >> 31) & 1) * 4294967296) / 1e7 AS lon_deg, quality, revision, feed, offset
FROM reading WHERE channel = 'position';
