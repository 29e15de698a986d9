//! Apache Parquet, some rows at a time. Columns inside structs are called by their path (`from.name`); lists are left out.

use std::fmt::Write as _;
use std::fs::File;

use ::parquet::basic::{ConvertedType, LogicalType, TimeUnit};
use ::parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use ::parquet::data_type::{AsBytes as _, DataType};
use ::parquet::errors::ParquetError;
use ::parquet::file::reader::{FileReader as _, SerializedFileReader};
use ::parquet::schema::types::ColumnDescriptor;
use chrono::{DateTime, SecondsFormat};

use super::columns::HEADER_ROWS;
use super::outlet::{Outlet, Stop};
use super::table::Table;
use super::{Columns, guarded};

/// How many rows are read at a time.
const ROWS: usize = 1024;

/// The largest column of a row group in bytes when unpacked; a page of it is held in memory whole.
const LARGEST_COLUMN: i64 = 1 << 30;

/// How many bytes the cells of a column may have that are read at a time.
const LARGEST_READ: usize = 256 << 20;

/// Reads a file to its end.
pub(super) fn read(file: File, outlet: &mut Outlet<'_>) -> Result<(), Stop> {
    let reader = guarded(WHAT, || SerializedFileReader::new(file).map_err(|error| broken(&error)))?;
    let schema = reader.metadata().file_metadata().schema_descr_ptr();
    let flat: Vec<usize> =
        (0..schema.num_columns()).filter(|&column| schema.column(column).max_rep_level() == 0).collect();
    let header: Vec<String> =
        flat.iter().map(|&column| schema.column(column).path().parts().join(".")).collect();
    if flat.len() < schema.num_columns() && outlet.settings.keep {
        outlet.note("columns that hold lists are not kept")?;
    }
    let mut sample = Vec::new();
    if reader.num_row_groups() > 0 {
        let mut cells = Cells::open(&reader, 0, &flat)?;
        sample = cells.next(4 * HEADER_ROWS)?;
    }
    let columns = Columns::find(header, &outlet.settings.columns, &sample).map_err(Stop::whole)?;
    // What is no part of a comment need not be unpacked.
    let keep = outlet.settings.keep;
    let needed = flat.iter().enumerate().map(|(at, &column)| (column, keep || columns.part(at).is_some()));
    let needed: Vec<Option<usize>> = needed.map(|(column, needed)| needed.then_some(column)).collect();
    let mut table = Table::with_columns(outlet, columns)?;
    let mut number = 0;
    for group in 0..reader.num_row_groups() {
        let mut cells = Cells::open(&reader, group, &needed.iter().flatten().copied().collect::<Vec<_>>())?;
        loop {
            let rows = cells.next(ROWS)?;
            if rows.is_empty() {
                break;
            }
            for row in rows {
                number += 1;
                let mut row = row.into_iter();
                let wide = needed.iter().map(|column| column.and_then(|_| row.next()).unwrap_or_default());
                table.row(number, wide.collect())?;
            }
        }
        if let Some(column) = cells.garbled {
            let message =
                format!("column `{column}` is not all valid UTF-8; what is not was read as \u{FFFD}");
            table.issue(message)?;
        }
    }
    if table.finish()? == 0 { Err(Stop::whole("there are columns and no comment in them")) } else { Ok(()) }
}

const WHAT: &str = "the Parquet file";

fn broken(error: &ParquetError) -> Stop {
    Stop::whole(format!("the Parquet file cannot be read: {error}"))
}

/// The rows of some columns of a row group.
struct Cells {
    columns: Vec<(ColumnReader, Kind, String)>,
    /// The first column that held a text that was none.
    garbled: Option<String>,
}

impl Cells {
    fn open(reader: &SerializedFileReader<File>, group: usize, columns: &[usize]) -> Result<Self, Stop> {
        guarded(WHAT, || {
            let group = reader.get_row_group(group).map_err(|error| broken(&error))?;
            let columns = columns.iter().map(|&column| {
                let chunk = group.metadata().column(column);
                if chunk.uncompressed_size() > LARGEST_COLUMN {
                    return Err(Stop::whole(format!(
                        "column `{}` holds more than 1 GiB in one row group; write smaller row groups",
                        chunk.column_path().string()
                    )));
                }
                let reader = group.get_column_reader(column).map_err(|error| broken(&error))?;
                let name = chunk.column_path().parts().join(".");
                Ok((reader, Kind::of(chunk.column_descr()), name))
            });
            Ok(Self { columns: columns.collect::<Result<_, _>>()?, garbled: None })
        })
    }

    /// At most so many more rows; none at the end.
    fn next(&mut self, count: usize) -> Result<Vec<Vec<String>>, Stop> {
        let mut rows: Vec<Vec<String>> = Vec::new();
        for (at, (reader, kind, name)) in self.columns.iter_mut().enumerate() {
            let cells = guarded(WHAT, || read_column(reader, *kind, count).map_err(|error| broken(&error)))?;
            if at == 0 {
                rows.resize_with(cells.len(), Vec::new);
            } else if cells.len() != rows.len() {
                return Err(Stop::whole(format!(
                    "the Parquet file is broken: column `{name}` has other rows"
                )));
            }
            for (row, cell) in rows.iter_mut().zip(cells) {
                let cell = cell.unwrap_or_else(|bytes| {
                    self.garbled.get_or_insert_with(|| name.clone());
                    String::from_utf8_lossy(&bytes).into_owned()
                });
                row.push(cell);
            }
        }
        Ok(rows)
    }
}

