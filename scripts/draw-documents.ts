/**
 * Draws the pictures of the documents anew, by the commands that stand above them: after another model was trained, or a picture
 * has changed. docs/evaluation.md has a command of its own.
 *
 *   node scripts/draw-documents.ts
 */
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { documentsWithCommands, drawnPictures, Scratch, transcripts } from '../checks/document-commands.ts';
import { readText, REPOSITORY } from '../checks/repository.ts';

/** What draws, or makes what is drawn. */
const DRAWS = /--svg |--snapshot docs|--screenshot|--beside|join-recordings|^cp /;

for (const document of documentsWithCommands(REPOSITORY)) {
  const text = readText(REPOSITORY, document);
  if (drawnPictures(text, document).length === 0) continue;
  const scratch = new Scratch();
  for (const { command } of transcripts(text).filter((shown) => DRAWS.test(shown.command))) {
    const { exitCode, errors } = await scratch.run(command);
    if (exitCode !== 0) console.error(`${document}: ${command}: exit code ${exitCode}\n${errors}`);
  }
  cpSync(join(scratch.path, 'docs', 'figures'), join(REPOSITORY, 'docs', 'figures'), { recursive: true });
  scratch.remove();
}
