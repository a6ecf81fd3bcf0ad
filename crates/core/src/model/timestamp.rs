//! Points in time, handed in by the caller.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// Milliseconds since 1970-01-01T00:00:00Z; written as RFC 3339 in UTC.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(i64);

impl Timestamp {
    /// From milliseconds since the Unix epoch.
    pub const fn from_millis(millis: i64) -> Self {
        Self(millis)
    }

    /// Milliseconds since the Unix epoch.
    pub const fn millis(self) -> i64 {
        self.0
    }

    /// RFC 3339 in UTC with milliseconds, `2026-03-14T07:42:00.000Z`. Years
    /// outside 0–9999 are written as the epoch, since RFC 3339 cannot say them.
    pub fn to_rfc3339(self) -> String {
        let time = OffsetDateTime::from_unix_timestamp_nanos(i128::from(self.0) * 1_000_000)
            .ok()
            .filter(|time| (0..=9999).contains(&time.year()))
            .unwrap_or(OffsetDateTime::UNIX_EPOCH);
        let (date, clock) = (time.date(), time.time());
        format!(
            "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z",
            date.year(),
            u8::from(date.month()),
            date.day(),
            clock.hour(),
            clock.minute(),
            clock.second(),
            clock.millisecond()
        )
    }

    /// Reads RFC 3339 with any offset; parts below a millisecond are cut.
    pub fn parse(s: &str) -> Option<Self> {
        let time = OffsetDateTime::parse(s, &Rfc3339).ok()?;
        i64::try_from(time.unix_timestamp_nanos().div_euclid(1_000_000)).ok().map(Self)
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(&self.to_rfc3339())
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let s = String::deserialize(d)?;
        Self::parse(&s).ok_or_else(|| {
            D::Error::custom(format!("“{s}” is not a time such as 2026-03-14T07:42:00.000Z"))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Timestamp;

    #[test]
    fn writes_and_reads_rfc_3339() {
        let rows = [
            (0, "1970-01-01T00:00:00.000Z"),
            (1_773_474_120_007, "2026-03-14T07:42:00.007Z"),
            (-1, "1969-12-31T23:59:59.999Z"),
        ];
        for (millis, text) in rows {
            assert_eq!(Timestamp::from_millis(millis).to_rfc3339(), text);
            assert_eq!(Timestamp::parse(text), Some(Timestamp::from_millis(millis)));
        }
        assert_eq!(
            Timestamp::parse("2026-03-14T09:42:00+02:00").map(Timestamp::to_rfc3339).as_deref(),
            Some("2026-03-14T07:42:00.000Z")
        );
        assert_eq!(Timestamp::parse("yesterday"), None);
        for beyond in [i64::MIN, -62_167_219_200_001, 253_402_300_800_000, i64::MAX] {
            assert_eq!(Timestamp::from_millis(beyond).to_rfc3339(), "1970-01-01T00:00:00.000Z");
        }
    }
}
