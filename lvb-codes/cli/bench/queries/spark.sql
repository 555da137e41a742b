CREATE TEMPORARY VIEW events (event_type INT, errcode INT, sub_errcode INT)
USING json OPTIONS (path 'events.ndjson');

CREATE TEMPORARY VIEW codes
USING csv OPTIONS (path 'codes.csv', header 'true', inferSchema 'true', escape '"');

SELECT codes.reason, count(*) AS interruptions
FROM events
LEFT JOIN codes
    ON codes.errcode = events.errcode
    AND coalesce(codes.sub_errcode, 0) = coalesce(events.sub_errcode, 0)
WHERE events.event_type = 0
GROUP BY codes.reason
ORDER BY interruptions DESC, codes.reason;
