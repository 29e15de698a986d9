//! Excel workbooks (.xlsx). The texts that cells share are read whole; the sheets row by row.

use std::fs::File;
use std::io::{self, BufReader, Read as _, Write};

use calamine::{DataRef, Reader as _, SheetType, SheetVisible, Xlsx, XlsxError};
use zip::ZipArchive;

use super::columns::HEADER_ROWS;
use super::headers::{self, TEXT};
use super::outlet::{Outlet, Stop};
use super::table::Table;
use super::{Columns, guarded};

/// The largest part of a workbook in bytes when unpacked: a sheet, and what is held in memory.
const LARGEST_SHEET: u64 = 1 << 30;
const LARGEST_PART: u64 = 256 << 20;

/// How many tags a part may have that is held in memory: some four a text.
const MOST_TAGS: u64 = 16 << 20;

/// The largest cell, with its tags, in bytes. Excel itself allows 32,767 characters.
const LARGEST_CELL: u64 = 16 << 20;

/// How many columns a sheet may have.
const COLUMNS: u32 = 16_384;

type Workbook = Xlsx<BufReader<File>>;

/// Reads every visible sheet that holds comments.
pub(super) fn read(file: File, outlet: &mut Outlet<'_>) -> Result<(), Stop> {
    weigh(&file)?;
    let mut workbook =
        guarded("workbook", || Workbook::new(BufReader::new(file)).map_err(|error| broken(&error)))?;
    let sheets = workbook.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let (visible, hidden): (Vec<_>, Vec<_>) =
        sheets.cloned().partition(|sheet| sheet.visible == SheetVisible::Visible);
    if !hidden.is_empty() {
        let names = hidden.iter().map(|sheet| format!("`{}`", sheet.name)).collect::<Vec<_>>().join(", ");
        outlet.note(&format!("hidden sheets were not read: {names}"))?;
    }
    let mut readable = Vec::new();
    let mut refused = Vec::new();
    for sheet in visible {
        let rows = beginning(&mut workbook, &sheet.name)?;
        if rows.is_empty() {
            continue;
        }
        let cells: Vec<Vec<String>> = rows.iter().map(|(_, cells)| cells.clone()).collect();
        match Columns::find_below_titles(&cells, &outlet.settings.columns) {
            Ok(_) => readable.push(sheet.name),
            Err((at, message)) => {
                // A sheet without such a header holds something else; with one it would be lost.
                let meant = cells.iter().take(HEADER_ROWS).flatten().any(|cell| headers::is(TEXT, cell));
                refused.push((sheet.name, rows.get(at).map_or(0, |row| row.0), message, meant));
            }
        }
    }
    if readable.is_empty() {
        return Err(match refused.into_iter().next() {
            Some((sheet, line, message, _)) => {
                Stop::Issue { line, column: 0, message: format!("sheet `{sheet}`: {message}") }
            }
            None => Stop::whole("the workbook is empty"),
        });
    }
    for (sheet, line, message, meant) in refused {
        let message = format!("sheet `{sheet}` was not read: {message}");
        if meant { outlet.issue(line, 0, message)? } else { outlet.note(&message)? }
    }
    let several = readable.len() > 1;
    let mut count = 0;
    for sheet in readable {
        let part = several.then(|| sheet.clone());
        let mut table = Table::new(outlet, format!("columns of sheet `{sheet}`"), part);
        read_rows(&mut workbook, &sheet, &mut |number, cells| table.row(number, cells).map(|()| true))?;
        count += table.finish()?;
    }
    if count == 0 { Err(Stop::whole("there is a header and no comment below it")) } else { Ok(()) }
}

/// The first rows of a sheet that are not empty, with their numbers.
fn beginning(workbook: &mut Workbook, sheet: &str) -> Result<Vec<(u64, Vec<String>)>, Stop> {
    let mut rows = Vec::new();
    read_rows(workbook, sheet, &mut |number, cells: Vec<String>| {
        if cells.iter().any(|cell| !cell.trim().is_empty()) {
            rows.push((number, cells.iter().map(|cell| cell.trim().to_owned()).collect()));
        }
        Ok(rows.len() < 4 * HEADER_ROWS)
    })?;
    Ok(rows)
}

