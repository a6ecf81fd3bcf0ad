//! What fields are told that keep a text: that it is kept, or why not.

use std::sync::Arc;

use glossator_core::actions::{Edit, EditError};
use glossator_core::model::Project;

use crate::components::editable::Refusal;
use crate::state::{App, acts};

/// Refuses a text for this reason.
pub fn refuse(app: App, why: impl Into<String>) -> Result<(), Refusal> {
    let say = Arc::new(move |words: String| app.ui.say(words));
    Err(Refusal { why: why.into(), say })
}

/// Makes an edit of a text and runs it. What cannot be made is said beside the field.
pub fn edit(
    app: App,
    make: impl FnOnce(&Project) -> Result<Edit, EditError>,
) -> Result<(), Refusal> {
    match app.session.read(make) {
        Some(Err(error)) => refuse(app, error.to_string()),
        Some(edit) => {
            acts::perform(app, edit);
            Ok(())
        }
        None => Ok(()),
    }
}
