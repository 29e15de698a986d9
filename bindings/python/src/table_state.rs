//! Tables as buffers, for pickling.

use arrow_array::array::make_array;
use arrow_array::{Array as _, ArrayRef, RecordBatch};
use arrow_buffer::Buffer;
use arrow_data::ArrayData;
use arrow_schema::{ArrowError, DataType, Field, SchemaRef};
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedBytes;
use std::borrow::Cow;

/// An array without its type and children: length, validity, buffers.
#[derive(IntoPyObject)]
pub(crate) struct Written<'a>(usize, Option<Cow<'a, [u8]>>, Vec<Cow<'a, [u8]>>);

#[derive(FromPyObject)]
pub(crate) struct Read(usize, Option<PyBackedBytes>, Vec<PyBackedBytes>);

/// The arrays of a batch, each before its children.
pub(crate) fn write(batch: &RecordBatch) -> Vec<Written<'static>> {
    let mut out = Vec::new();
    for column in batch.columns() {
        write_array(&column.to_data(), &mut out);
    }
    out
}

fn write_array(data: &ArrayData, out: &mut Vec<Written<'static>>) {
    let owned = |buffer: &Buffer| Cow::Owned(buffer.as_slice().to_vec());
    let nulls = data.nulls().map(|nulls| owned(&nulls.inner().sliced()));
    out.push(Written(data.len(), nulls, data.buffers().iter().map(owned).collect()));
    for child in data.child_data() {
        write_array(child, out);
    }
}

/// The batch that [`write`] wrote; whatever is not one is an error.
pub(crate) fn read(schema: SchemaRef, arrays: Vec<Read>) -> Result<RecordBatch, ArrowError> {
    let mut arrays = arrays.into_iter();
    let columns = schema
        .fields()
        .iter()
        .map(|field| read_array(field, &mut arrays).map(make_array))
        .collect::<Result<Vec<ArrayRef>, _>>()?;
    RecordBatch::try_new(schema, columns)
}

fn read_array(field: &Field, arrays: &mut impl Iterator<Item = Read>) -> Result<ArrayData, ArrowError> {
    let ends = || ArrowError::InvalidArgumentError("the state ends early".to_owned());
    let Read(len, nulls, buffers) = arrays.next().ok_or_else(ends)?;
    let children = match field.data_type() {
        DataType::List(item) => vec![read_array(item, arrays)?],
        DataType::Struct(fields) => {
            fields.iter().map(|field| read_array(field, arrays)).collect::<Result<Vec<_>, _>>()?
        }
        _ => Vec::new(),
    };
    ArrayData::builder(field.data_type().clone())
        .len(len)
        .null_bit_buffer(nulls.map(|bytes| Buffer::from_slice_ref(&*bytes)))
        .buffers(buffers.iter().map(|bytes| Buffer::from_slice_ref(&**bytes)).collect())
        .child_data(children)
        .align_buffers(true)
        .build()
}
