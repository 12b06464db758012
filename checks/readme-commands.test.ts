import { commandsRun } from './document-commands.suite.ts';

// In a file of its own, so that it runs beside the other documents.
commandsRun(['README.md']);
