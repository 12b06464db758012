import { ByteWriter, parquetWriteRows } from 'hyparquet-writer';
import type { Column, ColumnType } from './column.ts';
import { Handover } from './handover.ts';
import type { OpenSink } from './sink.ts';

const PARQUET_TYPES = {
  string: 'STRING', address: 'STRING', integer: 'INT64', number: 'DOUBLE', boolean: 'BOOLEAN', time: 'TIMESTAMP', json: 'JSON', untyped: 'STRING',
} as const satisfies Record<ColumnType, string>;

/** A Parquet file, in row groups: memory holds one of them at most. */
export const parquetSink: OpenSink = (shape, output) => {
  const rows = new Handover<Record<string, unknown>>();
  const writer = new ByteWriter();
  const flush = async () => {
    const bytes = writer.getBytes().slice();
    writer.index = 0;
    await output.write(bytes);
  };
  const written = parquetWriteRows({
    writer: Object.assign(writer, { flush, finish: flush }),
    rows,
    columns: shape.columns.map(({ name, type }) => ({ name, type: PARQUET_TYPES[type], nullable: true })),
  });
  return {
    write: (row) => rows.give(Object.fromEntries(shape.columns.map((column) => [column.name, parquetValue(column, row)]))),
    endFile: async () => {},
    async end() {
      rows.close();
      await written;
    },
  };
};

function parquetValue<Row>({ type, value }: Column<Row>, row: Row): unknown {
  const cell = value(row);
  if (cell === null) return null;
  if (type === 'integer') return BigInt(cell as number);
  if (type === 'time') return new Date(cell as string);
  return cell;
}
