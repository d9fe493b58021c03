-- Every accepted word on an event; none is overwritten. A revision keeps type, subject and time.
CREATE TABLE event_word (
    twin      text        COLLATE "C" NOT NULL,
    id        text        COLLATE "C" NOT NULL,  -- the sender's
    revision  integer     NOT NULL,
    type      text        COLLATE "C" NOT NULL,
    subject   text        COLLATE "C" NOT NULL,  -- what it is about, such as a lot; '' for the twin
    at        timestamptz NOT NULL,
    fields    text        NOT NULL,              -- canonical JSON, byte for byte
    quality   smallint    NOT NULL,              -- 0 measured, 1 estimated
    withdrawn boolean     NOT NULL,
    feed      text        COLLATE "C" NOT NULL,
    "offset"  bigint      NOT NULL,              -- journal offset
    PRIMARY KEY (twin, id, revision)
);
CREATE INDEX event_word_of_twin ON event_word (twin, at);
CREATE INDEX event_word_about ON event_word (twin, subject);
CREATE INDEX event_word_holding ON event_word (twin, type, subject, at, id);
CREATE INDEX event_word_by_time ON event_word (at, twin, id);

-- One row per event: the last word on it, without those withdrawn.
CREATE VIEW event AS
SELECT twin, type, id, at, subject, fields::json AS fields, quality, revision, feed, "offset"
FROM event_word e
WHERE NOT withdrawn AND NOT EXISTS (SELECT 1 FROM event_word n WHERE n.twin = e.twin AND n.id = e.id AND n.revision > e.revision);

-- One row per position: latitude and longitude are packed into a reading's steps, in 1e-7 degrees.
CREATE VIEW vehicle_position AS
SELECT twin, hour, at, (steps >> 32) / 1e7 AS lat_deg, ((steps & 4294967295) - ((steps >> 31) & 1) * 4294967296) / 1e7 AS lon_deg, quality, revision, feed, "offset"
FROM reading WHERE channel = 'position';
