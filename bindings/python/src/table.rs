//! Verdicts as columns.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use arrow_array::builder::{BooleanBuilder, Float64Builder, Int64Builder, LargeStringBuilder, ListBuilder};
use arrow_array::{ArrayRef, ListArray, RecordBatch, StructArray};
use arrow_buffer::{NullBufferBuilder, OffsetBuffer};
use arrow_schema::{ArrowError, DataType, Field, FieldRef, Fields, Schema, SchemaRef};
use ordvakt::{Category, Defect, Lang, Offsets, Severity, Signal, Verdict};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyTuple};

use crate::capsule::{schema_capsule, stream_capsule};
use crate::columns::Row;
use crate::errors::ordvakt_error;
use crate::table_state;

/// What the schema says of all rows.
const POLICY: &str = "ordvakt.policy";
const RULESET: &str = "ordvakt.ruleset";

fn text(name: &str, nullable: bool) -> Field {
    Field::new(name, DataType::LargeUtf8, nullable)
}

/// The columns of one finding; the same names as in the JSON of a verdict.
static FINDING: LazyLock<Fields> = LazyLock::new(|| {
    Fields::from(vec![
        text("category", false),
        text("rule", false),
        text("severity", false),
        Field::new("confidence", DataType::Float64, false),
        Field::new("start", DataType::Int64, false),
        Field::new("end", DataType::Int64, false),
        text("matched", false),
        Field::new("disguised", DataType::Boolean, false),
        text("reason", false),
        text("basis", false),
        text("statute", true),
        text("citation", true),
        Field::new("words", DataType::List(Arc::clone(&ID_ITEM)), false),
    ])
});

static ID_ITEM: LazyLock<FieldRef> = LazyLock::new(|| Arc::new(text("item", false)));
static FINDING_ITEM: LazyLock<FieldRef> =
    LazyLock::new(|| Arc::new(Field::new("item", DataType::Struct(FINDING.clone()), false)));

static COLUMNS: LazyLock<Fields> = LazyLock::new(|| {
    let ids = |name: &str| Field::new(name, DataType::List(Arc::clone(&ID_ITEM)), true);
    Fields::from(vec![
        text("action", true),
        ids("categories"),
        text("max_severity", true),
        text("language", true),
        ids("signals"),
        Field::new("findings", DataType::List(Arc::clone(&FINDING_ITEM)), true),
        Field::new("truncated", DataType::Boolean, true),
        text("error", true),
    ])
});

/// The columns, with what they were made under.
fn schema(policy: &str, ruleset: &str) -> SchemaRef {
    let metadata =
        [(POLICY, policy), (RULESET, ruleset)].map(|(key, value)| (key.to_owned(), value.to_owned()));
    Arc::new(Schema::new(COLUMNS.clone()).with_metadata(HashMap::from(metadata)))
}

/// A column of lists of ids.
#[derive(Default)]
struct IdLists {
    lengths: Vec<usize>,
    ids: LargeStringBuilder,
}

impl IdLists {
    fn push<'a>(&mut self, ids: impl Iterator<Item = &'a str>) {
        let count = ids.map(|id| self.ids.append_value(id)).count();
        self.lengths.push(count);
    }

    fn finish(mut self, present: &NullBufferBuilder) -> Result<ArrayRef, ArrowError> {
        list(&ID_ITEM, self.lengths, Arc::new(self.ids.finish()), present)
    }
}

fn list(
    item: &FieldRef,
    lengths: Vec<usize>,
    values: ArrayRef,
    present: &NullBufferBuilder,
) -> Result<ArrayRef, ArrowError> {
    let offsets = OffsetBuffer::from_lengths(lengths);
    Ok(Arc::new(ListArray::try_new(Arc::clone(item), offsets, values, present.finish_cloned())?))
}

/// The column of findings.
#[derive(Default)]
struct Findings {
    lengths: Vec<usize>,
    category: LargeStringBuilder,
    rule: LargeStringBuilder,
    severity: LargeStringBuilder,
    confidence: Float64Builder,
    start: Int64Builder,
    end: Int64Builder,
    matched: LargeStringBuilder,
    disguised: BooleanBuilder,
    reason: LargeStringBuilder,
    basis: LargeStringBuilder,
    statute: LargeStringBuilder,
    citation: LargeStringBuilder,
    words: Words,
}

