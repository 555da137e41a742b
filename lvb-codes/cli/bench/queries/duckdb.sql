SELECT codes.reason, count(*) AS interruptions
FROM read_json(
    'events.ndjson',
    format = 'newline_delimited',
    columns = {event_type: 'INTEGER', errcode: 'INTEGER', sub_errcode: 'INTEGER'}
) AS events
LEFT JOIN 'codes.csv' AS codes
    ON codes.errcode = events.errcode
    AND coalesce(codes.sub_errcode, 0) = coalesce(events.sub_errcode, 0)
WHERE events.event_type = 0
GROUP BY codes.reason
ORDER BY interruptions DESC, codes.reason;
