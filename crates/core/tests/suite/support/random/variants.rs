//! The names of the operations.

use glossator_core::ops::Op;

/// The name of the variant, from the way it is written.
pub fn variant(op: &Op) -> String {
    let json = serde_json::to_value(op).unwrap();
    json.as_object().unwrap().keys().next().unwrap().clone()
}

/// The names of all variants. Adding one to `Op` breaks the match, and so this list.
pub fn every_variant() -> Vec<&'static str> {
    fn known(op: &Op) {
        match op {
            Op::Project(_)
            | Op::AddAnnotator(_)
            | Op::RemoveAnnotator(_)
            | Op::RenameAnnotator(..)
            | Op::AddLayer(_)
            | Op::RemoveLayer(_)
            | Op::AddLabel(..)
            | Op::RemoveLabel(_)
            | Op::EditLabel(_)
            | Op::MoveLabel(..)
            | Op::AddAttribute(..)
            | Op::RemoveAttribute(_)
            | Op::EditAttribute(_)
            | Op::SetRelations(_)
            | Op::AddDocument(_)
            | Op::RemoveDocument(_)
            | Op::EditDocument(..)
            | Op::AddAnnotation(_)
            | Op::RemoveAnnotation(..)
            | Op::EditAnnotation(..)
            | Op::AddEntity(_)
            | Op::RemoveEntity(_)
            | Op::EditEntity(..)
            | Op::SetDecision(..)
            | Op::AddClaim(_)
            | Op::RemoveClaim(_)
            | Op::EditClaim(..)
            | Op::AddClaimLink(_)
            | Op::RemoveClaimLink(_)
            | Op::EditClaimLink(..)
            | Op::AddEvidence(_)
            | Op::RemoveEvidence(_) => {}
        }
    }
    let _ = known;
    vec![
        "project",
        "add_annotator",
        "remove_annotator",
        "rename_annotator",
        "add_layer",
        "remove_layer",
        "add_label",
        "remove_label",
        "edit_label",
        "move_label",
        "add_attribute",
        "remove_attribute",
        "edit_attribute",
        "set_relations",
        "add_document",
        "remove_document",
        "edit_document",
        "add_annotation",
        "remove_annotation",
        "edit_annotation",
        "add_entity",
        "remove_entity",
        "edit_entity",
        "set_decision",
        "add_claim",
        "remove_claim",
        "edit_claim",
        "add_claim_link",
        "remove_claim_link",
        "edit_claim_link",
        "add_evidence",
        "remove_evidence",
    ]
}