/// A column of lists of words; none is absent.
struct Words(ListBuilder<LargeStringBuilder>);

impl Default for Words {
    fn default() -> Self {
        Self(ListBuilder::new(LargeStringBuilder::new()).with_field(Arc::clone(&ID_ITEM)))
    }
}

impl Findings {
    fn push(&mut self, verdict: &Verdict, text: &str, lang: Lang) {
        let findings = verdict.findings();
        self.lengths.push(findings.len());
        if findings.is_empty() {
            return;
        }
        let spans: Vec<_> = findings.iter().map(|finding| finding.span).collect();
        for (finding, (start, end)) in findings.iter().zip(Offsets::CodePoint.convert(text, &spans)) {
            self.category.append_value(finding.category.as_str());
            self.rule.append_value(verdict.rule_id(finding));
            self.severity.append_value(finding.severity.as_str());
            self.confidence.append_value((f64::from(finding.confidence) * 100.0).round() / 100.0);
            self.start.append_value(i64::from(start));
            self.end.append_value(i64::from(end));
            self.matched.append_value(finding.span.of(text));
            self.disguised.append_value(finding.disguised);
            self.reason.append_value(verdict.reason(finding, lang));
            self.basis.append_value(finding.basis.as_str());
            self.statute.append_option(verdict.statute(finding));
            self.citation.append_option(verdict.citation(finding));
            let voters = if finding.category == Category::AnnatSprak { verdict.voters() } else { &[] };
            self.words.0.append_value(voters.iter().map(|word| Some(word.of(text))));
        }
    }

    fn finish(mut self, present: &NullBufferBuilder) -> Result<ArrayRef, ArrowError> {
        let columns: Vec<ArrayRef> = vec![
            Arc::new(self.category.finish()),
            Arc::new(self.rule.finish()),
            Arc::new(self.severity.finish()),
            Arc::new(self.confidence.finish()),
            Arc::new(self.start.finish()),
            Arc::new(self.end.finish()),
            Arc::new(self.matched.finish()),
            Arc::new(self.disguised.finish()),
            Arc::new(self.reason.finish()),
            Arc::new(self.basis.finish()),
            Arc::new(self.statute.finish()),
            Arc::new(self.citation.finish()),
            Arc::new(self.words.0.finish()),
        ];
        let findings = StructArray::try_new(FINDING.clone(), columns, None)?;
        list(&FINDING_ITEM, self.lengths, Arc::new(findings), present)
    }
}

/// Rows on their way to being columns.
struct Building {
    present: NullBufferBuilder,
    action: LargeStringBuilder,
    categories: IdLists,
    severity: LargeStringBuilder,
    language: LargeStringBuilder,
    signals: IdLists,
    findings: Findings,
    truncated: BooleanBuilder,
    error: LargeStringBuilder,
}

impl Building {
    fn new(rows: usize) -> Self {
        Self {
            present: NullBufferBuilder::new(rows),
            action: LargeStringBuilder::with_capacity(rows, rows * "publish".len()),
            categories: IdLists::default(),
            severity: LargeStringBuilder::with_capacity(rows, rows),
            language: LargeStringBuilder::with_capacity(rows, rows * "sv".len()),
            signals: IdLists::default(),
            findings: Findings::default(),
            truncated: BooleanBuilder::with_capacity(rows),
            error: LargeStringBuilder::with_capacity(rows, 0),
        }
    }

    fn verdict(&mut self, verdict: &Verdict, text: &str, lang: Lang) {
        self.present.append_non_null();
        self.action.append_value(verdict.action().as_str());
        self.categories.push(verdict.categories().map(Category::as_str));
        self.severity.append_option(verdict.max_severity().map(Severity::as_str));
        self.language.append_value(verdict.language().code);
        self.signals.push(verdict.signals().map(Signal::as_str));
        self.findings.push(verdict, text, lang);
        self.truncated.append_value(verdict.truncated());
        self.error.append_null();
    }

    fn nothing(&mut self, error: Option<&str>) {
        self.present.append_null();
        self.action.append_null();
        self.categories.push(std::iter::empty());
        self.severity.append_null();
        self.language.append_null();
        self.signals.push(std::iter::empty());
        self.findings.lengths.push(0);
        self.truncated.append_null();
        self.error.append_option(error);
    }