/// What the numbers of a column stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Plain,
    Unsigned,
    /// Days since 1970.
    Date,
    /// So many a second since 1970; in UTC or wherever the writer was.
    Timestamp {
        per_second: i64,
        utc: bool,
    },
    /// Digits behind the point.
    Decimal(u32),
}

impl Kind {
    fn of(column: &ColumnDescriptor) -> Self {
        match column.logical_type_ref() {
            Some(LogicalType::Timestamp(timestamp)) => {
                let per_second = match timestamp.unit {
                    TimeUnit::MILLIS => 1_000,
                    TimeUnit::MICROS => 1_000_000,
                    TimeUnit::NANOS => 1_000_000_000,
                };
                return Self::Timestamp { per_second, utc: timestamp.is_adjusted_to_u_t_c };
            }
            Some(LogicalType::Decimal(decimal)) => {
                return Self::Decimal(u32::try_from(decimal.scale).unwrap_or_default());
            }
            _ => {}
        }
        match column.converted_type() {
            ConvertedType::DATE => Self::Date,
            ConvertedType::TIMESTAMP_MILLIS => Self::Timestamp { per_second: 1_000, utc: true },
            ConvertedType::TIMESTAMP_MICROS => Self::Timestamp { per_second: 1_000_000, utc: true },
            ConvertedType::UINT_8
            | ConvertedType::UINT_16
            | ConvertedType::UINT_32
            | ConvertedType::UINT_64 => Self::Unsigned,
            _ => Self::Plain,
        }
    }

    /// A number as text; dates as ISO 8601.
    fn text(self, number: i64) -> String {
        match self {
            Self::Date => {
                time(number.saturating_mul(86_400), 0).map(|time| time.format("%Y-%m-%d").to_string())
            }
            Self::Timestamp { per_second, utc } => {
                let nanos = number.rem_euclid(per_second) * (1_000_000_000 / per_second);
                time(number.div_euclid(per_second), nanos).map(|time| {
                    let text = time.to_rfc3339_opts(SecondsFormat::AutoSi, true);
                    if utc { text } else { text.trim_end_matches('Z').to_owned() }
                })
            }
            Self::Decimal(scale) if scale > 0 => 10_i64.checked_pow(scale).map(|unit| {
                let sign = if number < 0 { "-" } else { "" };
                let (whole, part) = (
                    number.unsigned_abs() / unit.unsigned_abs(),
                    number.unsigned_abs() % unit.unsigned_abs(),
                );
                format!("{sign}{whole}.{part:0width$}", width = scale as usize)
            }),
            Self::Unsigned | Self::Plain | Self::Decimal(_) => None,
        }
        .unwrap_or_else(|| number.to_string())
    }
}

fn time(seconds: i64, nanos: i64) -> Option<DateTime<chrono::Utc>> {
    DateTime::from_timestamp(seconds, u32::try_from(nanos).ok()?)
}

/// A cell, or bytes that are no text.
type Cell = Result<String, Vec<u8>>;

/// The next cells of a column; empty where there is no value.
fn read_column(reader: &mut ColumnReader, kind: Kind, count: usize) -> Result<Vec<Cell>, ParquetError> {
    let number = |number: i64| Ok(kind.text(number));
    let text = |bytes: &[u8]| match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.to_owned()),
        Err(_) => Err(bytes.to_vec()),
    };
    match reader {
        ColumnReader::BoolColumnReader(reader) => cells(reader, count, |value| Ok(value.to_string())),
        ColumnReader::Int32ColumnReader(reader) => cells(reader, count, |value| match kind {
            Kind::Unsigned => Ok(value.cast_unsigned().to_string()),
            _ => number(i64::from(*value)),
        }),
        ColumnReader::Int64ColumnReader(reader) => cells(reader, count, |value| match kind {
            Kind::Unsigned => Ok(value.cast_unsigned().to_string()),
            _ => number(*value),
        }),
        ColumnReader::Int96ColumnReader(reader) => cells(reader, count, |value| {
            Ok(Kind::Timestamp { per_second: 1_000, utc: false }.text(value.to_millis()))
        }),
        ColumnReader::FloatColumnReader(reader) => cells(reader, count, |value| Ok(value.to_string())),
        ColumnReader::DoubleColumnReader(reader) => cells(reader, count, |value| Ok(value.to_string())),
        ColumnReader::ByteArrayColumnReader(reader) => cells(reader, count, |value| text(value.data())),
        ColumnReader::FixedLenByteArrayColumnReader(reader) => {
            cells(reader, count, |value| Ok(hexadecimal(value.data())))
        }
    }
}

/// Bytes that stand for no text, as ids often are.
fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut text, byte| {
        // Strings take all that is written to them.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn cells<T: DataType>(
    reader: &mut ColumnReaderImpl<T>,
    count: usize,
    text: impl Fn(&T::T) -> Cell,
) -> Result<Vec<Cell>, ParquetError> {
    let (mut values, mut levels) = (Vec::new(), Vec::new());
    let (rows, ..) = reader.read_records(count, Some(&mut levels), None, &mut values)?;
    // One long text that many rows share takes little room in the file.
    if values.iter().map(|value| value.as_bytes().len()).sum::<usize>() > LARGEST_READ {
        let message = format!("{count} rows of a column hold more than {} MiB", LARGEST_READ >> 20);
        return Err(ParquetError::General(message));
    }
    // A column whose values are never missing has no levels.
    let highest = levels.iter().copied().max().unwrap_or_default();
    let mut values = values.iter();
    let present = |row: usize| levels.is_empty() || levels.get(row) == Some(&highest);
    Ok((0..rows)
        .map(
            |row| {
                if present(row) { values.next().map_or(Ok(String::new()), &text) } else { Ok(String::new()) }
            },
        )
        .collect())
}
