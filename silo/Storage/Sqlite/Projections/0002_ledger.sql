-- What each twin did, by quarter hours since 1970-01-01T00Z, in whole steps of the measure's resolution.
CREATE TABLE ledger (
    twin         TEXT    NOT NULL,
    measure      TEXT    NOT NULL,
    quarter_hour INTEGER NOT NULL,
    dimensions   TEXT    NOT NULL,
    quality      INTEGER NOT NULL,  -- 0 measured, 1 estimated
    steps        INTEGER NOT NULL,
    covered_us   INTEGER NOT NULL,
    offset       INTEGER NOT NULL,  -- highest journal offset that contributed
    PRIMARY KEY (twin, measure, quarter_hour, dimensions, quality)
) STRICT, WITHOUT ROWID;
