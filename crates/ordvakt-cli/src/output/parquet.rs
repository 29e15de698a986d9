//! One row a comment, as Apache Parquet: for data frames.

use std::sync::Arc;

use ::parquet::basic::{Compression, LogicalType, Repetition, Type as Physical, ZstdLevel};
use ::parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int32Type};
use ::parquet::errors::ParquetError;
use ::parquet::file::properties::WriterProperties;
use ::parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use ::parquet::schema::parser::parse_message_type;
use ::parquet::schema::types::{Type, TypePtr};
use ordvakt::{FindingReport, Report, Severity};

use super::csv::kept_cell;
use crate::error::Failure;
use crate::input::Record;

/// So many comments, or so many bytes of text, are written together.
const GROUP_ROWS: usize = 65_536;
const GROUP_BYTES: usize = 64 << 20;

/// The columns that are always there; kept ones follow.
const SCHEMA: &str = "
message comments {
  required binary id (UTF8);
  required binary action (UTF8);
  required group categories (LIST) { repeated group list { required binary element (UTF8); } }
  optional binary max_severity (UTF8);
  required group signals (LIST) { repeated group list { required binary element (UTF8); } }
  required binary language (UTF8);
  required group findings (LIST) { repeated group list { required group element {
    required binary category (UTF8);
    required binary rule (UTF8);
    required binary severity (UTF8);
    required double confidence;
    required int32 start;
    required int32 end;
    required binary matched (UTF8);
    required boolean disguised;
    required binary reason (UTF8);
    required binary basis (UTF8);
    optional binary statute (UTF8);
    optional binary citation (UTF8);
  } } }
  required group duties (LIST) { repeated group list { required binary element (UTF8); } }
  required boolean truncated;
  required binary policy (UTF8);
  required binary ruleset (UTF8);
  required binary text (UTF8);
}";

/// A comment as it is written.
pub(crate) struct Row {
    report: Report,
    severity: Option<Severity>,
    text: String,
    kept: Vec<String>,
}

impl Row {
    pub(super) fn new(
        columns: &[&str],
        report: Report,
        severity: Option<Severity>,
        text: &str,
        record: &Record<'_>,
    ) -> Self {
        let kept = columns.iter().map(|column| kept_cell(record, column).into_owned()).collect();
        Self { report, severity, text: text.to_owned(), kept }
    }

    fn size(&self) -> usize {
        let findings =
            self.report.findings.iter().map(|finding| finding.matched.len() + finding.reason.len());
        self.text.len() + self.kept.iter().map(String::len).sum::<usize>() + findings.sum::<usize>()
    }
}

/// Turns rows into the bytes of a file.
pub(crate) struct Encoder {
    writer: SerializedFileWriter<Vec<u8>>,
    waiting: Vec<Row>,
    /// Bytes in the waiting rows.
    size: usize,
}

impl Encoder {
    /// Begins a file with these kept columns.
    pub(crate) fn new(kept: &[&str]) -> Result<Self, Failure> {
        let properties =
            WriterProperties::builder().set_compression(Compression::ZSTD(ZstdLevel::default())).build();
        let writer = schema(kept)
            .and_then(|schema| SerializedFileWriter::new(Vec::new(), schema, Arc::new(properties)))
            .map_err(|error| failure(&error))?;
        Ok(Self { writer, waiting: Vec::new(), size: 0 })
    }

    /// Takes rows. Returns the bytes that are done.
    pub(crate) fn push(&mut self, rows: Vec<Row>) -> Result<Vec<u8>, Failure> {
        for row in rows {
            self.size += row.size();
            self.waiting.push(row);
            if self.waiting.len() >= GROUP_ROWS || self.size >= GROUP_BYTES {
                self.write_group().map_err(|error| failure(&error))?;
            }
        }
        Ok(std::mem::take(self.writer.inner_mut()))
    }

    /// Ends the file. Returns the rest of its bytes.
    pub(crate) fn finish(mut self) -> Result<Vec<u8>, Failure> {
        self.write_group().and_then(|()| self.writer.into_inner()).map_err(|error| failure(&error))
    }

