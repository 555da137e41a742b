SELECT codes.reason, count() AS interruptions
FROM file(
    'events.ndjson', JSONEachRow,
    'event_type Int32, errcode Int32, sub_errcode Nullable(Int32)'
) AS events
LEFT JOIN file('codes.csv', CSVWithNames) AS codes
    ON codes.errcode = events.errcode
    AND coalesce(codes.sub_errcode, 0) = coalesce(events.sub_errcode, 0)
WHERE events.event_type = 0
GROUP BY codes.reason
ORDER BY interruptions DESC, codes.reason
SETTINGS join_use_nulls = 1;
