//! Authority files: lists of known people, places and organisations, whose ids the
//! entity register can take over.

/// One entry of an authority file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AuthorityRow {
    /// `scheme:value`, such as `wikidata:Q42`.
    pub id: String,
    /// The preferred name.
    pub name: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// Its type in the authority's own words, or a label's; may be empty.
    pub kind: String,
    /// Who or what it is; may be empty.
    pub description: String,
}

/// The entries of an authority file, kept as one string: there may be 100,000.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AuthorityRows {
    text: String,
    /// Where each cell ends, [`CELLS`] a row.
    ends: Vec<u32>,
}

/// Id, name, aliases, type, description.
const CELLS: usize = 5;

/// Between two aliases: no name has it, for names are on one line.
const BETWEEN: char = '\n';

impl AuthorityRows {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.ends.len() / CELLS
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Adds a row. Line ends in aliases become blanks. Returns whether there was room:
    /// all rows together have up to 4 GB.
    pub fn push(&mut self, row: &AuthorityRow) -> bool {
        let mut aliases = String::new();
        for (n, alias) in row.aliases.iter().enumerate() {
            aliases.extend((n > 0).then_some(BETWEEN));
            aliases.extend(alias.chars().map(|c| if c == BETWEEN { ' ' } else { c }));
        }
        let cells = [&row.id, &row.name, &aliases, &row.kind, &row.description];
        let len: usize = cells.iter().map(|c| c.len()).sum();
        if u32::try_from(self.text.len() + len).is_err() {
            return false;
        }
        for cell in cells {
            self.text.push_str(cell);
            self.ends.extend(u32::try_from(self.text.len()).ok());
        }
        true
    }

    fn cell(&self, row: usize, cell: usize) -> &str {
        let at = row * CELLS + cell;
        let start = at.checked_sub(1).and_then(|n| self.ends.get(n)).copied().unwrap_or(0);
        let end = self.ends.get(at).copied().unwrap_or(start);
        self.text.get(start as usize..end as usize).unwrap_or_default()
    }

    /// The row at a place, counted from 0.
    pub fn get(&self, row: usize) -> Option<AuthorityRow> {
        (row < self.len()).then(|| AuthorityRow {
            id: self.cell(row, 0).to_owned(),
            name: self.cell(row, 1).to_owned(),
            aliases: self.aliases(row).map(str::to_owned).collect(),
            kind: self.cell(row, 3).to_owned(),
            description: self.cell(row, 4).to_owned(),
        })
    }

    /// The name of a row; empty if there is no such row.
    pub fn name(&self, row: usize) -> &str {
        self.cell(row, 1)
    }

    /// The other names of a row.
    pub fn aliases(&self, row: usize) -> impl Iterator<Item = &str> {
        self.cell(row, 2).split(BETWEEN).filter(|a| !a.is_empty())
    }

    /// Every row.
    pub fn iter(&self) -> impl Iterator<Item = AuthorityRow> {
        (0..self.len()).filter_map(|n| self.get(n))
    }

    /// How many bytes the rows take in memory.
    pub fn bytes(&self) -> usize {
        self.text.capacity() + 4 * self.ends.capacity()
    }
}