    fn finish(mut self, schema: SchemaRef) -> Result<RecordBatch, ArrowError> {
        let columns: Vec<ArrayRef> = vec![
            Arc::new(self.action.finish()),
            self.categories.finish(&self.present)?,
            Arc::new(self.severity.finish()),
            Arc::new(self.language.finish()),
            self.signals.finish(&self.present)?,
            self.findings.finish(&self.present)?,
            Arc::new(self.truncated.finish()),
            Arc::new(self.error.finish()),
        ];
        RecordBatch::try_new(schema, columns)
    }
}

/// The columns of some rows; `verdicts` are those of the rows that are comments, in order.
pub(crate) fn batch(
    schema: &SchemaRef,
    rows: &[Row<'_>],
    verdicts: Vec<Result<Verdict, Defect>>,
    lang: Lang,
) -> Result<RecordBatch, ArrowError> {
    let mut building = Building::new(rows.len());
    let mut verdicts = verdicts.into_iter();
    for row in rows {
        match row {
            Row::Absent => building.nothing(None),
            Row::Refused(why) => building.nothing(Some(why)),
            Row::Given(comment) => match verdicts.next() {
                Some(Ok(verdict)) => building.verdict(&verdict, comment.text, lang),
                Some(Err(defect)) => building.nothing(Some(&defect.to_string())),
                None => building.nothing(Some("not screened")),
            },
        }
    }
    building.finish(Arc::clone(schema))
}

/// Verdicts as columns, one row for each row that was screened.
///
/// Has Arrow's stream interface, so ``pyarrow.table``, ``polars.DataFrame``, ``pandas.DataFrame.from_arrow`` and DuckDB
/// read it without copying. The columns: ``action``; ``categories`` and ``signals``, lists of ids; ``max_severity`` of
/// the findings; ``language``; ``findings``, a list of structs with the fields of a ``Finding``, ``start`` and ``end``
/// in characters; ``truncated``; ``error``, why a row could not be screened. Rows without a text and rows with an error
/// are null in all other columns. The schema's metadata names ``ordvakt.policy`` and ``ordvakt.ruleset``.
///
/// >>> table = ordvakt.Moderator().screen_table(["Tack!", None])
/// >>> len(table), table.column_names[:2]
/// (2, ('action', 'categories'))
#[pyclass(frozen, module = "ordvakt")]
pub(crate) struct Table {
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
}

impl Table {
    pub(crate) fn new(policy: &str, ruleset: &str) -> Self {
        Self { schema: schema(policy, ruleset), batches: Vec::new() }
    }

    pub(crate) fn schema(&self) -> &SchemaRef {
        &self.schema
    }

    pub(crate) fn push(&mut self, batch: RecordBatch) {
        self.batches.push(batch);
    }

    fn rows(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }
}

#[pymethods]
impl Table {
    /// The names of the columns.
    #[getter]
    fn column_names<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.schema.fields().iter().map(|field| field.name()))
    }

    fn __len__(&self) -> usize {
        self.rows()
    }

    fn __repr__(&self) -> String {
        format!("<Table of {} rows>", self.rows())
    }

    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        schema_capsule(py, &self.schema)?.map_err(|error| ordvakt_error(py, &error.to_string()))
    }

    /// A stream of the rows; a schema asked for is not looked at, which the interface allows.
    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let _ = requested_schema;
        stream_capsule(py, Arc::clone(&self.schema), self.batches.clone())
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Reduced)> {
        let restore = slf.py().import("ordvakt._ordvakt")?.getattr("_restore_table")?;
        let table = slf.get();
        let named = |key: &str| table.schema.metadata().get(key).cloned().unwrap_or_default();
        let batches = table.batches.iter().map(table_state::write).collect();
        Ok((restore, (named(POLICY), named(RULESET), batches)))
    }
}

/// What unpickling takes: policy, ruleset, and the arrays of each batch.
type Reduced = (String, String, Vec<Vec<table_state::Written<'static>>>);

/// Unpickles a table.
#[pyfunction]
pub(crate) fn _restore_table(
    policy: &str,
    ruleset: &str,
    batches: Vec<Vec<table_state::Read>>,
) -> PyResult<Table> {
    let mut table = Table::new(policy, ruleset);
    for arrays in batches {
        let batch = table_state::read(Arc::clone(&table.schema), arrays).map_err(|error| {
            PyValueError::new_err(format!("not a pickle of this version of ordvakt: {error}"))
        })?;
        table.push(batch);
    }
    Ok(table)
}
