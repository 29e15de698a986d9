//! Arrow's PyCapsule interface: the only place that turns capsules into arrays and back.

use std::ffi::CStr;
use std::ptr::NonNull;

use arrow_array::array::make_array;
use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema, from_ffi};
use arrow_array::ffi_stream::{ArrayStreamReader, FFI_ArrowArrayStream};
use arrow_array::{ArrayRef, RecordBatch, RecordBatchIterator};
use arrow_schema::{ArrowError, Schema, SchemaRef};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyTuple};

const SCHEMA: &CStr = c"arrow_schema";
const ARRAY: &CStr = c"arrow_array";
const STREAM: &CStr = c"arrow_array_stream";

/// Arrays, one after the other.
pub(crate) type Arrays = Box<dyn Iterator<Item = Result<ArrayRef, ArrowError>> + Send>;

/// The arrays of anything with Arrow's stream or array method; `None` where it has neither.
pub(crate) fn arrays(source: &Bound<'_, PyAny>) -> PyResult<Option<Result<Arrays, ArrowError>>> {
    if let Some(method) = source.getattr_opt("__arrow_c_stream__")? {
        return Ok(Some(stream(&method.call0()?)?));
    }
    if let Some(method) = source.getattr_opt("__arrow_c_array__")? {
        return Ok(Some(array(&method.call0()?)?));
    }
    Ok(None)
}

fn pointer<T>(given: &Bound<'_, PyAny>, name: &CStr) -> PyResult<NonNull<T>> {
    let capsule = given.cast::<PyCapsule>().map_err(|_| PyTypeError::new_err("not an Arrow capsule"))?;
    Ok(capsule.pointer_checked(Some(name))?.cast())
}

fn stream(given: &Bound<'_, PyAny>) -> PyResult<Result<Arrays, ArrowError>> {
    let stream = pointer::<FFI_ArrowArrayStream>(given, STREAM)?;
    // SAFETY: a capsule of that name holds a stream by Arrow's specification; it is moved out and marked as released.
    let reader = unsafe { ArrayStreamReader::from_raw(stream.as_ptr()) };
    Ok(reader.map(|reader| Box::new(reader) as Arrays))
}

fn array(given: &Bound<'_, PyAny>) -> PyResult<Result<Arrays, ArrowError>> {
    let pair = given.cast::<PyTuple>().map_err(|_| PyTypeError::new_err("not a pair of Arrow capsules"))?;
    let schema = pointer::<FFI_ArrowSchema>(&pair.get_item(0)?, SCHEMA)?;
    let array = pointer::<FFI_ArrowArray>(&pair.get_item(1)?, ARRAY)?;
    // SAFETY: capsules of those names hold an array and its schema by Arrow's specification; the array is moved out and
    // marked as released, the schema is read while its capsule lives.
    let data = unsafe { from_ffi(FFI_ArrowArray::from_raw(array.as_ptr()), schema.as_ref()) };
    Ok(data.map(|data| Box::new(std::iter::once(Ok(make_array(data)))) as Arrays))
}

/// A capsule with a schema.
pub(crate) fn schema_capsule<'py>(
    py: Python<'py>,
    schema: &Schema,
) -> PyResult<Result<Bound<'py, PyCapsule>, ArrowError>> {
    FFI_ArrowSchema::try_from(schema)
        .map(|schema| PyCapsule::new_with_value(py, schema, SCHEMA))
        .map_or_else(|error| Ok(Err(error)), |capsule| capsule.map(Ok))
}

/// A capsule with a stream of record batches.
pub(crate) fn stream_capsule(
    py: Python<'_>,
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
) -> PyResult<Bound<'_, PyCapsule>> {
    let reader = RecordBatchIterator::new(batches.into_iter().map(Ok), schema);
    PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(Box::new(reader)), STREAM)
}
