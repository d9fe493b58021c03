-- Which silos form the cluster: Orleans asks by the names of the queries, the tables behind them are ours.
CREATE TABLE cluster_version (
    deployment_id text        PRIMARY KEY,
    version       integer     NOT NULL DEFAULT 0,  -- every change of a member moves it: compare-and-set
    updated_at    timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE cluster_member (
    deployment_id   text        NOT NULL REFERENCES cluster_version (deployment_id),
    address         text        NOT NULL,
    port            integer     NOT NULL,
    generation      integer     NOT NULL,           -- tells a restarted silo from the one before
    silo_name       text        NOT NULL,
    host_name       text        NOT NULL,
    status          integer     NOT NULL,           -- Orleans' SiloStatus; 6 is dead
    proxy_port      integer     NOT NULL DEFAULT 0, -- of its gateway; 0 without one
    suspect_times   text,                           -- who suspects it since when, in Orleans' own form
    start_time      timestamptz NOT NULL,
    i_am_alive_time timestamptz NOT NULL,
    PRIMARY KEY (deployment_id, address, port, generation)
);

-- The one name that Orleans prescribes.
CREATE TABLE OrleansQuery (
    QueryKey  text PRIMARY KEY,
    QueryText text NOT NULL
);

INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES
('InsertMembershipVersionKey', $query$
    WITH inserted AS (INSERT INTO cluster_version (deployment_id) VALUES (@DeploymentId) ON CONFLICT DO NOTHING RETURNING 1)
    SELECT EXISTS (SELECT 1 FROM inserted)
$query$),
('InsertMembershipKey', $query$
    WITH moved AS (
        UPDATE cluster_version SET version = version + 1, updated_at = now()
        WHERE deployment_id = @DeploymentId AND version = @Version AND NOT EXISTS (
            SELECT 1 FROM cluster_member m
            WHERE m.deployment_id = @DeploymentId AND m.address = @Address AND m.port = @Port AND m.generation = @Generation)
        RETURNING deployment_id),
    inserted AS (
        INSERT INTO cluster_member (deployment_id, address, port, generation, silo_name, host_name, status, proxy_port, start_time, i_am_alive_time)
        SELECT deployment_id, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime FROM moved
        RETURNING 1)
    SELECT EXISTS (SELECT 1 FROM inserted)
$query$),
('UpdateMembershipKey', $query$
    WITH moved AS (
        UPDATE cluster_version SET version = version + 1, updated_at = now()
        WHERE deployment_id = @DeploymentId AND version = @Version AND EXISTS (
            SELECT 1 FROM cluster_member m
            WHERE m.deployment_id = @DeploymentId AND m.address = @Address AND m.port = @Port AND m.generation = @Generation)
        RETURNING deployment_id),
    updated AS (
        UPDATE cluster_member m SET status = @Status, suspect_times = @SuspectTimes, i_am_alive_time = @IAmAliveTime
        FROM moved WHERE m.deployment_id = moved.deployment_id AND m.address = @Address AND m.port = @Port AND m.generation = @Generation
        RETURNING 1)
    SELECT EXISTS (SELECT 1 FROM updated)
$query$),
('UpdateIAmAlivetimeKey', $query$
    UPDATE cluster_member SET i_am_alive_time = @IAmAliveTime
    WHERE deployment_id = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation
$query$),
('MembershipReadRowKey', $query$
    SELECT v.deployment_id AS DeploymentId, m.address AS Address, m.port AS Port, m.generation AS Generation, m.silo_name AS SiloName,
           m.host_name AS HostName, m.status AS Status, m.proxy_port AS ProxyPort, m.suspect_times AS SuspectTimes,
           m.start_time AS StartTime, m.i_am_alive_time AS IAmAliveTime, v.version AS Version
    FROM cluster_version v LEFT JOIN cluster_member m
      ON m.deployment_id = v.deployment_id AND m.address = @Address AND m.port = @Port AND m.generation = @Generation
    WHERE v.deployment_id = @DeploymentId
$query$),
('MembershipReadAllKey', $query$
    SELECT v.deployment_id AS DeploymentId, m.address AS Address, m.port AS Port, m.generation AS Generation, m.silo_name AS SiloName,
           m.host_name AS HostName, m.status AS Status, m.proxy_port AS ProxyPort, m.suspect_times AS SuspectTimes,
           m.start_time AS StartTime, m.i_am_alive_time AS IAmAliveTime, v.version AS Version
    FROM cluster_version v LEFT JOIN cluster_member m ON m.deployment_id = v.deployment_id
    WHERE v.deployment_id = @DeploymentId
$query$),
('GatewaysQueryKey', $query$
    SELECT address AS Address, proxy_port AS ProxyPort, generation AS Generation
    FROM cluster_member WHERE deployment_id = @DeploymentId AND status = @Status AND proxy_port > 0
$query$),
('DeleteMembershipTableEntriesKey', $query$
    WITH gone AS (DELETE FROM cluster_member WHERE deployment_id = @DeploymentId)
    DELETE FROM cluster_version WHERE deployment_id = @DeploymentId
$query$),
-- Only the dead: one that is joining has not said "alive" yet.
('CleanupDefunctSiloEntriesKey', $query$
    DELETE FROM cluster_member
    WHERE deployment_id = @DeploymentId AND status = 6 AND greatest(start_time, i_am_alive_time) < @IAmAliveTime
$query$),
('CleanupDefunctSiloEntryKey', $query$
    DELETE FROM cluster_member
    WHERE deployment_id = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation
      AND status = 6 AND start_time = @StartTime AND i_am_alive_time = @IAmAliveTime AND suspect_times IS NOT DISTINCT FROM @SuspectTimes
$query$);
