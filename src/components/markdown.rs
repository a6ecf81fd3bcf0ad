//! Markdown as views. Only text nodes and a few elements come out of it: markup that a
//! text brings along is shown as text, and nothing is fetched.

use leptos::prelude::*;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag};

/// Elements within elements beyond this many are left out, their text is not.
const DEEP: usize = 24;

/// An element that is open, and what is in it so far.
struct Open {
    what: What,
    inside: Vec<AnyView>,
}

/// The elements that there are.
enum What {
    Heading,
    Subheading,
    List,
    Numbers(u64),
    Item,
    Emphasis,
    Strong,
    Quote,
    Code,
    Link(String),
    Table,
    /// The first row.
    Head,
    Row,
    HeadCell,
    Cell,
    Paragraph,
    /// Nothing but what is in it.
    Plain,
}

/// Markdown as views.
pub fn markdown(source: &str) -> Vec<AnyView> {
    let mut stack = vec![Open { what: What::Plain, inside: Vec::new() }];
    for event in Parser::new_ext(source, Options::ENABLE_TABLES) {
        match event {
            Event::Start(tag) => {
                let in_head = stack.last().is_some_and(|open| matches!(open.what, What::Head));
                let what = if stack.len() < DEEP { What::of(&tag, in_head) } else { What::Plain };
                stack.push(Open { what, inside: Vec::new() });
            }
            Event::End(_) => {
                if stack.len() > 1
                    && let Some(open) = stack.pop()
                {
                    push(&mut stack, open.close());
                }
            }
            Event::Text(t) | Event::Html(t) | Event::InlineHtml(t) => {
                push(&mut stack, t.to_string().into_any());
            }
            Event::Code(t) => {
                push(&mut stack, view! { <code class="mono">{t.to_string()}</code> }.into_any());
            }
            Event::SoftBreak => push(&mut stack, " ".into_any()),
            Event::HardBreak => push(&mut stack, view! { <br/> }.into_any()),
            Event::Rule => push(&mut stack, view! { <hr/> }.into_any()),
            _ => {}
        }
    }
    stack.into_iter().flat_map(|open| open.inside).collect()
}

fn push(stack: &mut [Open], view: AnyView) {
    if let Some(open) = stack.last_mut() {
        open.inside.push(view);
    }
}

impl What {
    fn of(tag: &Tag<'_>, in_head: bool) -> Self {
        match tag {
            Tag::Heading { level: HeadingLevel::H1 | HeadingLevel::H2, .. } => Self::Heading,
            Tag::Heading { .. } => Self::Subheading,
            Tag::List(Some(first)) => Self::Numbers(*first),
            Tag::List(None) => Self::List,
            Tag::Item => Self::Item,
            Tag::Emphasis => Self::Emphasis,
            Tag::Strong => Self::Strong,
            Tag::BlockQuote(_) => Self::Quote,
            Tag::CodeBlock(_) => Self::Code,
            Tag::Link { dest_url, .. } if may_follow(dest_url) => Self::Link(dest_url.to_string()),
            Tag::Table(_) => Self::Table,
            Tag::TableHead => Self::Head,
            Tag::TableRow => Self::Row,
            Tag::TableCell if in_head => Self::HeadCell,
            Tag::TableCell => Self::Cell,
            Tag::Paragraph | Tag::HtmlBlock => Self::Paragraph,
            _ => Self::Plain,
        }
    }
}

impl Open {
    fn close(self) -> AnyView {
        let inside = self.inside;
        match self.what {
            What::Heading => view! { <h3 dir="auto">{inside}</h3> }.into_any(),
            What::Subheading => view! { <h4 dir="auto">{inside}</h4> }.into_any(),
            What::List => view! { <ul>{inside}</ul> }.into_any(),
            What::Numbers(first) => view! { <ol start=first.to_string()>{inside}</ol> }.into_any(),
            What::Item => view! { <li dir="auto">{inside}</li> }.into_any(),
            What::Emphasis => view! { <em>{inside}</em> }.into_any(),
            What::Strong => view! { <strong>{inside}</strong> }.into_any(),
            What::Quote => view! { <blockquote>{inside}</blockquote> }.into_any(),
            What::Code => view! { <pre class="mono">{inside}</pre> }.into_any(),
            What::Link(to) => {
                view! { <a class="lnk" href=to target="_blank" rel="noopener noreferrer">{inside}</a> }
                    .into_any()
            }
            What::Table => view! { <table>{inside}</table> }.into_any(),
            What::Head | What::Row => view! { <tr>{inside}</tr> }.into_any(),
            What::HeadCell => view! { <th scope="col" dir="auto">{inside}</th> }.into_any(),
            What::Cell => view! { <td dir="auto">{inside}</td> }.into_any(),
            What::Paragraph => view! { <p dir="auto">{inside}</p> }.into_any(),
            What::Plain => inside.into_any(),
        }
    }
}

/// Whether a link may be followed: to web pages and mail addresses. All others, such as
/// `javascript:`, are shown as plain text.
fn may_follow(to: &str) -> bool {
    let to = to.to_ascii_lowercase();
    ["https://", "http://", "mailto:"].iter().any(|scheme| to.starts_with(scheme))
}

#[cfg(test)]
mod tests {
    use super::may_follow;

    #[test]
    fn only_web_and_mail_links_are_followed() {
        for (to, may) in [
            ("https://example.org/a", true),
            ("HTTP://example.org", true),
            ("mailto:a@example.org", true),
            ("javascript:alert(1)", false),
            ("java\nscript:alert(1)", false),
            (" https://example.org", false),
            ("data:text/html,x", false),
            ("blob:https://example.org/x", false),
            ("//example.org", false),
            ("page.html", false),
            ("", false),
        ] {
            assert_eq!(may_follow(to), may, "{to}");
        }
    }
}
