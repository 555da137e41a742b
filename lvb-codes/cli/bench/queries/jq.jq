# $codes[0] is the exported table of codes; the input is the log.
($codes[0] | map({key: .code, value: .reason}) | from_entries) as $reasons
| def code: if (.sub_errcode // 0) == 0 then "\(.errcode)" else "\(.errcode)-\(.sub_errcode)" end;
reduce (inputs | select(.event_type == 0)) as $event (
    {};
    .[$reasons[$event | code] // "null"] += 1
)
| to_entries
| sort_by(-.value, .key)[]
| "\(.key),\(.value)"
