//! Values that are valid by themselves: ranges, pairs.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use crate::support;

use glossator_core::model::*;
use support::*;

#[test]
fn ranges_are_exact_or_joined() {
    let exactly = |spans: &[(u32, u32)]| {
        Ranges::exactly(spans.iter().map(|&(a, b)| span(a, b)).collect()).map(Vec::from)
    };
    let joined = |spans: &[(u32, u32)]| {
        Ranges::joined(spans.iter().map(|&(a, b)| span(a, b)).collect()).map(Vec::from)
    };
    assert_eq!(exactly(&[]), Err(RangesError::None));
    assert_eq!(exactly(&[(1, 2), (3, 3)]), Err(RangesError::Empty(span(3, 3).start())));
    assert_eq!(exactly(&[(1, 3), (2, 4)]), Err(RangesError::Disordered(span(2, 4).start())));
    assert_eq!(exactly(&[(1, 3), (3, 4)]), Ok(vec![span(1, 3), span(3, 4)]));
    assert_eq!(
        joined(&[(3, 4), (1, 3), (6, 6), (8, 9), (8, 12)]),
        Ok(vec![span(1, 4), span(8, 12)])
    );
    assert_eq!(joined(&[(2, 2)]), Err(RangesError::None));
    for bad in ["[]", r#"[{"start":1,"end":1}]"#, r#"[{"start":4,"end":1}]"#] {
        assert!(serde_json::from_str::<Ranges>(bad).is_err(), "{bad}");
    }
}

#[test]
fn a_pair_has_one_key_however_it_is_written() {
    let (a, b) = (entity(1), entity(2));
    let pair = EntityPair::new(b, a);
    assert_eq!(pair.ids(), (a, b));
    let json = serde_json::to_string(&[b, a]).unwrap();
    assert_eq!(serde_json::from_str::<EntityPair>(&json).unwrap(), pair);
}
