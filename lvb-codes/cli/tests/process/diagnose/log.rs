//! Small logs of both kinds of records.

use lvb_codes::{Code, Lang};

/// Three interruptions and a start, one per line.
pub(crate) const NOTIFICATIONS: &str = concat!(
    r#"{"app":"push.example.com","appname":"live","errcode":0,"event_time":1661760000,"event_type":1,"sequence":"7","stream_id":"one"}"#,
    "\n",
    r#"{"app":"push.example.com","appname":"live","errcode":18,"sub_errcode":202,"errmsg":"in arrears","event_time":1661760061,"event_type":0,"push_duration":"61000","sequence":"7","stream_id":"one","user_ip":"192.0.2.1"}"#,
    "\n",
    r#"{"app":"push.example.com","appname":"회의","errcode":1,"sub_errcode":0,"errmsg":"ended","event_time":1661763600,"event_type":0,"push_duration":"3723000","sequence":"8","stream_id":"추천","user_ip":"192.0.2.2"}"#,
    "\n",
    r#"{"app":"other.example.com","appname":"live","errcode":99,"event_time":1661763601,"event_type":0,"stream_id":"one"}"#,
    "\n",
);

/// An interruption and a push that goes on.
pub(crate) const RESPONSE: &str = r#"{
    "Response": {
        "EventList": [
            {
                "AppName": "live",
                "ClientIp": "192.0.2.8",
                "DomainName": "push.example.com",
                "Duration": 0,
                "StopReason": "The client ended it (3)",
                "StreamEndTime": "2022-08-29T09:00:02Z",
                "StreamName": "two",
                "StreamStartTime": "2022-08-29T09:00:00Z"
            },
            {
                "AppName": "live",
                "DomainName": "push.example.com",
                "StopReason": "",
                "StreamName": "three",
                "StreamStartTime": "2022-08-29T09:00:00Z"
            }
        ],
        "RequestId": "8e50cdb5"
    }
}
"#;

pub(crate) fn text(code: Code) -> &'static str {
    code.text(Lang::En)
}

/// The message about errcode 99.
pub(crate) fn unknown() -> String {
    Code::lookup(99, None).unwrap_err().to_string()
}