    fn write_group(&mut self) -> Result<(), ParquetError> {
        let rows = std::mem::take(&mut self.waiting);
        self.size = 0;
        if rows.is_empty() {
            return Ok(());
        }
        write_columns(self.writer.next_row_group()?, &rows)?;
        Ok(self.writer.flush()?)
    }
}

/// Writes rows in the order of the schema.
fn write_columns(writer: SerializedRowGroupWriter<'_, Vec<u8>>, rows: &[Row]) -> Result<(), ParquetError> {
    let mut group = Group { writer, rows };
    group.texts(|row| row.report.id.as_deref().unwrap_or_default())?;
    group.texts(|row| row.report.action)?;
    group.lists(|row| row.report.categories.iter().copied())?;
    group.optional_texts(|row| row.severity.map(Severity::as_str))?;
    group.lists(|row| row.report.signals.iter().copied())?;
    group.texts(|row| row.report.language.code)?;
    group.findings::<ByteArrayType>(|finding| finding.category.into())?;
    group.findings::<ByteArrayType>(|finding| finding.rule.as_str().into())?;
    group.findings::<ByteArrayType>(|finding| finding.severity.into())?;
    group.findings::<DoubleType>(|finding| finding.confidence)?;
    group.findings::<Int32Type>(|finding| finding.start.cast_signed())?;
    group.findings::<Int32Type>(|finding| finding.end.cast_signed())?;
    group.findings::<ByteArrayType>(|finding| finding.matched.as_str().into())?;
    group.findings::<BoolType>(|finding| finding.disguised)?;
    group.findings::<ByteArrayType>(|finding| finding.reason.as_str().into())?;
    group.findings::<ByteArrayType>(|finding| finding.basis.into())?;
    group.optional_of_findings(|finding| finding.statute.as_deref())?;
    group.optional_of_findings(|finding| finding.citation.as_deref())?;
    group.lists(|row| row.report.duties.iter().map(|duty| duty.id.as_str()))?;
    let truncated: Vec<bool> = rows.iter().map(|row| row.report.truncated).collect();
    group.column::<BoolType>(&truncated, &[], &[])?;
    group.texts(|row| &row.report.policy)?;
    group.texts(|row| &row.report.ruleset)?;
    group.texts(|row| &row.text)?;
    let kept = rows.first().map_or(0, |row| row.kept.len());
    for column in 0..kept {
        group
            .optional_texts(|row| row.kept.get(column).map(String::as_str).filter(|cell| !cell.is_empty()))?;
    }
    group.writer.close()?;
    Ok(())
}

/// The columns that are always there, and the kept ones under names that no other has.
fn schema(kept: &[&str]) -> Result<TypePtr, ParquetError> {
    let base = parse_message_type(SCHEMA)?;
    let mut fields = base.get_fields().to_vec();
    for name in kept {
        let mut name = (*name).to_owned();
        while fields.iter().any(|field| field.name() == name) {
            name.push('_');
        }
        let column = Type::primitive_type_builder(&name, Physical::BYTE_ARRAY)
            .with_repetition(Repetition::OPTIONAL)
            .with_logical_type(Some(LogicalType::String));
        fields.push(Arc::new(column.build()?));
    }
    Ok(Arc::new(Type::group_type_builder(base.name()).with_fields(fields).build()?))
}

fn failure(error: &ParquetError) -> Failure {
    Failure::new(format!("cannot write Parquet: {error}"))
}

/// Rows that are written together, one column after the other in the order of the schema.
struct Group<'w, 'g> {
    writer: SerializedRowGroupWriter<'w, Vec<u8>>,
    rows: &'g [Row],
}

