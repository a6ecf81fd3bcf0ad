//! What the screens ask of a document. Pure functions of the model, so that views
//! hold no logic that a native test could check.

mod attribute;
mod authority;
mod board;
mod candidates;
mod chain;
mod choices;
mod chosen;
mod claim_frame;
mod claim_numbers;
mod cursor;
mod date_words;
mod decisions;
mod direction;
mod entity_index;
mod entity_list;
mod entity_suggestions;
mod entry_choices;
mod exports;
mod incoming;
mod incoming_rows;
mod kwic;
mod labelling;
mod lanes;
mod length;
mod mark_list;
mod name_words;
mod names;
mod other_fields;
mod page;
mod pick;
mod queue;
mod register;
mod register_words;
mod runs;
pub mod search;
mod similar_claims;
mod spoken;
mod touched;
mod unnamed;
mod whereabouts;

pub use crate::text::{Edge, Way};
pub use crate::words::{counted, grouped};
pub use attribute::{
    AttributeOption, attribute_choices, attribute_options, attribute_text, attribute_value,
    foreign_attributes, with_choice_toggled,
};
pub use authority::{AuthorityHit, AuthorityIndex, AuthorityShelf};
pub use board::{
    Board, BoardCounts, BoardFilter, BoardLink, BoardLinkKind, BoardRow, Card, CardBox, CardLink,
    CardRef, Cell, Column, EventFilter, EvidenceItem, EvidenceRow, FarLink, FigureCount, Gloss,
    Glosses, Grouping, Header, LinkFacet, NeighbourRow, Outline, OutlineCell, OutlineMention,
    OutlineRow, Place, Root, SourceKind, Support, Toward, board, card_line, evidence_rows,
    figure_scale, glosses, neighbours,
};
pub use candidates::{Candidate, Match, candidates};
pub use chain::{CueRow, HopRow, SpeakerRow, chain_rows, other_chains};
pub use choices::{
    EntityChoice, SpeakerChoice, above_choices, entity_choices, new_entity_choices, speaker_choices,
};
pub use chosen::{Ticks, removal_question, shown_instead};
pub use claim_frame::{
    Bound, TimeChoice, TopicChoice, bounds_of, claim_choices, figure_proposals, roles,
    time_choices, topic_choices, topics, typed_figure, with_modifier, with_number,
};
pub use claim_numbers::claim_numbers;
pub use cursor::{Cursor, Step};
pub use date_words::date_words;
pub use decisions::{Contradiction, contradictions, decisions_about};
pub use direction::is_rtl;
pub use entity_index::EntityIndex;
pub use entity_list::{EntityRow, entity_list};
pub use entity_suggestions::{LinkProposal, SuggestedPair, suggested_links, suggested_pairs_of};
pub use entry_choices::entry_choices;
pub use exports::Exports;
pub use incoming::{FoundLabel, Preview, Tally, found_labels, previews, tally};
pub use incoming_rows::{Ask, FileInfo, FileRow, FileStage, Light, file_rows, size_words};
pub use kwic::{GroupBy, KwicGroup, KwicLine, Line, commonest_alias, kwic, kwic_groups, line};
pub use labelling::{Labelling, Standpoint, covering, labelling};
pub use lanes::Lanes;
pub use length::length_words;
pub use mark_list::{
    ClaimRow, MarkRow, claim_list, claim_row, mark_list, mark_place, speaker_names,
};
pub use other_fields::other_fields;
pub use page::{
    AlsoView, BarView, DRAWN_LANES, Margin, PageState, ParagraphView, RegionView, RunView,
    StanceSign, Tag, TagGroup, paragraph_view, stance_sign,
};
pub use pick::{mark_around, mark_at_click, mark_for_menu, marks_at, rank, step_mark};
pub use queue::{Queue, QueueCounts, QueueFilter, QueueRow, neighbour, place_of, queue, queue_row};
pub use register::{Register, RegisterCounts, RegisterFilter, RegisterRow, RegisterSort};
pub use register_words::{MergeWords, document_bars, documents_with_unlinked, merge_words};
pub use runs::{Run, RunMark, runs};
pub use similar_claims::{Probe, SimilarClaim, Why, similar_claims};
pub use spoken::{spoken, spoken_cursor};
pub use touched::{Seen, Touched, seen, touched, touches_claims};
pub use unnamed::{is_unnamed, unnamed};
pub use whereabouts::{Entry, shown_after};
