//! Ids that sort in the order they were made.

use uuid::{Builder, Uuid};

/// How many ids one millisecond has room for.
const MOST: u16 = 0x1000;

/// The newest id's time and its number among those of that time: what the next one comes after.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sequence {
    time: u64,
    number: u16,
}

impl Sequence {
    /// Before the first id.
    pub const fn new() -> Self {
        Self { time: 0, number: 0 }
    }

    /// The id that comes next, at a time in milliseconds since 1970, and what comes after it. A
    /// version 7 UUID. It sorts behind those before it also where the clock was set back, and
    /// where a millisecond has had more ids than it has room for.
    pub fn next(self, now: u64, mut random: [u8; 10]) -> (Uuid, Self) {
        let (time, number) = match self.number.checked_add(1).filter(|n| *n < MOST) {
            _ if now > self.time => (now, 0),
            Some(number) => (self.time, number),
            None => (self.time + 1, 0),
        };
        [random[0], random[1]] = number.to_be_bytes();
        let id = Builder::from_unix_timestamp_millis(time, &random).into_uuid();
        (id, Self { time, number })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_sort_in_the_order_they_were_made() {
        // The clock stands still, for more ids than a millisecond has room for; then it goes on,
        // is set back, and goes on again.
        let times = std::iter::repeat_n(5_000, 10_000).chain([5_001, 5_010, 4_000, 5_010, 5_020]);
        let mut sequence = Sequence::new();
        let mut ids = Vec::new();
        for (n, now) in times.enumerate() {
            // What is random goes down, and must not count.
            let [high, low] = (u16::MAX - n as u16).to_be_bytes();
            let (id, next) = sequence.next(now, [high, low, 0, 0, 0, 0, 0, 0, 0, 0]);
            sequence = next;
            ids.push(id);
        }
        assert!(ids.is_sorted_by(|a, b| a < b));
        assert_eq!(ids[0].get_version_num(), 7);
    }
}