impl<'g> Group<'_, 'g> {
    fn column<T: DataType>(
        &mut self,
        values: &[T::T],
        definitions: &[i16],
        repetitions: &[i16],
    ) -> Result<(), ParquetError> {
        let Some(mut column) = self.writer.next_column()? else {
            return Err(ParquetError::General("more columns than the schema has".to_owned()));
        };
        let levels = |levels: &[i16]| (!levels.is_empty()).then(|| levels.to_vec());
        let (definitions, repetitions) = (levels(definitions), levels(repetitions));
        column.typed::<T>().write_batch(values, definitions.as_deref(), repetitions.as_deref())?;
        column.close()
    }

    fn texts(&mut self, text: impl Fn(&'g Row) -> &'g str) -> Result<(), ParquetError> {
        let values: Vec<ByteArray> = self.rows.iter().map(|row| text(row).into()).collect();
        self.column::<ByteArrayType>(&values, &[], &[])
    }

    fn optional_texts(&mut self, text: impl Fn(&'g Row) -> Option<&'g str>) -> Result<(), ParquetError> {
        let texts: Vec<Option<&str>> = self.rows.iter().map(text).collect();
        let definitions: Vec<i16> = texts.iter().map(|text| i16::from(text.is_some())).collect();
        let values: Vec<ByteArray> = texts.into_iter().flatten().map(ByteArray::from).collect();
        self.column::<ByteArrayType>(&values, &definitions, &[])
    }

    fn lists<I: Iterator<Item = &'g str>>(
        &mut self,
        list: impl Fn(&'g Row) -> I,
    ) -> Result<(), ParquetError> {
        let lists: Vec<Vec<Option<ByteArray>>> =
            self.rows.iter().map(|row| list(row).map(|text| Some(text.into())).collect()).collect();
        self.repeated::<ByteArrayType>(lists, 1)
    }

    fn findings<T: DataType>(
        &mut self,
        value: impl Fn(&'g FindingReport) -> T::T,
    ) -> Result<(), ParquetError> {
        let lists =
            self.rows.iter().map(|row| row.report.findings.iter().map(|finding| Some(value(finding))));
        self.repeated::<T>(lists.map(Iterator::collect).collect(), 1)
    }

    fn optional_of_findings(
        &mut self,
        text: impl Fn(&'g FindingReport) -> Option<&'g str>,
    ) -> Result<(), ParquetError> {
        let lists = self
            .rows
            .iter()
            .map(|row| row.report.findings.iter().map(|finding| text(finding).map(ByteArray::from)));
        self.repeated::<ByteArrayType>(lists.map(Iterator::collect).collect(), 2)
    }

    /// A column inside a list; `present` is the definition level of a value, one less where it is missing, 0 for an empty list.
    fn repeated<T: DataType>(
        &mut self,
        lists: Vec<Vec<Option<T::T>>>,
        present: i16,
    ) -> Result<(), ParquetError> {
        let (mut values, mut definitions, mut repetitions) = (Vec::new(), Vec::new(), Vec::new());
        for list in lists {
            if list.is_empty() {
                definitions.push(0);
                repetitions.push(0);
            }
            for (at, value) in list.into_iter().enumerate() {
                definitions.push(if value.is_some() { present } else { present - 1 });
                repetitions.push(i16::from(at > 0));
                values.extend(value);
            }
        }
        self.column::<T>(&values, &definitions, &repetitions)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    #[test]
    fn many_rows_are_written_in_groups() {
        let report = ordvakt::Moderator::builtin().screen("hej").report(
            "hej",
            ordvakt::Lang::Sv,
            ordvakt::Offsets::CodePoint,
        );
        let row = || Row { report: report.clone(), severity: None, text: "hej".to_owned(), kept: Vec::new() };
        let mut encoder = Encoder::new(&[]).unwrap();
        let mut bytes = encoder.push((0..=GROUP_ROWS).map(|_| row()).collect()).unwrap();
        // A full group does not wait for the end.
        assert!(bytes.len() > 100, "{}", bytes.len());
        bytes.extend(encoder.finish().unwrap());
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(&bytes).unwrap();
        let metadata =
            ::parquet::file::metadata::ParquetMetaDataReader::new().parse_and_finish(&file).unwrap();
        let groups: Vec<i64> =
            metadata.row_groups().iter().map(::parquet::file::metadata::RowGroupMetaData::num_rows).collect();
        assert_eq!(groups, [i64::try_from(GROUP_ROWS).unwrap(), 1]);
    }
}
