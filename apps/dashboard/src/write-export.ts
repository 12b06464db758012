import type { Dashboard } from './dashboard.ts';
import { exportFlow } from './export/export-flow.ts';
import { exportFormat } from './export/export-format.ts';
import { exportTable } from './export/export-table.ts';
import type { FlowSource } from './flow-source.ts';
import type { Outside } from './outside.ts';
import { flowsText } from './text/quantity.ts';

/** Writes the file that the user has asked for, and says what became of it in the last line of the screen. */
export async function writeExport(dashboard: Dashboard, flows: FlowSource, { writeFile }: Pick<Outside, 'writeFile'>): Promise<void> {
  const { ui, frame } = dashboard;
  if (ui.mode.kind !== 'exporting') return;
  const { file, what } = ui.mode;
  const row = frame.rows[ui.place];
  try {
    const format = exportFormat(file);
    if (what === 'flow' && !row) throw new Error('no flow is selected');
    const one = what === 'flow' && row;
    const text = one ? exportFlow({ flow: await flows.aboutNow(row), events: flows.eventsOf(row.number), format }) : exportTable(await flows.lines(frame.rows), format);
    await writeFile(file, text);
    dashboard.exported(`wrote ${one ? 'the flow' : flowsText(frame.rows.length)} to ${file}`);
  } catch (error) {
    dashboard.exported(`not written: ${error instanceof Error ? error.message : String(error)}`);
  }
}
