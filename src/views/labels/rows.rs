//! What the lists of labels and of attributes have in common: their keys and the rows' buttons.

use leptos::prelude::*;

/// Where a key leads from the row `at` of `rows`, if it is one of a list's keys: nowhere at the
/// list's end.
pub fn leads(key: &str, at: usize, rows: usize) -> Option<Option<usize>> {
    Some(match key {
        "ArrowDown" => Some(at + 1).filter(|to| *to < rows),
        "ArrowUp" => at.checked_sub(1),
        "Home" => Some(0).filter(|_| rows > 0),
        "End" => rows.checked_sub(1),
        _ => return None,
    })
}

/// The row that takes the place of one that goes: the next, or else the one before it.
pub fn heir<T: Clone + PartialEq>(rows: &[T], gone: &T) -> Option<T> {
    let at = rows.iter().position(|row| row == gone)?;
    rows.get(at + 1).or_else(|| rows.get(at.checked_sub(1)?)).cloned()
}

/// The button of a row: what has the focus in the list.
#[component]
pub fn RowButton(
    /// Its id.
    id: String,
    /// Whether its row is the current one, to which Tab leads.
    current: Memo<bool>,
    /// The colour of its label, if it has one.
    #[prop(optional)]
    hue: Option<Signal<u8>>,
    /// What it says.
    children: Children,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="rowbtn row"
            id=id
            data-hue=move || hue.map(|hue| hue.get().to_string())
            tabindex=move || if current.get() { "0" } else { "-1" }
            aria-current=move || current.get().then_some("true")
        >
            {children()}
        </button>
    }
}

#[cfg(test)]
mod tests {
    use super::{heir, leads};

    #[test]
    fn keys_lead_from_row_to_row() {
        let rows = [
            ("ArrowDown", 0, Some(Some(1))),
            ("ArrowDown", 2, Some(None)),
            ("ArrowUp", 2, Some(Some(1))),
            ("ArrowUp", 0, Some(None)),
            ("Home", 2, Some(Some(0))),
            ("End", 0, Some(Some(2))),
            ("Enter", 1, None),
        ];
        for (key, at, to) in rows {
            assert_eq!(leads(key, at, 3), to, "{key} from {at}");
        }
        assert_eq!(leads("End", 0, 0), Some(None));
    }

    #[test]
    fn what_goes_is_followed_by_the_next_or_else_the_one_before() {
        for (gone, next) in [("a", Some("b")), ("b", Some("c")), ("c", Some("b")), ("d", None)] {
            assert_eq!(heir(&["a", "b", "c"], &gone), next, "{gone}");
        }
        assert_eq!(heir(&["a"], &"a"), None);
    }
}
