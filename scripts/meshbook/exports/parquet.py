"""A table as Parquet: the one place that knows pyarrow."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]

from meshbook.exports.dictionary import described
from meshbook.exports.table import Kind, Row, Table

_TYPES: dict[Kind, pa.DataType] = {
    "integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_(),
    "list": pa.list_(pa.string()),
}  # fmt: skip


def parquet(table: Table, rows: Sequence[Row]) -> bytes:
    """The bytes of the file: the same from the same rows and the same pyarrow."""
    values = list(zip(*rows, strict=True)) if rows else [()] * len(table.columns)
    arrays, fields = [], []
    for column, cells in zip(table.columns, values, strict=True):
        kind = _TYPES.get(column.kind, pa.string())
        arrays.append(pa.array(cells, type=kind))
        optional = column.name not in table.key
        fields.append(pa.field(column.name, kind, optional, described(table, column)))
    buffer = io.BytesIO()
    pq.write_table(
        pa.Table.from_arrays(arrays, schema=pa.schema(fields)), buffer, compression="zstd"
    )
    return buffer.getvalue()
