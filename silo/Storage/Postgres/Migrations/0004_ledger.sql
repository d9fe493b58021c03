-- What each twin did, by quarter hours since 1970-01-01T00Z, in whole steps of the measure's resolution.
CREATE TABLE ledger (
    twin         text     COLLATE "C" NOT NULL,
    measure      text     COLLATE "C" NOT NULL,
    quarter_hour integer  NOT NULL,
    dimensions   text     COLLATE "C" NOT NULL,
    quality      smallint NOT NULL,  -- 0 measured, 1 estimated
    steps        bigint   NOT NULL,
    covered_us   bigint   NOT NULL,
    "offset"     bigint   NOT NULL,  -- highest journal offset that contributed
    PRIMARY KEY (twin, measure, quarter_hour, dimensions, quality)
);