/// Gives the rows of a sheet to `take`, by their numbers from 1, until it returns false.
fn read_rows(
    workbook: &mut Workbook,
    sheet: &str,
    take: &mut dyn FnMut(u64, Vec<String>) -> Result<bool, Stop>,
) -> Result<(), Stop> {
    let mut reader =
        guarded("workbook", || workbook.worksheet_cells_reader(sheet).map_err(|error| broken(&error)))?;
    let mut row: Vec<String> = Vec::new();
    let mut number = 0;
    loop {
        let at = format!("sheet `{sheet}` below row {number}");
        let cell = guarded(&at, || {
            reader.next_cell().map_err(|error| Stop::whole(format!("{at} is broken: {error}")))
        })?;
        let next = cell.as_ref().map_or(0, |cell| u64::from(cell.get_position().0) + 1);
        if next != number {
            if !row.is_empty() && !take(number, std::mem::take(&mut row))? {
                return Ok(());
            }
            number = next;
        }
        let Some(cell) = cell else { return Ok(()) };
        let column = cell.get_position().1;
        if column >= COLUMNS {
            return Err(Stop::whole(format!("{at} is broken: no sheet has so many columns")));
        }
        let column = column as usize;
        if row.len() <= column {
            row.resize(column + 1, String::new());
        }
        row[column] = text(cell.get_value());
    }
}

/// A cell as text; dates as ISO 8601.
fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Empty => String::new(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(value) => value.to_string(),
        DataRef::Error(error) => error.to_string(),
        DataRef::DateTime(time) => match time.as_datetime().filter(|_| time.is_datetime()) {
            Some(time) => time.format("%Y-%m-%dT%H:%M:%S").to_string(),
            None => time.as_f64().to_string(),
        },
    }
}

fn broken(error: &XlsxError) -> Stop {
    Stop::whole(match error {
        XlsxError::Password => "the workbook is behind a password; save it without one".to_owned(),
        error => format!("the workbook is broken: {error}"),
    })
}

/// Unpacks a workbook once to see that no part of it eats the memory, whatever it says of itself.
fn weigh(file: &File) -> Result<(), Stop> {
    let zipped = |error: zip::result::ZipError| Stop::whole(format!("the workbook is broken: {error}"));
    let mut archive = ZipArchive::new(BufReader::new(file)).map_err(zipped)?;
    let names: Vec<String> = archive
        .file_names()
        .map(|name| Ok(name.map_err(zipped)?.into_owned()))
        .collect::<Result<_, Stop>>()?;
    if !names.iter().any(|name| name.to_ascii_lowercase().ends_with("xl/workbook.xml")) {
        let message = if names.iter().any(|name| name == "mimetype") {
            "is an OpenDocument file; save it as .xlsx or CSV"
        } else {
            "is a zip archive and no .xlsx workbook; unpack it and give the files in it"
        };
        return Err(Stop::whole(message));
    }
    for (index, name) in names.iter().enumerate() {
        let name = name.to_ascii_lowercase();
        if !name.ends_with(".xml") && !name.ends_with(".rels") {
            continue;
        }
        let (largest, tags) =
            if name.contains("worksheets/") { (LARGEST_SHEET, u64::MAX) } else { (LARGEST_PART, MOST_TAGS) };
        let mut weight = Weight::default();
        let part = archive.by_index(index).map_err(zipped)?;
        io::copy(&mut part.take(largest + 1), &mut weight).map_err(|error| {
            Stop::whole(format!("the workbook is broken: `{name}` cannot be unpacked: {error}"))
        })?;
        if weight.all > largest || weight.tags > tags || weight.longest.max(weight.run) > LARGEST_CELL {
            return Err(Stop::whole(format!(
                "`{name}` in the workbook is larger than what can be read; save it as CSV"
            )));
        }
    }
    Ok(())
}

/// Counts bytes and tags, and the longest run of bytes without a tag.
#[derive(Default)]
struct Weight {
    all: u64,
    tags: u64,
    run: u64,
    longest: u64,
}

impl Write for Weight {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.all += bytes.len() as u64;
        for piece in bytes.split_inclusive(|&byte| byte == b'<') {
            self.run += piece.len() as u64;
            if piece.ends_with(b"<") {
                self.tags += 1;
                self.longest = self.longest.max(self.run);
                self.run = 0;
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
