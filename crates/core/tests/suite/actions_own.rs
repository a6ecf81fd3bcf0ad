//! Whose marks an annotator can change.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use crate::actions_support;

use actions_support::{Bench, mark, refused, uuid};
use glossator_core::actions::Author;
use glossator_core::actions::marks::check_own;
use glossator_core::model::{Annotator, AnnotatorId, Layer, LayerId, LayerKind};
use glossator_core::ops::Op;

#[test]
fn only_marks_of_one_s_own_layer_can_be_changed() {
    let mut b = Bench::new("[PER|Oren Valk] of the [ORG|Marrow Bay Harbour Authority and Port].");
    let bea = AnnotatorId::new(uuid(50));
    let (hers, gold) = (LayerId::new(uuid(51)), LayerId::new(uuid(52)));
    b.project
        .apply_all(&[
            Op::AddAnnotator(Annotator { id: bea, name: "Bea".to_owned() }),
            Op::AddLayer(Layer { id: hers, kind: LayerKind::Annotator(bea) }),
            Op::AddLayer(Layer { id: gold, kind: LayerKind::Gold }),
        ])
        .unwrap();
    let mut put = |n: u128, layer| {
        let mut a = b.get(n).clone();
        (a.id, a.layer) = (mark(n + 10), layer);
        b.project.apply_all(&[Op::AddAnnotation(Box::new(a))]).unwrap();
    };
    put(1, hers);
    put(2, gold);
    let check = |n, author| check_own(&b.project, b.document, mark(n), author);
    let refused = |n, author| refused(check(n, author));
    assert_eq!(check(1, b.author), Ok(()));
    assert_eq!(refused(11, b.author), "“Oren Valk” is Bea’s: you can change your own marks only");
    assert_eq!(
        refused(12, b.author),
        "“Marrow Bay Harbour Authority and Port” is not yours: you can change your own marks only"
    );
    let author = Author { by: bea, layer: hers, ..b.author };
    assert_eq!(check(11, author), Ok(()));
    assert_eq!(refused(1, author), "“Oren Valk” is Ada’s: you can change your own marks only");
    assert_eq!(refused(20, author), "The mark is not there any more");
}
