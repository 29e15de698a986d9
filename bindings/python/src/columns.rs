//! Columns of text in any layout that Arrow has for it.
//!
//! Producers are trusted to keep the layout, as the interface demands, but not to have checked their UTF-8: texts are read as bytes and
//! checked one by one, so that a spoilt cell costs its own row only.

use arrow_array::cast::AsArray as _;
use arrow_array::{
    Array, BinaryArray, BinaryViewArray, LargeBinaryArray, LargeStringArray, StringArray, StructArray,
};
use arrow_buffer::NullBuffer;
use arrow_schema::{ArrowError, DataType};
use ordvakt::{AuthorRole, Comment};

/// Why a source cannot be screened at all.
pub(crate) enum Unsuited {
    /// The caller asked for what the source has not.
    Request(String),
    /// A column that does not hold text.
    Type(String),
    /// The source broke off.
    Broken(ArrowError),
}

impl From<ArrowError> for Unsuited {
    fn from(error: ArrowError) -> Self {
        Self::Broken(error)
    }
}

/// A column of texts.
enum Texts {
    Narrow(BinaryArray),
    Wide(LargeBinaryArray),
    View(BinaryViewArray),
    /// Numbers of texts that are written once.
    Coded(Vec<Option<usize>>, Box<Texts>),
    /// A column without a single value has no type.
    Empty,
}

impl Texts {
    fn new(array: &dyn Array, name: &str) -> Result<Self, Unsuited> {
        Ok(match array.data_type() {
            DataType::Utf8 => {
                let (offsets, values, nulls) = StringArray::from(array.to_data()).into_parts();
                Self::Narrow(BinaryArray::try_new(offsets, values, nulls)?)
            }
            DataType::LargeUtf8 => {
                let (offsets, values, nulls) = LargeStringArray::from(array.to_data()).into_parts();
                Self::Wide(LargeBinaryArray::try_new(offsets, values, nulls)?)
            }
            DataType::Utf8View => Self::View(array.as_string_view().clone().to_binary_view()),
            DataType::Null => Self::Empty,
            DataType::Dictionary(_, _) => {
                let coded = array.as_any_dictionary();
                let values = Self::new(&**coded.values(), name)?;
                if coded.values().is_empty() {
                    return Ok(Self::Empty);
                }
                let given = |(row, number)| coded.keys().is_valid(row).then_some(number);
                let numbers = coded.normalized_keys().into_iter().enumerate().map(given).collect();
                Self::Coded(numbers, Box::new(values))
            }
            other => return Err(Unsuited::Type(format!("{name} holds {other}, not text"))),
        })
    }

    fn bytes(&self, row: usize) -> Option<&[u8]> {
        match self {
            Self::Narrow(array) => array.is_valid(row).then(|| array.value(row)),
            Self::Wide(array) => array.is_valid(row).then(|| array.value(row)),
            Self::View(array) => array.is_valid(row).then(|| array.value(row)),
            Self::Coded(numbers, texts) => texts.bytes((*numbers.get(row)?)?),
            Self::Empty => None,
        }
    }

    /// The text of a row, or why it cannot be read.
    fn get(&self, row: usize, name: &str) -> Result<Option<&str>, String> {
        self.bytes(row)
            .map(|bytes| {
                std::str::from_utf8(bytes)
                    .map_err(|error| format!("{name} is not UTF-8 at byte {}", error.valid_up_to()))
            })
            .transpose()
    }
}

/// The text of a column that need not be there.
fn cell<'a>(texts: Option<&'a Texts>, row: usize, name: &str) -> Result<Option<&'a str>, String> {
    texts.map_or(Ok(None), |texts| texts.get(row, name))
}

/// The names of the columns that a comment is made of.
pub(crate) struct Names {
    pub(crate) text: String,
    pub(crate) post: Option<String>,
    pub(crate) parent: Option<String>,
    pub(crate) author: Option<String>,
    pub(crate) author_role: Option<String>,
}

impl Names {
    pub(crate) fn only_text(&self) -> bool {
        [&self.post, &self.parent, &self.author, &self.author_role].into_iter().all(Option::is_none)
    }
}

/// One row of a source.
pub(crate) enum Row<'a> {
    /// No comment.
    Absent,
    /// A comment.
    Given(Comment<'a>),
    /// A comment that cannot be read, and why.
    Refused(String),
}

/// Some rows of a source.
pub(crate) struct Columns {
    rows: usize,
    present: Option<NullBuffer>,
    text: Texts,
    post: Option<Texts>,
    parent: Option<Texts>,
    author: Option<Texts>,
    author_role: Option<Texts>,
}

impl Columns {
    /// The columns of those names; an array that has no columns is itself the column of texts.
    pub(crate) fn new(array: &dyn Array, names: &Names) -> Result<Self, Unsuited> {
        let table = array.as_struct_opt();
        let column = |name: &str| match table {
            Some(table) => {
                let column = table.column_by_name(name).ok_or_else(|| missing(table, name))?;
                Texts::new(&**column, &format!("column {name:?}"))
            }
            None => Err(Unsuited::Request(format!("the source has no columns, so no {name:?} either"))),
        };
        let optional = |name: &Option<String>| name.as_deref().map(column).transpose();
        Ok(Self {
            rows: array.len(),
            present: table.and_then(|table| table.nulls().cloned()),
            text: match table {
                Some(_) => column(&names.text)?,
                None => Texts::new(array, "the source")?,
            },
            post: optional(&names.post)?,
            parent: optional(&names.parent)?,
            author: optional(&names.author)?,
            author_role: optional(&names.author_role)?,
        })
    }

    pub(crate) fn rows(&self) -> usize {
        self.rows
    }

    pub(crate) fn row(&self, row: usize) -> Row<'_> {
        match self.comment(row) {
            Ok(Some(comment)) => Row::Given(comment),
            Ok(None) => Row::Absent,
            Err(why) => Row::Refused(why),
        }
    }

    fn comment(&self, row: usize) -> Result<Option<Comment<'_>>, String> {
        if self.present.as_ref().is_some_and(|present| present.is_null(row)) {
            return Ok(None);
        }
        let Some(text) = self.text.get(row, "text")? else {
            return Ok(None);
        };
        let role = cell(self.author_role.as_ref(), row, "author_role")?;
        Ok(Some(Comment {
            text,
            post: cell(self.post.as_ref(), row, "post")?,
            parent: cell(self.parent.as_ref(), row, "parent")?,
            author: cell(self.author.as_ref(), row, "author")?,
            author_role: role.map_or(Ok(AuthorRole::default()), parse_role)?,
        }))
    }
}

/// `outside`, `staff` or `elected`.
pub(crate) fn parse_role(name: &str) -> Result<AuthorRole, String> {
    // Without the name: a column of names taken for that of roles must not get into a log.
    AuthorRole::parse(name).ok_or_else(|| "author_role must be 'outside', 'staff' or 'elected'".to_owned())
}

fn missing(table: &StructArray, name: &str) -> Unsuited {
    Unsuited::Request(format!("no column {name:?}; the source has {:?}", table.column_names()))
}
